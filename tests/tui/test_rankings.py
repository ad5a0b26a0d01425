"""Rankings and partial dates on the screen: a key gives the next place, an arrow moves, nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from hybridequiz.questionnaire.partial_dates import PartialDate
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.tui.app import HybridequizApp, Start
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown

HEAD = """
id = "test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "Test"
[options]
w = [
  { code = 1, nl = "Docent", en = "Teacher" },
  { code = 2, nl = "Dichtbij, zodat ik niet zo lang met de bus of de trein hoef te reizen in de avond", en = "Near" },
  { code = 3, nl = "Groep", en = "Group" },
  { code = 97, nl = "Anders, namelijk …", en = "Other, namely …", other = true },
]
[[section]]
id = "s"
title = "S"
"""
RANKING = (
    HEAD
    + """
[[section.question]]
id = "wishes"
type = "ranking"
options = "w"
max_ranked = 3
missing = ["dont_know"]
text.nl = "Wat eerst?"
text.en = "What first?"
[[section.question]]
id = "last"
type = "text"
text = "?"
"""
)
AFTER = (
    HEAD
    + """
[[section.question]]
id = "helped"
type = "multiple"
options = "w"
text = "?"
[[section.question]]
id = "wishes"
type = "ranking"
options = "w"
chosen_in = "helped"
show_if = "answered(helped)"
text = "?"
[[section.question]]
id = "best"
type = "single"
options = "w"
chosen_in = "helped"
show_if = "answered(helped)"
text = "?"
"""
)
MANY = HEAD + (
    '[[section.question]]\nid = "wishes"\ntype = "ranking"\ntext = "?"\noptions = ['
    + "".join(f'{{ code = {n}, nl = "optie {n}", en = "option {n}" }},' for n in range(1, 13))
    + "]\n"
)
DATES = (
    HEAD
    + """
[[section.question]]
id = "start"
type = "date"
partial = true
min = 2010-01-01
text = "?"
[[section.question]]
id = "month"
type = "date"
precision = "month"
text = "?"
[[section.question]]
id = "last"
type = "text"
text = "?"
"""
)


def app_of(text: str, folder: Path, mode: Mode = "self") -> HybridequizApp:
    return app_for(questionnaire(text, folder), folder / "data", mode=mode, language="nl")


def current(app: HybridequizApp) -> str:
    planned = interview_screen(app).conductor.current
    return "" if planned is None else planned.id


def value(app: HybridequizApp, name: str = "wishes") -> object:
    answer = interview_screen(app).interview.answers.get(name)
    return None if answer is None else answer.value


def places(app: HybridequizApp) -> list[str]:
    """Give what stands between the brackets before each option."""
    lines = [line for line in shown(app).splitlines() if "[" in line and "]" in line]
    return [line.split("[")[1].split("]")[0].strip() for line in lines]


async def test_a_key_gives_the_next_place_and_takes_it_back(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        assert places(app) == ["", "", "", "", ""]
        await pilot.press("3", "1", "2")
        assert places(app) == ["2", "3", "1", "", ""]
        await pilot.press("3")
        assert places(app) == ["1", "2", "", "", ""], "those behind it move up"
        await pilot.press("3", "enter")
        assert value(app) == (1, 2, 3)
        await pilot.press("enter")  # the card that tells the code
        assert current(app) == "last"


async def test_space_ranks_the_row_under_the_cursor_and_arrows_with_a_key_move_it(
    tmp_path: Path,
) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space", "down", "space", "down", "space")
        assert places(app) == ["1", "2", "3", "", ""]
        for key, expected in [
            ("shift+up", ["1", "3", "2", "", ""]),
            ("ctrl+up", ["2", "3", "1", "", ""]),
            ("alt+up", ["2", "3", "1", "", ""]),
            ("minus", ["1", "3", "2", "", ""]),
            ("shift+down", ["1", "2", "3", "", ""]),
            ("ctrl+down", ["1", "2", "3", "", ""]),
            ("plus", ["1", "3", "2", "", ""]),
        ]:
            await pilot.press(key)
            assert places(app) == expected, key
        await pilot.press("enter")
        assert value(app) == (1, 3, 2)


async def test_what_has_no_place_is_not_moved(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+up", "plus", "1", "3", "down", "down", "down")
        await pilot.press("shift+up", "shift+down", "down", "shift+up")
        assert places(app) == ["1", "", "2", "", ""]


async def test_an_incomplete_ranking_says_how_many_are_left_and_stays(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3", "enter")
        assert "nog 2 te gaan" in shown(app)
        assert places(app) == ["", "", "1", "", ""]
        await pilot.press("1", "2", "a")
        assert "Het aantal plaatsen is 3" in shown(app)
        assert (current(app), value(app)) == ("wishes", None)


async def test_nothing_ranked_is_asked_once_and_a_reason_takes_the_places_away(
    tmp_path: Path,
) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "Nog eens" in shown(app) or "leeg" in shown(app)
        await pilot.press("1", "2", "f2")
        assert places(app) == ["", "", "", "", "x"]
        await pilot.press("enter")
        assert value(app) is Missing.DONT_KNOW


async def test_delete_takes_all_places_back(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "2", "3", "enter", "enter", "shift+tab")
        assert places(app) == ["1", "2", "3", "", ""]
        await pilot.press("delete")
        assert (value(app), places(app)) == (None, ["", "", "", "", ""])
        await pilot.press("1", "2", "delete")
        assert places(app) == ["", "", "", "", ""]


async def test_a_ranked_other_asks_namely(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "3", "a", *"koffie", "enter")
        assert value(app) == (1, 3, 97)
        assert interview_screen(app).interview.answers["wishes"].other_text(97) == "koffie"


@pytest.mark.parametrize("mode", ["self", "interview"])
async def test_no_key_goes_on_by_itself(tmp_path: Path, mode: Mode) -> None:
    app = app_of(RANKING, tmp_path, mode)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("1", "2", "3")
        assert (current(app), value(app)) == ("wishes", None)


async def test_the_order_is_kept_as_a_draft(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        code = interview_screen(app).interview.session.code
        await pilot.press("3", "1", "ctrl+q")
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    sitting = fieldwork.resume(fieldwork.look_up(code), by="respondent")
    again = HybridequizApp(fieldwork, [], start=Start(sitting=sitting))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert places(again) == ["2", "", "1", "", ""]
        await pilot.press("2", "enter")
        assert value(again) == (3, 1, 2)


async def test_only_what_was_chosen_is_ranked_and_what_was_typed_there_stays_there(
    tmp_path: Path,
) -> None:
    app = app_of(AFTER, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "a", *"koffie", "enter", "enter")
        assert current(app) == "wishes"
        assert places(app) == ["", ""]
        assert "koffie" in shown(app)
        await pilot.press("a", "1", "enter")
        assert value(app) == (97, 1)
        assert interview_screen(app).interview.answers["wishes"].other == ()
        await pilot.press("a", "enter")
        assert value(app, "best") == 97, "so it is at a single choice"


async def test_the_numbers_of_many_places_stand_under_each_other(tmp_path: Path) -> None:
    app = app_of(MANY, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"123456789", "a", "b", "c")
        lines = [line for line in shown(app).splitlines() if "optie" in line]
        assert {line.index("optie") for line in lines} == {lines[0].index("optie")}
        assert "[ 1]" in lines[0]
        assert "[12]" in lines[-1]
        await pilot.press("enter")
        assert value(app) == tuple(range(1, 13))


async def test_other_questions_show_marks_after_a_ranking(tmp_path: Path) -> None:
    app = app_of(AFTER, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "2", "enter", "enter", "2", "1", "enter")
        assert current(app) == "best"
        await pilot.press("1")
        assert "●" in shown(app)
        await pilot.press("shift+tab")
        assert places(app) == ["2", "1"]
        await pilot.press("shift+tab")
        assert places(app) == ["x", "x", "", ""]


async def test_the_footer_and_the_help_tell_the_keys(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        assert "⇧↑ ⇧↓ schuif" in shown(app)
        await pilot.press("f1")
        assert "Shift+↑↓, + of -" in shown(app)


async def test_what_is_pasted_at_a_ranking_ranks_nothing(tmp_path: Path) -> None:
    app = app_of(RANKING, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for text in ("1 2 3", "😀\n\n", "\u202e١٢", "x" * 20_000):
            app.screen.post_message(events.Paste(text))
            await pilot.pause()
        await pilot.press("１", "١", "😀")
        assert (current(app), places(app)) == ("wishes", ["", "", "", "", ""])


async def test_a_date_is_typed_as_far_as_it_is_known_and_shown_again(tmp_path: Path) -> None:
    app = app_of(DATES, tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"mei 2009", "enter")
        assert "vanaf 01-01-2010" in shown(app)
        await pilot.press("backspace", "backspace", *"19", "enter")
        assert value(app, "start") == PartialDate(2019, 5)
        await pilot.press("enter", *"17-5-2019", "enter")
        assert "Bedoelt u 05-2019?" in shown(app)
        await pilot.press("ctrl+a", "ctrl+k", *"05-2019", "enter")
        assert value(app, "month") == PartialDate(2019, 5)
        await pilot.press("shift+tab", "shift+tab")
        assert "05-2019" in shown(app)
        await pilot.press("f7")
        assert "mei 2019" in shown(app)


@pytest.mark.parametrize(
    "text", ["😀", "\u200f2019\u202e", "20\n19", "١٢", "２０１９", "2" * 20_000, "mei\n2019\n\n"]
)
async def test_what_is_pasted_at_a_date_is_never_guessed(tmp_path: Path, text: str) -> None:
    app = app_of(DATES, tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        interview_screen(app).page.line.post_message(events.Paste(text))
        await pilot.pause()
        await pilot.press("enter")
        held = value(app, "start")
        assert held is None or text.strip("\u200f\u202e\n").split() in (["mei", "2019"], ["2019"])

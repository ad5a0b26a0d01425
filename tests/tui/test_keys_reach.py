"""Where keys go, and what the footer says of them: a key that is told works, and no key is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.tui.app import HybridequizApp, Options
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown

BAR = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇"))
"""The scroll bar, which the program draws otherwise where it runs by itself."""
HEAD = """
id = "test"
version = "1"
audience = "people"
languages = ["en"]
title = "Test"

[[section]]
id = "first"
title = "Start"
"""
AGE = """
[[section.question]]
id = "age"
type = "integer"
min = 0
max = 999
text = "How old are you?"
"""
WHY = """
[[section.question]]
id = "why"
type = "long_text"
missing = ["refused"]
text = "Why?"
"""
SMOKE = """
[[section.question]]
id = "smoke"
type = "single"
text = "Do you smoke?"
options = [ { code = 1, en = "Yes" }, { code = 2, en = "No" } ]
"""
LIST = """
[[section.question]]
id = "brands"
type = "multiple"
missing = ["dont_know", "refused"]
text = "Which brands?"
options = [
{options}
  {{ code = 97, en = "Another, namely …", other = true }},
]
"""


def _app(folder: Path, *questions: str, mode: str = "self") -> HybridequizApp:
    instrument = questionnaire(HEAD + "".join(questions), folder)
    return app_for(instrument, folder / "data", mode="self" if mode == "self" else "interview")


def _footer(app: HybridequizApp) -> list[tuple[str, str]]:
    return [(key.key, key.does) for key in interview_screen(app).keys.shown]


def _at(app: HybridequizApp) -> str:
    current = interview_screen(app).conductor.current
    return current.id if current else ""


async def test_tab_takes_no_key_from_a_number(tmp_path: Path) -> None:
    app = _app(tmp_path, AGE, SMOKE)
    async with app.run_test() as pilot:
        await pilot.press("1", "tab", "2", "tab", "tab", "3", "enter")
        answers = interview_screen(app).interview.answers
    assert answers["age"].value == 123


async def test_tab_takes_no_key_from_a_choice(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE, AGE)
    async with app.run_test() as pilot:
        await pilot.press("tab", "2", "enter")
        assert interview_screen(app).interview.answers["smoke"].value == 2


async def test_from_a_long_text_tab_rests_so_that_enter_goes_on_and_comes_back(
    tmp_path: Path,
) -> None:
    app = _app(tmp_path, WHY, SMOKE)
    async with app.run_test() as pilot:
        await pilot.press(*"ab", "enter", *"c", "tab", "tab")
        assert "Enter goes on. Tab goes back to the text." in shown(app)
        await pilot.press("tab", *"d")
        assert interview_screen(app).page.prose.text == "ab\ncd"
        await pilot.press("tab", "tab", "enter")
        assert interview_screen(app).interview.answers["why"].value == "ab\ncd"
        assert _at(app) == "smoke"


@pytest.mark.parametrize(("question", "keys"), [(AGE, "42"), (SMOKE, "2")])
async def test_a_click_beside_the_field_takes_no_key(
    question: str, keys: str, tmp_path: Path
) -> None:
    app = _app(tmp_path, question, WHY)
    async with app.run_test() as pilot:
        await pilot.click("#page", offset=(70, 14))
        await pilot.press(*keys, "enter")
        assert len(interview_screen(app).interview.answers) == 1


async def test_the_keys_come_back_after_a_dialog(tmp_path: Path) -> None:
    app = _app(tmp_path, AGE, WHY, mode="interview")
    async with app.run_test() as pilot:
        await pilot.press("4", "tab", "f5", *"hm", "enter")
        await pilot.pause()
        await pilot.press("2", "enter")
        assert interview_screen(app).interview.answers["age"].value == 42


async def test_tab_on_the_home_screen_leaves_the_choice_where_it_is(tmp_path: Path) -> None:
    paths = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.toml"
        path.write_text((HEAD + AGE).replace('"test"', f'"{name}"'), encoding="utf-8")
        paths.append(path)
    app = HybridequizApp(Fieldwork(DataFolder(tmp_path / "data")), paths, options=Options())
    async with app.run_test() as pilot:
        await pilot.press("tab", "down", "tab")
        assert "❯ 2" in shown(app)


async def test_what_was_chosen_before_beginning_stands_when_one_comes_back(tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "questionnaires" / "participants.toml"
    app = HybridequizApp(Fieldwork(DataFolder(tmp_path / "data")), [path], options=Options())
    async with app.run_test() as pilot:
        await pilot.press("1", "1", "2", "2", "5", "enter")
        assert "Location" in shown(app) or "Locatie" in shown(app)
        for _ in range(3):
            await pilot.press("shift+tab")
        for _ in range(3):
            await pilot.press("enter")
        await pilot.pause()
        assert "[locatie 05]" in shown(app)
        assert "Kort" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_line_for_namely_opens_in_sight(size: tuple[int, int], tmp_path: Path) -> None:
    options = "\n".join(f'  {{ code = {code}, en = "Brand {code}" }},' for code in range(1, 14))
    app = _app(tmp_path, LIST.format(options=options))
    async with app.run_test(size=size) as pilot:
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"parking")
        await pilot.pause()
        assert interview_screen(app).page.other.value == "parking"
        page, other = interview_screen(app).page, interview_screen(app).page.other
        assert other.region.bottom <= page.region.bottom
        assert other.region.y >= page.region.y


async def _settled(pilot: Pilot[int]) -> None:
    for _ in range(3):
        await pilot.pause()


async def test_the_footer_says_what_enter_and_the_page_keys_do_now(tmp_path: Path) -> None:
    options = "\n".join(f'  {{ code = {code}, en = "Brand {code}" }},' for code in range(1, 30))
    app = _app(tmp_path, LIST.format(options=options), SMOKE)
    async with app.run_test(size=(80, 24)) as pilot:
        await _settled(pilot)
        assert _footer(app)[:2] == [("Enter", "read on"), ("PgDn", "more")]
        await pilot.press("1")
        await _settled(pilot)
        assert _footer(app)[:2] == [("Enter", "next"), ("PgDn", "more")]
        await pilot.press("1", *["pagedown"] * 5)
        await _settled(pilot)
        assert _footer(app)[:2] == [("Enter", "next"), ("PgUp", "more")]
        await pilot.press("pageup", "pageup")
        await _settled(pilot)
        assert _footer(app)[0] == ("Enter", "read on")
        await pilot.press("2", "enter", "enter")
        await _settled(pilot)
        assert _at(app) == "smoke", "past the card with the code"
        assert not {"PgUp", "PgDn"} & {key for key, _ in _footer(app)}, (
            "a short page after a long one"
        )
        assert _footer(app)[0] == ("Enter", "next")
        await pilot.press("shift+tab")
        await _settled(pilot)
        assert _footer(app)[0] == ("Enter", "next"), "it has its answer"


async def test_a_page_that_seems_too_small_within_a_layout_changes_no_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the keys need decides how high the page is: told at once, the two would chase each other for ever."""
    app = app_for(questionnaire(HEAD + AGE, tmp_path), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = interview_screen(app)
        before = screen.keys.shown
        with monkeypatch.context() as patch:
            patch.setattr(type(screen.page), "has_below", True)
            screen.page_moved()
            assert screen.keys.shown == before
        await pilot.pause()
        assert screen.keys.shown == before


async def test_a_card_between_questions_is_not_paged_away(tmp_path: Path) -> None:
    app = _app(
        tmp_path, SMOKE, AGE.replace("max = 999", "max = 999\nself_block = true"), mode="interview"
    )
    async with app.run_test() as pilot:
        await pilot.press("1", "enter")
        for card in ("Your code is", "answers the next questions alone"):
            assert card in shown(app)
            await pilot.press("shift+tab", "backspace")
            assert card in shown(app)
            await pilot.press("enter")
        assert "How old are you?" in shown(app)


async def test_the_end_offers_nothing_that_makes_no_sense(tmp_path: Path) -> None:
    app = _app(tmp_path, SMOKE)
    async with app.run_test() as pilot:
        await pilot.press("1", "enter", "enter")
        await pilot.pause()
        assert "End now, unfinished" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert interview_screen(app).interview.finished is not None
        assert _footer(app) == [("Enter", "close")]


async def test_where_only_ascii_can_be_drawn_dialogs_are_too(tmp_path: Path) -> None:
    instrument = questionnaire(HEAD + SMOKE, tmp_path)
    app = app_for(instrument, tmp_path / "data", options=Options(ascii_only=True))
    async with app.run_test() as pilot:
        for key in ("f1", "f7"):
            await pilot.press(key)
            await pilot.pause()
            assert shown(app).translate(BAR).isascii(), shown(app)
            await pilot.press("escape")


MANY = "".join(f'{{ code = {n}, nl = "Keuze {n}", en = "Option {n}" }},' for n in range(1, 14))
NAMED = "\n".join(
    f"""
[[section.question]]
id = "q{number}"
type = "multiple"
missing = ["dont_know", "refused"]
text = "Wat is vraag {number}?"
options = [{MANY} {{ code = 97, nl = "Anders …", en = "Other …", other = true }}]
"""
    for number in (1, 2, 3)
)


async def test_a_question_begins_at_its_top_after_something_was_named(tmp_path: Path) -> None:
    head = 'id = "t"\nversion = "1"\naudience = "p"\nlanguages = ["nl", "en"]\ntitle = "T"\n'
    section = '[[section]]\nid = "s"\ntitle = "S"\n'
    app = app_for(questionnaire(head + section + NAMED, tmp_path), tmp_path / "d", language="nl")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", "e", "x", "y", "enter")
        await pilot.pause(0.2)
        assert "Wat is vraag 3?" in shown(app)
        assert interview_screen(app).page.scroll_y == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_can_be_said_instead_is_in_sight_beside_a_long_text(
    size: tuple[int, int], tmp_path: Path
) -> None:
    long = (
        "[[section.question]]\nid = 'why'\ntype = 'long_text'\ninstruction = 'No names, please.'\n"
        "missing = ['dont_know', 'refused', 'not_applicable']\n"
        "text = 'How would you sum it up in one or two sentences for somebody who does not know?'\n"
    )
    app = app_for(questionnaire(HEAD + long, tmp_path), tmp_path / "data")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert all(key in shown(app) for key in ("How would", "F2", "F3", "F4"))


async def test_while_the_laptop_changes_hands_no_key_shows_answers(tmp_path: Path) -> None:
    alone = (
        "[[section.question]]\nid = 'mood'\ntype = 'text'\ntext = 'How are you?'\n"
        "[[section.question]]\nid = 'pay'\ntype = 'text'\nself_block = true\ntext = 'Your pay?'\n"
    )
    app = app_for(questionnaire(HEAD + alone, tmp_path), tmp_path / "data", mode="interview")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"fine", "enter", "enter")
        assert "Turn the laptop" in shown(app)
        for key in ("f7", "f9"):
            await pilot.press(key)
            await pilot.pause(0.1)
            assert "Turn the laptop" in shown(app)
            assert "How are you?" not in shown(app)

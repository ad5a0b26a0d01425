"""The interview screen: keys, what is saved and when, ways back and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste
from textual.filter import ANSIToTruecolor

from hybridequiz.interview.events import EventKind
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.data import DataFolder
from hybridequiz.store.fieldwork import Fieldwork
from hybridequiz.tui.app import HybridequizApp, Options, Start
from hybridequiz.tui.fields import ChoiceList
from scenario import questionnaire
from tui.driver import app_for, interview_screen, shown

SMALL = """
id = "test"
version = "1"
audience = "people"
languages = ["nl", "en"]
title = "Test"

[[section]]
id = "first"
title.nl = "Begin"
title.en = "Start"

[[section.question]]
id = "smoke"
type = "single"
missing = ["dont_know", "refused"]
text.nl = "Rookt u?"
text.en = "Do you smoke?"
options = [ { code = 1, nl = "Ja", en = "Yes" }, { code = 2, nl = "Nee", en = "No" } ]
help.nl = "Ook [soms] telt."
help.en = "Also [sometimes] counts."

[[section.question]]
id = "cigs"
type = "integer"
min = 1
max = 80
show_if = "smoke == 1"
on_unknown = "hide"
text.nl = "Hoeveel per dag?"
text.en = "How many a day?"

  [[section.question.check]]
  that = "this <= 40"
  level = "soft"
  text.nl = "Dat is veel. Klopt het?"
  text.en = "That is a lot. Is it right?"

[[section.question]]
id = "brands"
type = "multiple"
max_chosen = 2
text.nl = "Welke merken?"
text.en = "Which brands?"
options = [
  { code = 1, nl = "A", en = "A" },
  { code = 2, nl = "B", en = "B" },
  { code = 3, nl = "C", en = "C" },
  { code = 97, nl = "Anders, namelijk …", en = "Other, namely …", other = true },
  { code = 96, nl = "Geen [x]", en = "None [x]", exclusive = true },
]

[[section.question]]
id = "why"
type = "long_text"
text.nl = "Waarom?"
text.en = "Why?"
"""


@pytest.fixture
def app(tmp_path: Path) -> HybridequizApp:
    return app_for(questionnaire(SMALL, tmp_path), tmp_path / "data", language="en")


def given(app: HybridequizApp) -> dict[str, object]:
    """Give the values as the journal has them: what survives a kill."""
    sitting = interview_screen(app).sitting
    with Fieldwork(DataFolder(sitting.journal.store.path.parents[1])) as again:
        code = sitting.interview.session.code
        found = again.data.find(code.replace("-", ""))
        assert found is not None
        store, row = found
        events = store.events(row.id)
    values: dict[str, object] = {}
    for event in events:
        if event.kind is EventKind.ANSWERED:
            answer = event.body["answer"]
            assert isinstance(answer, dict)
            values[event.question] = answer.get("value", answer.get("missing"))
    return values


async def past_the_card(pilot: object, app: HybridequizApp) -> None:
    """Go past the card that tells the code."""
    assert "Your code is" in shown(app)
    await pilot.press("enter")  # type: ignore[attr-defined]  # any pilot


async def test_a_key_chooses_and_enter_saves_before_the_next_question_shows(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Do you smoke?" in shown(app)
        await pilot.press("2")
        assert given(app) == {}
        await pilot.press("enter")
        assert given(app) == {"smoke": 2}
        await past_the_card(pilot, app)
        assert "Which brands?" in shown(app)
        assert "✓ saved" in shown(app)


async def test_in_an_interview_the_key_of_an_option_also_goes_on(tmp_path: Path) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path / "d", mode="interview", language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        await pilot.press("1")
        assert given(app) == {"smoke": 1}


async def test_a_key_that_is_pressed_twice_does_not_answer_the_next_question(
    tmp_path: Path,
) -> None:
    app = app_for(questionnaire(SMALL, tmp_path), tmp_path / "d", mode="interview", language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        choices = interview_screen(app).page.choices
        for _ in range(4):
            choices.post_message(ChoiceList.Chosen(choices, 1, "key"))
        await pilot.pause()
        assert given(app) == {"smoke": 2}
        assert "Your code is" in shown(app)


async def test_a_field_that_was_emptied_stays_empty(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"11")
        await pilot.pause(0.8)
        await pilot.press("backspace", "backspace", "backspace")
        assert "How many a day?" in shown(app)
        await pilot.press("shift+tab", "enter")
        assert interview_screen(app).page.line.value == ""


async def test_the_pause_covers_a_dialog_too(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", "f7")
        await pilot.pause()
        assert "Do you smoke?" in shown(app)
        await pilot.press("f8")
        await pilot.pause()
        assert "smoke" not in shown(app)


async def test_arrows_and_enter_choose_in_one_go(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        assert given(app) == {"smoke": 2}


async def test_f2_says_dont_know(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "enter")
        assert given(app) == {"smoke": Missing.DONT_KNOW}


async def test_the_ctrl_twin_of_a_key_does_the_same(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r", "enter")
        assert given(app) == {"smoke": Missing.REFUSED}


async def test_enter_on_nothing_asks_once(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "Go on again" in shown(app)
        assert given(app) == {}
        await pilot.press("enter")
        assert given(app) == {"smoke": Missing.LEFT_EMPTY}


async def test_a_number_out_of_range_stays_on_the_screen_with_a_sentence(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter")
        await pilot.press(*"7,5", "enter")
        assert "is not a whole number" in shown(app)
        assert "7,5" in shown(app)
        assert "cigs" not in given(app)
        await pilot.press("ctrl+u", *"9" * 40, "enter")
        assert "Type a number from 1 to 80." in shown(app)
        assert "9" * 40 in shown(app)
        assert "cigs" not in given(app)


async def test_a_soft_check_asks_why_and_keeps_the_reason(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"60", "enter")
        await pilot.pause()
        assert "That is a lot. Is it right?" in shown(app)
        assert "cigs" not in given(app)
        await pilot.press(*"chain smoker", "enter")
        await pilot.pause()
        assert given(app)["cigs"] == 60
        confirmed = interview_screen(app).interview.confirmed
        assert [reason for reason, _ in confirmed.values()] == ["chain smoker"]


async def test_escape_at_a_soft_check_goes_back_to_the_answer(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"60", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "How many a day?" in shown(app)
        assert "60" in shown(app)
        assert "cigs" not in given(app)


async def test_changing_an_answer_tells_how_many_were_set_aside(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"20", "enter")
        await pilot.press("shift+tab", "shift+tab")
        assert "Do you smoke?" in shown(app)
        await pilot.press("2")
        assert "1 answer will be set aside." in shown(app)
        assert given(app)["smoke"] == 1
        await pilot.press("enter")
        assert "1 answer was set aside" in shown(app)
        await pilot.press("shift+tab", "1", "enter")
        assert "1 answer came back" in shown(app)
        assert "20" in shown(app)


async def test_no_more_than_the_most_can_be_chosen(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "1", "2", "3")
        assert "Choose at most 2" in shown(app)
        await pilot.press("enter")
        assert given(app)["brands"] == [1, 2]


async def test_an_exclusive_option_takes_the_others_away(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "1", "b", "enter")
        assert given(app)["brands"] == [96]


async def test_other_asks_namely_and_keeps_what_is_typed(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "a", "enter")
        assert "Type what you mean" in shown(app)
        await pilot.press(*"Drum [/nope]", "enter")
        answer = interview_screen(app).interview.answers["brands"]
        assert answer.other == ((97, "Drum [/nope]"),)


async def test_namely_is_passed_over_by_going_on_once_more(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "a", "enter")
        assert "Go on again to leave it empty." in shown(app)
        await pilot.press("x", "backspace", "enter")
        assert "brands" not in given(app), "what was typed since starts it anew"
        await pilot.press("enter")
        answer = interview_screen(app).interview.answers["brands"]
        assert (answer.value, answer.other) == (frozenset({97}), ((97, ""),))
        await pilot.press("shift+tab", "enter")
        assert interview_screen(app).conductor.current is not None
        assert interview_screen(app).interview.answers["brands"] == answer


async def test_a_long_text_takes_enter_as_a_new_line_and_ctrl_d_goes_on(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "1", "enter", *"een", "enter", *"twee", "ctrl+d")
        assert given(app)["why"] == "een\ntwee"


async def test_a_paste_with_line_ends_never_goes_on(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter")
        interview_screen(app).page.line.post_message(Paste("12\n13\n"))
        await pilot.pause()
        assert "How many a day?" in shown(app)
        assert "cigs" not in given(app)


async def test_what_is_half_typed_is_kept_as_a_draft_and_not_as_an_answer(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"1")
        await pilot.pause(0.8)
        draft = interview_screen(app).sitting.journal.draft()
        assert draft is not None
        assert draft.question == "cigs"
        assert "cigs" not in given(app)
        first = interview_screen(app).sitting
    first.journal.close()
    fieldwork = Fieldwork(DataFolder(first.journal.store.path.parents[1]))
    code = first.interview.session.code
    sitting = fieldwork.resume(fieldwork.look_up(code), by="self")
    again = HybridequizApp(fieldwork, [], start=Start(sitting=sitting))
    async with again.run_test(size=(80, 24)) as pilot:
        assert interview_screen(again).page.line.value == "1"
        await pilot.press("2", "enter")
        assert interview_screen(again).interview.answers["cigs"].value == 12


async def test_switching_the_language_keeps_all_answers_and_what_is_typed(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"12", "f6")
        await pilot.pause()
        assert "Hoeveel per dag?" in shown(app)
        assert interview_screen(app).page.line.value == "12"
        assert interview_screen(app).interview.answers["smoke"].value == 1


async def test_delete_takes_the_answer_back(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", "shift+tab", "delete")
        assert interview_screen(app).interview.answers == {}
        assert interview_screen(app).page.choices.chosen == ()


async def test_help_shows_the_questions_own_words_literally(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "Also [sometimes] counts." in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Do you smoke?" in shown(app)


async def test_the_contents_jump_back_and_refuse_what_must_wait(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "1", "enter", "f7")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert interview_screen(app).conductor.current.id == "smoke"  # type: ignore[union-attr]  # there is one


async def test_a_pause_shows_nothing_and_the_code_brings_it_back(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"37", "f8")
        await pilot.pause()
        assert "How many" not in shown(app)
        assert "37" not in shown(app)
        await pilot.press(*"AAAAAAAA", "enter")
        assert "How many" not in shown(app)
        code = interview_screen(app).interview.session.code
        await pilot.press(*code.lower().replace("-", ""), "enter")
        await pilot.pause()
        assert "How many" in shown(app)


async def test_a_pause_before_the_code_was_told_tells_it_once_and_shows_nothing_typed(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        code = interview_screen(app).interview.session.code
        await pilot.press("f8")
        await pilot.pause()
        assert f"Your code is {code}" in shown(app)
        assert "smoke" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert code not in shown(app)
        assert "Type the code to go on." in shown(app)
        await pilot.press("enter", "enter")
        assert "smoke" not in shown(app), "Enter alone brings nothing back"
        await pilot.press(*code, "enter")
        await pilot.pause()
        assert "Do you smoke?" in shown(app)
        await pilot.press("1", "enter")
        assert "Your code is" not in shown(app), "it was told"


async def test_the_review_names_what_is_open_and_ending_keeps_the_answers(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", "f9")
        await pilot.pause()
        assert "3 questions are still open." in shown(app)
        assert "Finish" not in shown(app)
        await pilot.press("3")
        await pilot.pause()
        await pilot.press(*"bell rang", "enter")
        await pilot.pause()
        assert interview_screen(app).interview.finished == 21


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 15), (120, 40)])
async def test_it_fits_small_windows_and_follows_a_resize(
    size: tuple[int, int], app: HybridequizApp
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        text = shown(app)
        assert "Do you smoke?" in text
        assert "Yes" in text
        assert "Enter" in text
        assert all(len(line) <= size[0] for line in text.splitlines())


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
async def test_it_shows_in_every_theme(theme: str, tmp_path: Path) -> None:
    app = app_for(
        questionnaire(SMALL, tmp_path), tmp_path / "d", language="en", options=Options(theme=theme)
    )
    async with app.run_test(size=(80, 24)):
        assert "Do you smoke?" in shown(app)


async def test_the_mouse_chooses_and_the_footer_can_be_clicked(app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("ChoiceList", offset=(10, 1))
        assert interview_screen(app).page.choices.chosen == (1,)
        await pilot.click("KeyBar", offset=(3, 0))
        await pilot.pause()
        assert given(app) == {"smoke": 2}


HOSTILE = [
    "[/nope]",
    "Other [specify]",
    "[@click=app.quit]x[/]",
    "\x1b]0;title\x07\x1b[2J",
    "a\u202egnp.exe",
    "nul\x00nul",
    "{not_a_fill}",
    "日本語 ✊🏽 café",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_text_of_a_person_is_parsed_or_obeyed(text: str, app: HybridequizApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "enter", "enter", "1", "enter")
        prose = interview_screen(app).page.prose
        prose.post_message(Paste(text))
        await pilot.pause()
        await pilot.press("ctrl+d")
        await pilot.pause()
        value = interview_screen(app).interview.answers["why"].value
        assert isinstance(value, str)
        assert not any(ord(one) < 32 and one != "\n" for one in value)
        await pilot.press("f7")
        await pilot.pause()
        assert "\x1b" not in shown(app)
        assert "\u202e" not in shown(app)


async def test_what_is_half_typed_is_still_there_after_going_back_and_on(
    app: HybridequizApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "enter", "enter", *"12", "shift+tab", "enter")
        assert "How many a day?" in shown(app)
        assert interview_screen(app).page.line.value == "12"
        assert "cigs" not in given(app)


async def test_after_a_refusal_nothing_of_the_answers_shows_or_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "hybridequiz.tui.interview_flow.BOUNCE", -1.0
    )  # a busy machine decides nothing
    text = SMALL.replace(
        "[[section]]",
        """
[[exit]]
when = "answered(smoke) and smoke == 2"
disposition = "refused"
keep = "disposition"
text.nl = "Dag"
text.en = "Goodbye then"

[[section]]""",
        1,
    )
    app = app_for(questionnaire(text, tmp_path), tmp_path / "d", mode="interview", language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert "Goodbye then" in shown(app)
        await pilot.press("2")
        assert "Do you smoke?" in shown(app)
        await pilot.press("enter", "1")
        await pilot.pause()
        interview = interview_screen(app).interview
        assert interview.finished == 20
        assert interview.given == {}
        assert given(app) == {}


@pytest.mark.parametrize(
    ("theme", "dark", "ansi"),
    [("dark", True, False), ("light", False, False), ("terminal", True, True)],
)
async def test_a_theme_is_there_from_the_first_paint_on(
    theme: str, tmp_path: Path, *, dark: bool, ansi: bool
) -> None:
    instrument = questionnaire(SMALL, tmp_path)
    app = app_for(instrument, tmp_path / "data", options=Options(theme=theme))
    async with app.run_test():
        assert app.current_theme.dark == dark
        assert (app.has_class("-dark-mode"), app.has_class("-light-mode")) == (dark, not dark)
        assert app.native_ansi_color == ansi
        truecolor = [one for one in app._filters if isinstance(one, ANSIToTruecolor)]
        assert [one.enabled for one in truecolor] == [not ansi]
        if not ansi:
            assert app.screen.styles.background.hex == app.current_theme.background


async def test_a_time_is_typed_and_an_hour_alone_is_asked_back(tmp_path: Path) -> None:
    text = (
        SMALL[: SMALL.index("[[section.question]]")]
        + """
[[section.question]]
id = "begins"
type = "time"
min = 06:00:00
max = 12:00:00
text.nl = "Hoe laat begint u?"
text.en = "When do you begin?"
"""
    )
    app = app_for(questionnaire(text, tmp_path), tmp_path / "data", language="nl")
    async with app.run_test() as pilot:
        assert "Uren:minuten, zoals 14:05." in shown(app)
        await pilot.press("8", "enter")
        assert "Typ ook de minuten" in shown(app)
        await pilot.press("u", "1", "5", "enter", "enter")
        events = interview_screen(app).sitting.journal.events()
    (answered,) = [event for event in events if event.kind is EventKind.ANSWERED]
    assert answered.body["answer"] == {"value": "08:15"}


async def test_r11_letters_that_did_not_come_through_are_told_once_and_can_be_mended(
    tmp_path: Path,
) -> None:
    text = (
        SMALL.partition("[[section.question]]")[0]
        + """
[[section.question]]
id = "town"
type = "text"
text.nl = "Plaats?"
text.en = "Town?"

[[section.question]]
id = "why"
type = "long_text"
text.nl = "Waarom?"
text.en = "Why?"
"""
    )
    small = questionnaire(text, tmp_path)
    app = app_for(small, tmp_path, mode="interview", language="en")
    async with app.run_test(size=(60, 20)) as pilot:
        app.post_message(Paste("Zw\ufffdlle"))
        await pilot.pause()
        await pilot.press("enter")
        assert "Some letters did not come through" in shown(app)
        assert given(app) == {}
        await pilot.press(*["backspace"] * 4, *"olle", "enter", "enter")
        assert given(app) == {"town": "Zwolle"}
        app.post_message(Paste("caf\ufffd"))
        await pilot.pause()
        await pilot.press("ctrl+d")
        assert "Some letters did not come through" in shown(app)
        await pilot.press("ctrl+d")
        assert given(app)["why"] == "caf\ufffd"

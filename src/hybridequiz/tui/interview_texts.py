"""What the interview screen says: headings, keys, menus, help; made from the interview's state."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from textual.content import Content

from hybridequiz.characters import show_text
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.interview import BrokenCheck, Interview
from hybridequiz.interview.outcomes import Consequences
from hybridequiz.interview.probes import PROBE_MARK, asks_on
from hybridequiz.interview.progress import Progress, progress
from hybridequiz.interview.waiting import asked_again
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.model import Exit
from hybridequiz.tui.chrome import Heading, Key
from hybridequiz.tui.fields import ChoiceRow
from hybridequiz.tui.keys import TWINS, next_person_keys, written
from hybridequiz.values import frozen
from hybridequiz.wording.interface import Interface, interface
from hybridequiz.wording.presentation import Shape, shape_at
from hybridequiz.wording.rendering import answer_words, section_words, text_words
from hybridequiz.wording.reviewing import left_empty, review_words, waiting

SHORT: Final = 56
"""Characters of a question that are enough to recognise it."""
DIGIT_KEYS: Final = range(1, 10)
TAIL: Final = 20
"""How many of them are its end: questions that begin alike often differ there."""
HELP_WIDTH: Final = 50
"""Columns of the help on the smallest terminal."""
MASK: Final = "•••"
"""What stands for an answer that the respondent gave alone."""


def heading(interview: Interview) -> Heading:
    """Tell where the interview is."""
    ui = interface(interview.language)
    current = interview.current
    way = progress(interview)
    whole = interview.instrument.questionnaire.title
    title = section_words(interview, current) if current else text_words(interview, whole)
    return Heading(
        title=show_text(title),
        aside=interview.session.code,
        section=way.sections if current is None else way.section - 1,
        sections=way.sections if way.sections > 1 or current is None else 0,
        left="" if current is None else _left(way, ui),
        banner=_banner(interview),
    )


def farewell_heading(interview: Interview) -> Heading:
    """Tell which questionnaire this was, where nothing more is asked of the respondent."""
    title = text_words(interview, interview.instrument.questionnaire.title)
    return Heading(title=show_text(title), banner=_banner(interview))


def _banner(interview: Interview) -> str:
    rehearsal = interview.session.rehearsal
    return interface(interview.language).say("REHEARSAL – does not count") if rehearsal else ""


def _left(way: Progress, ui: Interface) -> str:
    """Say how far it is: the section, and the questions still to come as a range."""
    part = ui.say("part {number} of {all}", number=way.section, all=way.sections)
    if way.fewest == way.most:
        return f"{part} · " + ui.say_number(
            "{number} question left", "{number} questions left", way.most
        )
    return f"{part} · " + ui.say(
        "{fewest} to {most} questions left", fewest=way.fewest, most=way.most
    )


def menu_keys(interview: Interview, *, back: bool = False) -> list[Key]:
    """Tell the keys of a menu."""
    say = interface(interview.language).say
    keys = [Key("↑↓", say("choose"), "next"), Key("Enter", say("go on"), "next")]
    if back:
        keys.append(Key("⇧Tab", say("back"), "back"))
    return [
        *keys,
        Key("F1", say("keys"), "help"),
        Key("F8", say("pause"), "app.pause"),
        Key("^Q", say("save, leave"), "app.leave"),
        *next_person_keys(interview),
    ]


def end_keys(language: str) -> list[Key]:
    """Tell the key that works at the end."""
    return [Key("Enter", interface(language).say("close"), "next")]


def tick(language: str) -> str:
    """Say that it is on the disk."""
    return "✓ " + interface(language).say("saved")


def will_set_aside(conductor: Conductor, answer: Answer) -> str:
    """Say how many answers a correction will set aside; nothing where it is none, or no correction.

    Raises:
        InvalidAnswer: when the answer breaks a rule.
    """
    interview, planned = conductor.interview, conductor.current
    before = interview.answers.get(planned.id) if planned else None
    number = 0 if before in (None, answer) else len(conductor.would_set_aside(answer))
    if not number:
        return ""
    return interface(interview.language).say_number(
        "{number} answer will be set aside.", "{number} answers will be set aside.", number
    )


def saved(interview: Interview, consequences: Consequences) -> str:
    """Say that an answer is saved, and what it brought about."""
    language = interview.language
    ui = interface(language)
    parts = [tick(language)]
    again = len(asked_again(interview, consequences.set_aside))
    if again:
        parts.append(
            ui.say_number(
                "{number} answer was set aside: its question is asked again",
                "{number} answers were set aside: their questions are asked again",
                again,
            )
        )
    if number := len(consequences.set_aside) - again:
        parts.append(
            ui.say_number(
                "{number} answer was set aside: its question is not asked now",
                "{number} answers were set aside: their questions are not asked now",
                number,
            )
        )
    if number := len(consequences.restored):
        parts.append(
            ui.say_number("{number} answer came back", "{number} answers came back", number)
        )
    if number := len(consequences.renewed):
        parts.append(
            ui.say_number(
                "{number} question is asked again", "{number} questions are asked again", number
            )
        )
    parts += [broken.check.text.in_language(language) for broken in consequences.told]
    return " · ".join(parts)


def nothing_filled_in(interview: Interview, planned: Planned) -> str:
    """Say that a question, or an item of a grid, has no answer, and what goes on without one."""
    ui = interface(interview.language)
    if planned.grid is None:
        return ui.say("Nothing is filled in. Go on again to leave it empty.")
    beside = [one for one in interview.route.items if one.grid is planned.grid]
    number = sum(one is planned or interview.is_open(one) for one in beside)
    return ui.say_number(
        "{number} item has no answer yet. Go on again to leave it empty.",
        "{number} items have no answer yet. Go on again to leave this one empty.",
        number,
    )


def short(interview: Interview, planned: Planned) -> str:
    """Give enough of a question to recognise it: its begin and its end, in whole words."""
    text = " ".join(show_text(text_words(interview, planned.text)).split())
    if len(text) <= SHORT:
        return text
    begin = _begin(text, SHORT - TAIL)
    return f"{begin} … {_begin(text[::-1], SHORT - len(begin))[::-1]}"


def _begin(text: str, most: int) -> str:
    """Give the begin of a text, in whole words; a part of a word where one is longer than that."""
    begin = text[:most]
    if len(text) > most and not text[most].isspace() and " " in begin:
        begin = begin.rsplit(" ", 1)[0]
    return begin.strip()


def exit_consequence(interview: Interview, taken: Exit) -> str:
    """Say what becomes of the answers when one leaves here."""
    say = interface(interview.language).say
    if taken.keep == "answers":
        return say("The answers so far are kept.")
    answered = sum(answer.given for answer in interview.answers.values())
    return say("The answers are deleted now.") if answered > 1 else ""


def hand_over(interview: Interview, *, to_respondent: bool) -> str:
    """Give the words for turning the laptop."""
    screens = interview.instrument.questionnaire.screens
    own = screens.hand_over if to_respondent else screens.hand_back
    if own is not None:
        return text_words(interview, own)
    say = interface(interview.language).say
    if to_respondent:
        return say("The respondent answers the next questions alone. Turn the laptop.")
    return say("Please give the laptop back to the interviewer.")


def code_card(interview: Interview) -> tuple[str, str]:
    """Give the words that tell the code."""
    own = interview.instrument.questionnaire.screens.code_card
    say = interface(interview.language).say
    if own is not None:
        return text_words(interview, own), ""
    code = interview.session.code
    return say("Your code is {code}. Write it down.", code=code), say("It lets you go on later.")


def end(interview: Interview) -> tuple[str, str]:
    """Give the words at the end."""
    say = interface(interview.language).say
    own = interview.instrument.questionnaire.screens.end
    if interview.forgotten:
        return say("Thank you."), say("Nothing of the answers was kept.")
    if interview.route.exit is not None:
        return say("Thank you."), ""
    words = text_words(interview, own) if own else say("Thank you. Your answers are saved.")
    return words, say("Your code: {code}", code=interview.session.code)


@frozen
class Review:
    """What the review tells."""

    heading: str
    body: str
    open: tuple[Planned, ...]
    left: tuple[Planned, ...]
    broken: tuple[BrokenCheck, ...]
    may_finish: bool


def review(conductor: Conductor) -> Review:
    """Tell what is still open, and whether one may finish."""
    interview = conductor.interview
    ui = interface(interview.language)
    open_now = waiting(interview)
    broken = tuple(interview.broken_checks("hard", "soft"))
    blocked = conductor.finish_blocked()
    at_end = conductor.current is None
    title = ui.say("That was the last question.") if at_end else ui.say("How do you want to go on?")
    body = review_words(interview)
    if broken:
        body += " " + ui.say_number(
            "{number} answer does not fit another one.",
            "{number} answers do not fit others.",
            len(broken),
        )
    if blocked:
        body += " " + ui.say("Some of that is needed before you can finish.")
    may_finish = not blocked and (at_end or not open_now)
    return Review(title, body, open_now, left_empty(interview), broken, may_finish)


def answer_note(interview: Interview, planned: Planned) -> str:
    """Give the answer in a few words, or nothing."""
    answer = interview.answers.get(planned.id)
    if planned.question is None:
        return interface(interview.language).say("read") if planned.id in interview.seen else ""
    if answer is None:
        return ""
    if planned.item.self_block and interview.session.mode == "interview":
        return MASK
    words = answer_words(interview, planned, answer).replace("\n", " ")
    return words if len(words) <= SHORT else _begin(words, SHORT - 2) + " …"


def rows(labels: Iterable[str]) -> list[ChoiceRow]:
    """Make rows with digits as keys."""
    return [
        ChoiceRow(str(number) if number in DIGIT_KEYS else "", label)
        for number, label in enumerate(labels, 1)
    ]


def help_on(interview: Interview, planned: Planned | None) -> tuple[str, Content]:
    """Give help on an item: who is meant, what counts, how to ask on; then the keys."""
    ui = interface(interview.language)
    parts: list[Content] = []
    question = planned.question if planned else None
    if planned is not None and planned.item.help is not None:
        parts.append(Content(show_text(text_words(interview, planned.item.help))))
    if question is not None and question.probes and interview.session.mode == "interview":
        probes = "\n".join(f"– {show_text(text_words(interview, one))}" for one in question.probes)
        parts.append(Content.assemble((ui.say("To ask on:"), "bold"), "\n", probes))
    interviewer = interview.session.mode == "interview"
    shape = shape_at(planned) if planned is not None else None
    parts.append(_key_table(ui, interviewer=interviewer, shape=shape))
    return ui.say("Help"), Content("\n\n").join(parts)


def probe_words(interview: Interview, planned: Planned) -> str:
    """Tell an interviewer how to ask on, and how that is marked; nothing where it is not marked."""
    question = planned.question
    if question is None or not question.probes or not asks_on(interview, planned):
        return ""
    say = interface(interview.language).say
    heading = say("To ask on; Ctrl+B puts {mark} before what comes of it:", mark=PROBE_MARK)
    probes = (f"– {show_text(text_words(interview, one))}" for one in question.probes)
    return "\n".join([heading, *probes])


def _key_table(ui: Interface, *, interviewer: bool, shape: Shape | None) -> Content:
    """List every key with its twin."""
    here = {
        Shape.RANKING: (ui.say("Shift+↑↓, + or -"), ui.say("one place up or down")),
        Shape.SCALE: ("←→", ui.say("one step down or up")),
    }
    said = {
        "f1": ui.say("this help"),
        "f2": ui.say("don’t know, where offered"),
        "f3": ui.say("prefer not to say, where offered"),
        "f4": ui.say("not applicable, where offered"),
        "f5": ui.say("remark"),
        "f6": ui.say("language"),
        "f7": ui.say("contents, and jump"),
        "f8": ui.say("pause: blank screen"),
        "f9": ui.say("review, finish, or end"),
        "f12": ui.say("next person: save, close, show nothing"),
    }
    lines = [
        (ui.say("Enter"), ui.say("next; in a long text: Ctrl+D")),
        (ui.say("1 2 3 a b, ↑↓ Space"), ui.say("choose")),
        *([here[shape]] if shape is not None and shape in here else []),
        (ui.say("PageUp, PageDown"), ui.say("scroll")),
        (ui.say("Shift+Tab"), ui.say("back")),
        (ui.say("Delete"), ui.say("take the answer back")),
        (ui.say("Ctrl+Q"), ui.say("save and leave")),
    ]
    if interviewer:
        lines.append(("Ctrl+B", ui.say("mark a probe, in a text")))
    lines += [
        (f"{written(key)}, {written(TWINS[key])}", does)
        for key, does in said.items()
        if key != "f5" or interviewer
    ]
    wide = max(len(key) for key, _ in lines)
    rows_ = [_key_row(key, does, wide) for key, does in lines]
    return Content("\n").join([Content.styled(ui.say("Keys"), "bold"), *rows_])


def _key_row(key: str, does: str, wide: int) -> Content:
    """Give a key and what it does; what does not fit beside it goes on below, not where keys stand."""
    hanging = "\n" + " " * (wide + 2)
    words = textwrap.wrap(does, max(20, HELP_WIDTH - wide - 2))
    return Content.assemble((f"{key:<{wide}}", "bold"), "  ", hanging.join(words))

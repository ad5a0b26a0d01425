"""The annex of the page: how every question was answered, and what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hybridequiz.problems import say
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.distributions import Answer, Distribution, Numbers
from hybridequiz.report.figure_words import FigureWords, percent_words
from hybridequiz.report.markup import Html, tag
from hybridequiz.report.questionnaire_text import QuestionnaireText, QuestionText, SectionText
from hybridequiz.wording.interface import interface
from hybridequiz.wording.notation import number_words
from hybridequiz.wording.session_words import form_words, mode_words

NOT_SHOWN = say("Not shown.")


def answers(words: FigureWords) -> Iterator[Html]:
    """Give how every question was answered, by audience and section."""
    if not words.report.distributions:
        return
    yield tag("ul", *(tag("li", one) for one in _about(words)))
    for audience, some in groupby(words.report.distributions, lambda one: one.audience):
        yield tag("h3", words.text(words.audience(audience)))
        for _, asked in groupby(some, lambda one: one.section):
            found = list(asked)
            title = words.text(found[0].section_title)
            tables = (_distribution(words, one) for one in found)
            yield tag("details", tag("summary", title), *tables)


def _about(words: FigureWords) -> Iterator[str]:
    say = words.say
    yield say(
        "Percentages are of those who answered (n). Texts, days and consents are not counted here."
    )
    if any(one.is_hidden for one in words.report.distributions):
        yield say(
            "Not shown: fewer than {least} answered, or it would tell of a small group beside other figures.",
            least=words.report.threshold,
        )
    if any(one.of_asked for one in words.report.distributions):
        yield say(
            "Where {hidden} stands, small groups of a background question are hidden or taken together;"
            " percentages are of everybody who was asked.",
            hidden=words.hidden,
        )


def _distribution(words: FigureWords, one: Distribution) -> Html:
    text = words.text(one.text)
    about = [tag("span", tag("code", one.question), Html(" "), *_to_whom(words, one))]
    if one.base is None:
        note = tag("p", words.say(NOT_SHOWN), class_="note")
        return tag("div", tag("p", tag("b", text), tag("br"), *about), note, class_="answers")
    caption = tag("caption", tag("b", text), *about)
    foot = [tag("p", one, class_="note") for one in _reasons(words, one)]
    body = _rows(words, one) if one.numbers is None else _numbers(words, one.numbers)
    return tag("div", tag("table", caption, *body), *foot, class_="answers")


def _to_whom(words: FigureWords, one: Distribution | QuestionText) -> Iterator[str]:
    ui = interface(words.language)
    told = []
    if one.asked.wordings:
        told.append(words.say("Asked if: {condition}.", condition=words.text(one.asked)))
    if one.modes:
        told.append(f"{', '.join(mode_words(ui, mode) for mode in one.modes)}.")
    if one.forms:
        told.append(f"{', '.join(form_words(ui, form) for form in one.forms)}.".capitalize())
    if isinstance(one, Distribution) and one.versions:
        told.append(words.say("Asked in version {versions}.", versions=", ".join(one.versions)))
    yield " ".join(told)


def _rows(words: FigureWords, one: Distribution) -> Iterator[Html]:
    is_ranking = one.sort == "ranking"
    heads = [tag("th", words.say("Answer"), scope="col")]
    if is_ranking:
        heads.append(tag("th", words.say("First place"), scope="col", class_="n"))
    heads += [tag("th", words.say(head), scope="col", class_="n") for head in (_SHARE, _NUMBER)]
    yield tag("thead", tag("tr", *heads))
    yield tag("tbody", *(_row(words, each, is_ranking=is_ranking) for each in one.answers))


_SHARE = say("Share")
_NUMBER = say("Number")


def _row(words: FigureWords, answer: Answer, *, is_ranking: bool) -> Html:
    cells = [tag("th", words.text(answer.name), *_merged(words, answer.merged), scope="row")]
    if answer.count is None or answer.percent is None:
        cells += [tag("td", words.hidden, class_="n hidden"), tag("td", class_="n")]
        return tag("tr", *cells)
    if is_ranking:
        cells.append(tag("td", words.number(answer.first or 0), class_="n"))
    percent = percent_words(answer.percent, words.language)
    cells += [tag("td", one, class_="n") for one in (percent, words.number(answer.count))]
    return tag("tr", *cells)


def _merged(words: FigureWords, names: Sequence[Text]) -> Iterator[Html]:
    if names:
        yield tag("span", words.listed(tuple(names)), class_="remark")


def _numbers(words: FigureWords, numbers: Numbers) -> Iterator[Html]:
    rows = (
        (words.say("Mean"), numbers.mean),
        (words.say("A quarter is at most"), numbers.low),
        (words.say("Half are at most"), numbers.middle),
        (words.say("Three quarters are at most"), numbers.high),
    )
    for name, number in rows:
        told = number_words(number, words.language)
        yield tag("tr", tag("th", name, scope="row"), tag("td", told, class_="n"))


def _reasons(words: FigureWords, one: Distribution) -> Iterator[str]:
    told = [f"{words.text(name)}: {words.number(number)}" for _, name, number in one.reasons]
    told.insert(0, words.of(one.base or 0))
    yield ". ".join(told)
    if one.sort in ("multiple", "ranking"):
        yield words.say("Several answers could be chosen.")


def questionnaires(words: FigureWords) -> Iterator[Html]:
    """Give what was asked: the newest version whole, of the others what differs."""
    for one in words.report.questionnaires:
        name = words.say(
            "{title}, version {version}", title=words.text(one.title), version=one.version
        )
        if not one.is_newest:
            name = words.say("{questionnaire}: what was different", questionnaire=name)
        yield tag("details", tag("summary", name), *_questionnaire(words, one))


def _questionnaire(words: FigureWords, one: QuestionnaireText) -> Iterator[Html]:
    yield tag("p", words.say("Content"), Html(" "), tag("code", one.hash[:16]), class_="note")
    if one.exits:
        yield tag("ul", *(tag("li", words.text(each)) for each in one.exits))
    if one.without:
        told = ", ".join(one.without)
        yield tag("p", words.say("Without: {questions}.", questions=told))
    if not (one.is_newest or one.sections or one.without):
        yield tag("p", words.say("Questions, options and routing are the same in every word."))
    yield from (part for section in one.sections for part in _section(words, section))


def _section(words: FigureWords, section: SectionText) -> Iterator[Html]:
    yield tag("p", tag("b", words.text(section.title)), class_="asked-section")
    yield from (_question(words, one) for one in section.questions)


def _question(words: FigureWords, one: QuestionText) -> Html:
    parts = []
    if one.before is not None:
        parts.append(tag("p", words.text(one.before), class_="note"))
    parts.append(tag("p", tag("code", one.id), Html(" "), tag("b", words.text(one.text))))
    if one.instruction is not None:
        parts.append(tag("p", words.text(one.instruction)))
    if to_whom := "".join(_to_whom(words, one)):
        parts.append(tag("p", to_whom, class_="note"))
    options = [tag("li", tag("code", code), f" {words.text(name)}") for code, name in one.options]
    options += [tag("li", words.text(name)) for name in one.instead]
    if options:
        parts.append(tag("ul", *options))
    return tag("div", *parts, class_="asked")

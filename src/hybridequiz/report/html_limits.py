"""What a report does not tell, at the end of its annex; with the thresholds of its own study."""

from __future__ import annotations

from collections.abc import Iterator

from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.html_parts import all_figures
from hybridequiz.report.markup import Html, tag


def limits(words: FigureWords) -> Iterator[Html]:
    """Give the limits of a report as a list."""
    yield tag("ul", *(tag("li", one) for one in limits_said(words)))


def limits_said(words: FigureWords) -> Iterator[str]:
    """Say what a report does not tell."""
    say, report = words.say, words.report
    remarks = report.remarks
    yield from (words.text(one.note) for one in report.set_aside)
    yield say(
        "It tells what respondents said of themselves and of others. Without a group to compare with,"
        " no effect follows."
    )
    yield say(
        "Nothing is weighted. Who did not take part may think otherwise: look at the response before"
        " going by small differences."
    )
    yield say("No test of significance was made. A difference between small groups may be chance.")
    yield say(
        "Intervals are Wilson’s, of 95%. They suppose that respondents are a random part of a much larger group,"
        " and that nobody stayed away for a reason."
    )
    if any(one.population is not None for one in all_figures(report)):
        yield say("Where N stands beside one, the larger group is of that number.")
    yield say(
        "Figures of fewer than {number} respondents are indicative.",
        number=remarks.indicative_below,
    )
    yield say(
        "Groups of fewer than {least} are not shown, nor what would give one away: another group, a figure of"
        " slightly more people, or how a question was answered.",
        least=report.threshold,
    )
    yield say(
        "What was asked in private is told by a bound (≤ 10%, ≥ 90%) where fewer than {number} answered and nearly"
        " all said the same; such questions are not in the annex of all answers then.",
        number=remarks.masked_below,
    )
    if report.quotations:
        yield say(
            "Whoever knows a respondent may guess more. So codes and moments are in no report, and of what people typed"
            " only what they allowed to quote, and a second person has looked at."
        )
    else:
        yield say(
            "Whoever knows a respondent may guess more. So texts that people typed, codes and moments are in no report."
        )

"""What a report says of one audience: everything is counted, then protected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hybridequiz.export.asked_if import Base, Clause
from hybridequiz.export.coded import Coded
from hybridequiz.export.columns import ColumnPlan
from hybridequiz.export.routing_words import Routing
from hybridequiz.problems import Problem, say
from hybridequiz.questionnaire.indicators import Breakdown, Indicator
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.study_file import StudyFile
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.answered import Answered
from hybridequiz.report.by_mode import (
    MODE,
    Rows,
    Told,
    in_sentences,
    is_split,
    may_be_split,
    mode_breakdown,
    modes_of,
    told_with_modes,
    without_modes,
)
from hybridequiz.report.compiled import Compiler, Counted, session_labels
from hybridequiz.report.counting import count
from hybridequiz.report.differencing import between, blurred, pairs
from hybridequiz.report.distributions import Distribution, without_numbers
from hybridequiz.report.figures import IndicatorTable, Row
from hybridequiz.report.otherwise import ToldOtherwise, answers_in_the_way, told_otherwise
from hybridequiz.report.population import agreed, is_of_all, population_of
from hybridequiz.report.response import ResponseTable
from hybridequiz.report.responses import Alike, Responses
from hybridequiz.report.same_base import Hidden, hidden_in_all, same_bases
from hybridequiz.report.set_aside import kept_of
from hybridequiz.report.spreading import Spreading
from hybridequiz.report.tables import NOTHING, Manner, rows_of
from hybridequiz.values import field, frozen, replace

NO_GROUPS: Final = say(
    "no groups: fewer than {least} respondents came in since the last report that showed them"
)
ALL: Final = say("Everybody who was asked and did not refuse; “don’t know” counts")
VALID: Final = say("Everybody who gave an answer")
BLURRED: Final = say(
    "Some shares are told by a bound: beside the same share of somewhat more people they would tell of a few."
)
LOOSENED: Final = say(
    "Some figures are told by a bound or not at all: beside others they would tell that all of a small group gave the"
    " same answer to a question that is asked in private."
)
DOUBLE: Final = say("one response is not counted: its case was answered before")
DOUBLES: Final = say("{number} responses are not counted: their cases were answered before")


@frozen
class Asked:
    """An audience with its responses.

    Attributes:
        id: The audience.
        instruments: The versions of its questionnaire, oldest first.
        plan: The columns of its questionnaire.
        responses: The usable responses.
        organisations: By the code of a case its organisation, where the case list says one.
        set_aside: The questions whose answers cannot be counted together, each with the reason.
    """

    id: str
    instruments: tuple[Instrument, ...]
    plan: ColumnPlan
    responses: Responses
    organisations: Mapping[str, str] = field(default_factory=dict)
    set_aside: Mapping[str, Problem] = field(default_factory=dict)


class AudienceReport:
    """What a report says of one audience.

    Args:
        study: What is published.
        manner: How figures are shown.
        response: How many responded, as far as that is told.
        asked: The audience with its responses.
        with_groups: Whether its groups may be shown.
        with_annex: Count the answers to every question, too; only where groups may be shown.

    Attributes:
        audience: Who answered.
        distributions: How every question was answered.
        set_aside: What is left out.
    """

    def __init__(
        self,
        study: StudyFile,
        manner: Manner,
        response: ResponseTable | None,
        asked: Asked,
        *,
        with_groups: bool,
        with_annex: bool,
    ) -> None:
        self._asked: Final = asked
        self._with_groups: Final = with_groups
        self._name: Final = study.audiences.get(asked.id, asked.plan.title)
        self._manner: Final = manner
        compiler = Compiler(asked.instruments, session_labels(asked.plan, study.location))
        breakdowns = {
            one.id: one for one in study.breakdown if with_groups and one.concerns(asked.id)
        }
        kept = kept_of(asked, self._name, study.indicator, compiler, breakdowns, manner.words)
        self.set_aside: Final = kept.set_aside
        self._counted: Final = kept.counted
        self._split: Final = self._by_mode(study, compiler, kept.breakdowns) if with_groups else {}
        self._both: Final = [self._split.get(place, one) for place, one in enumerate(self._counted)]
        self._pairs: Final = pairs(self._both)
        answered = Answered(
            asked, self._name, manner.rules, study.remarks.dont_know_flag, with_groups=with_groups
        )
        self._same: Final = same_bases(self._both)
        wanted = [*answered.wanted, *(one.names for one in self._both)]
        wanted += [*(one.names for one in self._pairs), *(one.names for one in self._same)]
        own = len(wanted)
        spreading = self._spreading() if with_annex and with_groups else None
        wanted += spreading.wanted if spreading else ()
        tallies, cells = asked.responses.tally_with(wanted, spreading.alone if spreading else ())
        found = tallies[:own]
        facts = len(answered.wanted)
        line = None if response is None else response.line_of(asked.id)
        self.audience: Final = agreed(answered.audience(found[:facts]), line)
        self._population: Final = population_of(self.audience, line)
        self._found: Final = found[facts:]
        self._alone: Final[dict[tuple[int, bool, Hidden], Rows]] = {}
        least = study.remarks.modes_from
        places = self._split if is_split(answered.modes(found[:facts]), least) else ()
        told = told_with_modes(places, self._protected)
        self._is_blurred: Final = told.is_blurred
        self._private: Final = self._kept_private(told.rows)
        is_told = spreading is not None and self.audience.number is not None
        self.distributions: Final = (
            self._spread(spreading, tallies[own:], cells) if spreading and is_told else ()
        )

    def _kept_private(self, rows: Sequence[Rows]) -> ToldOtherwise:
        """Give the rows of every indicator so that nothing that was said in private follows from them."""
        asked, rules = self._asked, self._manner.rules
        return told_otherwise(asked.instruments, asked.responses, self._both, rows, rules)

    def _spreading(self) -> Spreading:
        asked = self._asked
        return Spreading(asked.id, asked.instruments, asked.plan, asked.responses, self._counted)

    def _spread(
        self,
        spreading: Spreading,
        tallies: Sequence[Sequence[Alike]],
        cells: Sequence[Counter[Coded]],
    ) -> tuple[Distribution, ...]:
        found, manner = self._found[: len(self._counted)], self._manner
        told = list(spreading.told(found, tallies, cells, manner.rules, manner.words))
        gone = answers_in_the_way(
            self._private,
            self._both,
            [one.question for one in told if one.base is not None],
            manner.rules,
        )
        return tuple(without_numbers(one) if one.question in gone else one for one in told)

    def notes(self) -> Iterator[Text]:
        """Give what must be said of its figures as a whole."""
        yield from (one.note for one in self.set_aside)
        words = self._manner.words
        if doubles := len(self._asked.responses.doubles):
            said = words.noted((DOUBLES if doubles > 1 else DOUBLE, {"number": doubles}))
            yield words.label(self._name, said)
        if self._is_blurred:
            yield self._manner.words.said(BLURRED)
        if self._private.is_loosened:
            yield self._manner.words.said(LOOSENED)
        if not self._with_groups:
            named = {"least": self._manner.rules.threshold}
            said = self._manner.words.noted((NO_GROUPS, named))
            yield self._manner.words.label(self._name, said)

    def _by_mode(
        self, study: StudyFile, compiler: Compiler, breakdowns: Mapping[str, Breakdown]
    ) -> dict[int, Counted]:
        """Give the indicators that may be shown by mode, so broken down, by their place."""
        wanted, all_ = in_sentences(study), {**breakdowns, MODE: mode_breakdown(study)}
        found = {}
        for place, counted in enumerate(self._counted):
            one = counted.indicator
            if one.id in wanted and may_be_split(one, breakdowns):
                split = replace(one, by=(*one.by, MODE))
                found[place] = replace(
                    compiler.indicator(split, self._asked.id, all_), indicator=one
                )
        return found

    def _rows_of(self, place: int, one: Counted, is_split: bool, hidden: Hidden) -> Rows:  # noqa: FBT001 - of the key
        """Give the rows of an indicator by itself; what was counted once is not counted again."""
        key = place, is_split, hidden
        if key not in self._alone:
            self._alone[key] = rows_of(
                one,
                count(one, self._found[place]),
                self._asked.id,
                self._name,
                self._manner,
                population=self._population if is_of_all(one, self._asked.plan) else None,
                hidden=hidden,
            )
        return self._alone[key]

    def _protected(self, split: frozenset[int]) -> Told:
        """Give the rows of every indicator, some of them by mode too; some figures are told by a bound for another."""
        counted = [
            self._split[place] if place in split else one for place, one in enumerate(self._counted)
        ]
        rules, found = self._manner.rules, iter(self._found[len(counted) :])
        of_pairs = [next(found) for _ in self._pairs]
        hidden = {
            place: gone
            for same, some in zip(self._same, found, strict=True)
            for gone in [hidden_in_all(same, counted, some, rules)]
            for place in same.places
        }
        rows = [
            self._rows_of(place, one, place in split, hidden.get(place, NOTHING))
            for place, one in enumerate(counted)
        ]
        whole = list(rows)
        for pair, some in zip(self._pairs, of_pairs, strict=True):
            apart = between(pair, counted, some, rules)
            if apart is not None:
                larger = whole[apart.larger]
                rows[apart.smaller] = blurred(rows[apart.smaller], larger, apart)
        return Told(rows, is_blurred=rows != whole)

    def tables(self) -> Iterator[IndicatorTable]:
        """Give the table of every indicator."""
        routing = Routing(self._manner.words)
        for counted, rows in zip(self._counted, self._private.rows, strict=True):
            yield self._table(counted, rows, routing)

    def _table(self, counted: Counted, rows: tuple[Row, ...], routing: Routing) -> IndicatorTable:
        one, asked = counted.indicator, self._asked
        of = one.for_[asked.id]
        conditions = [f"({where})" for where in (of.where, one.base_condition) if where]
        return IndicatorTable(
            indicator=one,
            audience=asked.id,
            parts=tuple(part.part for part in counted.parts),
            base=self._base(one, of.where, routing),
            condition=" and ".join(conditions) if len(conditions) > 1 else one.base_condition,
            rows=without_modes(rows),
            notes=tuple(note for note in (of.note, one.note) if note is not None),
            versions=self._having(counted),
            modes=modes_of(rows),
        )

    def _base(self, one: Indicator, where: str | None, routing: Routing) -> Text:
        """Say who is in the base."""
        words, newest = self._manner.words, self._asked.instruments[-1]
        if one.base_text is not None:
            base = one.base_text
        elif one.base is not None:
            base = routing.said(Base((Clause(one.base),)), newest)
        else:
            base = words.said(VALID if one.base_kind == "valid" else ALL)
        if where is None:
            return base
        return words.label(base, routing.said(Base((Clause(where),)), newest))

    def _having(self, counted: Counted) -> tuple[str, ...]:
        """Name the versions that have what an indicator asks, where some have not."""
        names = set(counted.asked)
        having = [one for one in self._asked.instruments if names <= one.by_id.keys()]
        if len(having) == len(self._asked.instruments):
            return ()
        return tuple(dict.fromkeys(one.questionnaire.version for one in having))

"""A report made by hand: the golden fixture of the study, with everything in it that a page must be able to say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.indicators import Beside, Indicator, OfAudience
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.csv_report import csv_report
from hybridequiz.report.distributions import Answer, Distribution, Numbers
from hybridequiz.report.figures import (
    Audience,
    Bound,
    ClaimSaid,
    Difference,
    Figure,
    IndicatorTable,
    Level,
    Part,
    Quotation,
    Report,
    Row,
    Unsaid,
    Unsure,
)
from hybridequiz.report.html import html_report
from hybridequiz.report.json_report import json_report
from hybridequiz.report.numbers import percentage, wilson
from hybridequiz.report.questionnaire_text import QuestionnaireText, QuestionText, SectionText
from hybridequiz.report.response import Cell, Known, ResponseTable, Source, audience_response
from hybridequiz.report.response_groups import (
    Cut,
    Groups,
    KnownBreakdowns,
    KnownGroup,
    KnownGroups,
    with_groups,
)
from hybridequiz.values import replace

WORDS = (
    (90, "vrijwel alle", "nearly all"),
    (75, "een zeer groot deel", "a very large part"),
    (60, "een ruime meerderheid", "a clear majority"),
    (50, "iets meer dan de helft", "just over half"),
    (25, "een minderheid", "a minority"),
    (0, "een klein deel", "a small part"),
)
PARTICIPANTS = Text({"nl": "(Oud-)deelnemers", "en": "(Former) participants"})
SCHOOLS = Text({"nl": "Scholen", "en": "Schools"})
EMPLOYERS = Text({"nl": "Werkgevers", "en": "Employers"})
NAMES = {"participants": PARTICIPANTS, "schools": SCHOOLS, "employers": EMPLOYERS}
ALL_OF_THEM = Text({"nl": "iedereen die de vraag kreeg", "en": "all who were asked"})
WHO_ANSWERED = Text({"nl": "wie de vraag beantwoordde", "en": "who answered the question"})


def both(dutch: str, english: str) -> Text:
    return Text({"nl": dutch, "en": english})


def share(count: int, base: int) -> Figure:
    percent = percentage(count, base)
    words = next(both(dutch, english) for least, dutch, english in WORDS if percent >= least)
    return Figure(
        base=base, percent=percent, count=count, words=words, interval=wilson(count, base)
    )


def shares(base: int, *counts: int) -> tuple[Figure, ...]:
    return tuple(share(count, base) for count in counts)


def mean(number: str, base: int) -> Figure:
    return Figure(base=base, mean=Decimal(number))


def row(line: str, name: Text, base: int, *figures: Figure, dont_know: int = 0) -> Row:
    parts = line.split("/")
    group = parts[1] if len(parts) > 1 else ""
    return Row(
        line=line, name=name, breakdown=group, base=base, figures=figures, dont_know=dont_know
    )


def hidden(line: str, name: Text) -> Row:
    return Row(line=line, name=name, breakdown=line.split("/")[1] if "/" in line else "")


def statuses(*rows: tuple[int, int]) -> tuple[Row, Row]:
    """Give the rows of who follow the programme and who did."""
    (current, of_current), (former, of_former) = rows
    line = "participants/status"
    return (
        row(f"{line}/current", both("Nu", "Current"), of_current, share(current, of_current)),
        row(f"{line}/former", both("Vroeger", "Former"), of_former, share(former, of_former)),
    )


LOCATIONS = tuple(
    hidden(f"participants/location/{code}", both(f"[locatie 0{code}]", f"[location 0{code}]"))
    for code in range(1, 9)
)


def indicator(id_: str, name: Text, chapter: str, *audiences: str, **more: object) -> Indicator:
    given: dict[str, object] = {"for_": {one: OfAudience() for one in audiences}, **more}
    return Indicator(id=id_, name=name, chapter=chapter, **given)  # type: ignore[arg-type]


SATISFIED = indicator(
    "I01",
    both("Tevreden", "Satisfied"),
    "satisfaction",
    "participants",
    "schools",
    "employers",
    of="sat_overall",
    base_kind="valid",
    count="sat_overall in [4, 5]",
    by=("status", "location"),
)
VERY = indicator(
    "I02",
    both("Zeer tevreden", "Very satisfied"),
    "satisfaction",
    "participants",
    "schools",
    "employers",
    of="sat_overall",
    base_kind="valid",
    count="sat_overall == 5",
    by=("status",),
)
MARK = indicator(
    "I03",
    both("Rapportcijfer", "Mark"),
    "satisfaction",
    "participants",
    "schools",
    "employers",
    of="sat_grade",
    base_kind="valid",
    mean="sat_grade",
    by=("status",),
    beside=(
        Beside(id="high", name=both("8 of hoger", "8 or more"), count="sat_grade >= 8"),
        Beside(id="low", name=both("5 of lager", "5 or less"), count="sat_grade <= 5"),
    ),
)
LEARNED = indicator(
    "I04a",
    both("Nieuwe kennis én vaardigheden", "New knowledge and skills"),
    "learning",
    "participants",
    of=("new_knowledge", "new_skills"),
    base_kind="all",
    count="new_knowledge in [2, 3] and new_skills in [2, 3]",
    beside=(
        Beside(
            id="either",
            name=both("kennis of vaardigheden", "knowledge or skills"),
            count="new_knowledge in [2, 3] or new_skills in [2, 3]",
        ),
    ),
)
CLIMATE = indicator(
    "I11",
    both("Opleidingsklimaat: impuls", "Training climate: impulse"),
    "company",
    "employers",
    "participants",
    of="climate",
    base_kind="all",
    count="climate in [1, 2]",
    beside=(
        Beside(id="already", name=both("nu al", "already"), count="climate == 1"),
        Beside(id="expected", name=both("verwacht", "expected"), count="climate == 2"),
        Beside(id="worse", name=both("slechter", "worse"), count="climate == 4"),
    ),
)
MOTIVATION = indicator(
    "I10",
    both("Meer motivatie", "More motivation"),
    "company",
    "employers",
    of="motivation_change",
    base_kind="valid",
    count="motivation_change in [4, 5]",
    minus="motivation_change in [1, 2]",
)
WORKS = indicator(
    "I06a",
    both(
        "Werkt of wil werken als hybride techniekopleider",
        "Works or wants to work as hybrid technology trainer",
    ),
    "working",
    "participants",
    base="given(p_hto_work) and (p_hto_work not in [2, 3] or given(p_hto_want))",
    count="p_hto_work == 1 or p_hto_want in [4, 5]",
    by=("status",),
)
VALUE = indicator(
    "I12",
    both("Wat zij vooral inbrengen", "What they bring above all"),
    "education",
    "participants",
    "schools",
    "employers",
    of="value_main",
    base_kind="all",
    shares="value_main",
    by=("status",),
)
BARRIERS = indicator(
    "I17",
    both("Wat het lastig maakt", "What makes it difficult"),
    "education",
    "schools",
    of="barriers",
    base_kind="all",
    shares="barriers",
)
FROM_ABOVE = indicator(
    "I24",
    both("Gesteund door de leiding", "Supported by the management"),
    "education",
    "schools",
    of="s_support",
    base_kind="valid",
    count="s_support >= 4",
)
COOPERATION = indicator(
    "I16b",
    both("Samenwerking die er anders niet was", "Cooperation that would not have come about"),
    "education",
    "schools",
    "employers",
    base="coop_change in [4, 5]",
    count="coop_without == 3",
)

ALONE = (Part("", Text(), "share", count="sat_overall in [4, 5]"),)
OPTIONS = (
    (1, "Actuele technische kennis en vaardigheden", "Up-to-date technical knowledge and skills"),
    (2, "Voorbeelden en verhalen uit de praktijk", "Examples and stories from practice"),
    (3, "Contacten met bedrijven", "Links with companies"),
    (4, "Leerlingen enthousiast maken voor techniek", "Making students enthusiastic"),
    (5, "Vernieuwing van lesmateriaal", "Renewal of teaching materials"),
    (6, "Extra handen: lessen die anders uitvallen", "Extra hands: lessons otherwise cancelled"),
    (7, "Kennis delen met vaste docenten", "Sharing knowledge with permanent teachers"),
    (8, "Een goed beeld van het beroep geven", "Giving a realistic picture of the job"),
    (97, "Iets anders", "Something else"),
    (96, "Geen van deze", "None of these"),
)


def options(question: str, some: Sequence[tuple[int, str, str]] = OPTIONS) -> tuple[Part, ...]:
    return tuple(
        Part(f"option_{code}", both(dutch, english), "share", count=f"{question} == {code}")
        for code, dutch, english in some
    )


def table(one: Indicator, audience: str, parts: tuple[Part, ...], *rows: Row) -> IndicatorTable:
    valid = one.base_kind == "valid"
    base = WHO_ANSWERED if valid else ALL_OF_THEM
    return IndicatorTable(
        indicator=one,
        audience=audience,
        parts=parts,
        base=base,
        condition=one.base_condition,
        rows=rows,
    )


def main_part(one: Indicator, *, decimals: int = 0) -> Part:
    kind = one.kind
    assert kind != "shares"
    count = one.mean if one.mean is not None else one.count
    return Part("", one.name, kind, decimals=decimals, count=count or "")


def parts_of(one: Indicator, *, decimals: int = 0) -> tuple[Part, ...]:
    beside = (Part(each.id, each.name, "share", count=each.count) for each in one.beside)
    return (main_part(one, decimals=decimals), *beside)


def total(audience: str, base: int, *figures: Figure, dont_know: int = 0) -> Row:
    return row(audience, NAMES[audience], base, *figures, dont_know=dont_know)


def modes(of_interviews: int, alone: int) -> tuple[Row, Row]:
    """Give the rows of twenty who were interviewed and thirty who were alone."""
    line, name = "participants/session_mode", both("De respondent alleen", "The respondent alone")
    return (
        row(f"{line}/interview", both("Interview", "Interview"), 20, share(of_interviews, 20)),
        row(f"{line}/self", name, 30, share(alone, 30)),
    )


def satisfaction() -> list[IndicatorTable]:
    invited = replace(share(47, 50), interval=wilson(47, 50, 72), population=72)
    first = table(
        SATISFIED,
        "participants",
        parts_of(SATISFIED),
        total("participants", 50, invited),
        *statuses((23, 24), (24, 26)),
        *LOCATIONS,
    )
    first = replace(first, modes=modes(19, 28))
    return [
        first,
        table(SATISFIED, "schools", parts_of(SATISFIED), total("schools", 20, share(18, 20))),
        table(SATISFIED, "employers", parts_of(SATISFIED), total("employers", 25, share(23, 25))),
        table(
            VERY,
            "participants",
            parts_of(VERY),
            total("participants", 50, share(27, 50)),
            *statuses((13, 24), (14, 26)),
        ),
        table(VERY, "schools", parts_of(VERY), total("schools", 20, share(11, 20))),
        table(VERY, "employers", parts_of(VERY), total("employers", 25, share(13, 25))),
        *marks(),
    ]


def marks() -> list[IndicatorTable]:
    parts = parts_of(MARK, decimals=1)
    line = "participants/status"
    return [
        table(
            MARK,
            "participants",
            parts,
            total("participants", 49, mean("8.1", 49), *shares(49, 38, 1)),
            row(f"{line}/current", both("Nu", "Current"), 24, mean("8.2", 24), *shares(24, 19, 0)),
            row(
                f"{line}/former", both("Vroeger", "Former"), 25, mean("8.0", 25), *shares(25, 19, 1)
            ),
        ),
        table(MARK, "schools", parts, total("schools", 20, mean("7.8", 20), *shares(20, 13, 0))),
        table(
            MARK, "employers", parts, total("employers", 24, mean("7.9", 24), *shares(24, 16, 1))
        ),
    ]


def company() -> list[IndicatorTable]:
    return [
        table(
            MOTIVATION,
            "employers",
            parts_of(MOTIVATION),
            total("employers", 25, Figure(base=25, percent=64)),
        ),
        table(
            CLIMATE,
            "participants",
            parts_of(CLIMATE),
            total("participants", 31, *shares(31, 21, 12, 9, 1), dont_know=5),
        ),
        table(
            CLIMATE,
            "employers",
            parts_of(CLIMATE),
            total("employers", 25, *shares(25, 22, 14, 8, 0), dont_know=1),
        ),
    ]


def values() -> list[IndicatorTable]:
    parts = options("value_main")
    line = "participants/status"
    return [
        table(
            VALUE,
            "participants",
            parts,
            total("participants", 48, *shares(48, 25, 8, 3, 4, 2, 1, 1, 3, 1, 0)),
            row(
                f"{line}/current",
                both("Nu", "Current"),
                23,
                *shares(23, 12, 4, 1, 2, 1, 1, 0, 1, 1, 0),
            ),
            row(
                f"{line}/former",
                both("Vroeger", "Former"),
                25,
                *shares(25, 13, 4, 2, 2, 1, 0, 1, 2, 0, 0),
            ),
        ),
        table(
            VALUE,
            "schools",
            parts,
            total("schools", 20, *shares(20, 12, 3, 2, 1, 0, 1, 0, 1, 0, 0)),
        ),
        table(
            VALUE,
            "employers",
            parts,
            total("employers", 24, *shares(24, 13, 4, 1, 2, 1, 0, 1, 1, 0, 1)),
        ),
    ]


def education() -> list[IndicatorTable]:
    lacking = ((1, "Te weinig tijd", "Too little time"), (2, "Het rooster", "The timetable"))
    places = "schools/location"
    others = Row(
        line=f"{places}/other",
        name=both("Overig", "Other"),
        breakdown="location",
        base=10,
        figures=(Figure(base=10, percent=90, bound=Bound.AT_LEAST),),
        dont_know=0,
        merged=(LOCATIONS[2].name, LOCATIONS[4].name, LOCATIONS[6].name),
    )
    supported = table(
        FROM_ABOVE,
        "schools",
        parts_of(FROM_ABOVE),
        total("schools", 20, Figure(base=20, percent=90, bound=Bound.AT_LEAST)),
        row(f"{places}/1", LOCATIONS[0].name, 10, Figure(base=10, percent=10, bound=Bound.AT_MOST)),
        others,
    )
    return [
        *values(),
        replace(
            table(
                BARRIERS,
                "schools",
                options("barriers", lacking),
                total("schools", 12, *shares(12, 9, 5)),
            ),
            versions=("1.1",),
        ),
        replace(
            supported,
            notes=(
                both("De school keek naar zichzelf.", "The school looked at itself."),
                both("Alleen gevraagd aan teamleiders.", "Asked of team leaders only."),
            ),
        ),
        table(COOPERATION, "schools", parts_of(COOPERATION), total("schools", 14, share(6, 14))),
        table(COOPERATION, "employers", parts_of(COOPERATION), hidden("employers", EMPLOYERS)),
    ]


def tables() -> tuple[IndicatorTable, ...]:
    return (
        *satisfaction(),
        table(
            LEARNED,
            "participants",
            parts_of(LEARNED),
            total("participants", 50, *shares(50, 48, 49)),
        ),
        *company(),
        table(
            WORKS,
            "participants",
            parts_of(WORKS),
            total("participants", 50, share(35, 50), dont_know=6),
            *statuses((16, 24), (19, 26)),
        ),
        *education(),
    )


def claims() -> tuple[ClaimSaid, ...]:
    satisfied = (
        (both("Nu", "Current"), 23, 13, 24, "8.2"),
        (both("Vroeger", "Former"), 24, 14, 26, "8.0"),
        (SCHOOLS, 18, 11, 20, "7.8"),
        (EMPLOYERS, 23, 13, 25, "7.9"),
    )
    return (
        ClaimSaid(
            "C8",
            both(
                "Deelnemers, oud-deelnemers, scholen en werkgevers zijn uitermate tevreden.",
                "Participants, former participants, schools and employers are extremely satisfied.",
            ),
            tuple(
                (
                    name,
                    (
                        ("I01", share(first, base)),
                        ("I02", share(top, base)),
                        ("I03", mean(mark, base)),
                    ),
                )
                for name, first, top, base, mark in satisfied
            ),
        ),
        ClaimSaid(
            "C9",
            both(
                "96 % (n = 50) van de (oud-)deelnemers ontwikkelde nieuwe kennis en vaardigheden.",
                "96% (n = 50) of the (former) participants developed new knowledge and skills.",
            ),
            ((PARTICIPANTS, (("I04a", share(48, 50)),)),),
        ),
        ClaimSaid(
            "C7",
            None,
            (
                (SCHOOLS, (("I16b", share(6, 14)),)),
                (EMPLOYERS, (("I16b", None),)),
            ),
            Unsaid.HIDDEN,
            10,
        ),
        ClaimSaid("C10", None, ((SCHOOLS, (("I16b", share(6, 14)),)),), Unsaid.TOO_FEW, 15),
    )


def audiences() -> tuple[Audience, ...]:
    return (
        Audience(
            "participants",
            both("Vragenlijst voor (oud-)deelnemers", "Questionnaire for (former) participants"),
            50,
            versions=(("1.0", 38), ("1.1", 12)),
            modes=(("self", 30), ("interview", 20)),
            period=("2026-11", "2027-01"),
            complete=46,
            dont_know=4,
            unsure=(
                Unsure(
                    "climate",
                    both(
                        "Is het opleidingsklimaat veranderd?", "Has the training climate changed?"
                    ),
                    Figure(base=31, percent=16, count=5),
                ),
            ),
        ),
        Audience(
            "schools",
            both("Vragenlijst voor scholen", "Questionnaire for schools"),
            20,
            versions=(("1.0", None), ("1.1", None)),
            modes=(("interview", 20),),
            period=("2026-11", "2026-11"),
            organisations_hidden=True,
            without_organisation=None,
            complete=20,
            dont_know=2,
        ),
        Audience(
            "employers",
            both("Vragenlijst voor werkgevers", "Questionnaire for employers"),
            25,
            versions=(("1.0", 25),),
            modes=(("interview", None),),
            period=("2026-12", "2027-01"),
            organisations=14,
            without_organisation=None,
        ),
    )


def golden_report() -> Report:
    """Give the report of the study's golden fixture, for the public."""
    return Report(
        study="hybrid_trainers",
        title=both(
            "Evaluatie scholingstraject Hybride Techniekopleider",
            "Evaluation of the training programme for hybrid technology trainers",
        ),
        languages=("nl", "en"),
        level=Level.PUBLIC,
        threshold=10,
        rehearsal=False,
        synthetic=True,
        audiences=audiences(),
        tables=tables(),
        chapters=(
            ("satisfaction", both("Tevredenheid", "Satisfaction")),
            ("learning", both("Wat zij leerden", "What they learned")),
            ("company", both("Gebruik en effect in het bedrijf", "Use and effect in the company")),
            ("working", both("Werken als hybride techniekopleider", "Working as hybrid trainer")),
            ("education", both("Waarde voor het onderwijs", "Value for education")),
        ),
        claims=claims(),
        differences=(
            Difference("I11", "employers", "participants", 20, may_be_chance=True),
            Difference("I12", "schools", "participants", 8, may_be_chance=True),
        ),
        notes=(
            both(
                "Ervaren opbrengst: er was geen groep om mee te vergelijken.",
                "Experienced benefit: there was no group to compare with.",
            ),
        ),
        version="0.1.0",
        breakdowns=(
            ("status", both("Volgt het traject", "In the programme")),
            ("location", both("Locatie", "Location")),
        ),
        response=response(),
        quotations=quotations(),
        distributions=distributions(),
        questionnaires=questionnaires(),
    )


def quotations() -> tuple[Quotation, ...]:
    """Give what three people said: edited, with details, in another language."""
    told = both("In loondienst bij een technisch bedrijf", "Employed by a technical company")
    return (
        Quotation(
            "participants",
            PARTICIPANTS,
            "Bij […bedrijf…] leer ik nu de leerlingen […] en <zij> leren mij.",
            "nl",
            (told, LOCATIONS[0].name),
        ),
        Quotation("participants", PARTICIPANTS, "Ik zou het zo weer doen.", "nl"),
        Quotation("employers", EMPLOYERS, "It brought our firm and the school together.", "en"),
    )


def distribution(question: str, dutch: str, english: str, **facts: object) -> Distribution:
    """Give how a question was answered; hidden where nothing more is said."""
    given: dict[str, object] = {"audience": "participants", "section": "about", "sort": "single"}
    about = both("Over u", "About you")
    given |= {"section_title": about, "question": question, "text": both(dutch, english), **facts}
    return Distribution(**given)  # type: ignore[arg-type]


def distributions() -> tuple[Distribution, ...]:
    """Give one distribution of each sort that a page must be able to show."""
    yes, no = both("Ja", "Yes"), both("Nee", "No")
    hidden_ones = (Answer("1", both("Jonger dan 25", "Under 25")), Answer("3", both("65+", "65+")))
    names = tuple(one.name for one in hidden_ones)
    return (
        distribution(
            "p_work",
            "Werkt u nu als opleider?",
            "Do you work as a trainer now?",
            base=47,
            answers=(Answer("1", yes, 18, 38), Answer("2", no, 29, 62)),
            reasons=(("dont_know", both("Weet ik niet", "Don’t know"), 2),),
            versions=("1.1",),
        ),
        distribution(
            "p_age",
            "Hoe oud bent u?",
            "How old are you?",
            base=50,
            of_asked=True,
            answers=(
                Answer("2", both("25 tot 65", "25 to 65"), 37, 74),
                *hidden_ones,
                Answer("together", both("Samen", "Together"), 13, 26, merged=names),
            ),
        ),
        distribution("p_stay", "Blijft u?", "Will you stay?", answers=(Answer("1", yes),)),
        distribution(
            "p_wishes",
            "Wat wilt u het liefst?",
            "What do you want most?",
            sort="ranking",
            asked=both("Werkt u nu = Ja", "Do you work now = Yes"),
            modes=("interview",),
            forms=("extended",),
            base=18,
            answers=(Answer("1", yes, 12, 67, first=10), Answer("2", no, 9, 50, first=8)),
        ),
        distribution(
            "s_hours",
            "Hoeveel uur?",
            "How many hours?",
            audience="schools",
            sort="number",
            base=20,
            numbers=Numbers(Decimal("3.6"), Decimal(2), Decimal(3), Decimal(5)),
        ),
    )


def questionnaires() -> tuple[QuestionnaireText, ...]:
    """Give two versions of a questionnaire, and one that differs in nothing that is told."""
    title = both("Vragenlijst voor deelnemers", "Questionnaire for participants")
    question = QuestionText(
        "p_work",
        both("Werkt u nu als opleider?", "Do you work as a trainer now?"),
        before=both("Eerst dit.", "This first."),
        instruction=both("Kies er een.", "Choose one."),
        asked=both("Status = Afgerond", "Status = Completed"),
        options=(("1", both("Ja", "Yes")), ("2", both("Nee", "No"))),
        instead=(both("Weet ik niet", "Don’t know"),),
        modes=("interview",),
    )
    older = replace(question, text=both("Werkt u als opleider?", "Do you work as a trainer?"))

    def version(name: str, *some: QuestionText, **facts: object) -> QuestionnaireText:
        sections = (SectionText(both("Werk", "Work"), some),) if some else ()
        return replace(
            QuestionnaireText(
                "participants", title, name, name[-1] * 64, is_newest=False, sections=sections
            ),
            **facts,
        )

    exits = (both("Stopt als u niet meedoet.", "Ends if you do not take part."),)
    return (
        version("1.2", question, is_newest=True, exits=exits),
        version("1.1", older, without=("p_wishes",)),
        version("1.0"),
    )


def response() -> ResponseTable:
    """Give the response of two audiences: one with rates, one of which nobody knows who was invited."""
    counts = {1: (30, 28, 1), 2: (42, 18, 3)}
    cells = [
        Cell(
            "participants",
            place,
            {Disposition.COMPLETE: complete, Disposition.PARTIAL: partial, Disposition.REFUSED: 1},
            invited - complete - partial - 1,
            invited,
        )
        for place, (invited, complete, partial) in counts.items()
    ]
    known = (
        Known("participants", PARTICIPANTS, Source.CASE_LIST, cells, 72),
        Known(
            "schools",
            SCHOOLS,
            Source.UNKNOWN,
            [Cell("schools", 1, {Disposition.COMPLETE: 20}, 1)],
        ),
    )

    def place(code: int | None) -> Text:
        return both("Geen locatie", "No location") if code is None else LOCATIONS[code - 1].name

    told = tuple(audience_response(one, place, Level.PUBLIC, 10) for one in known)
    table = ResponseTable(Level.PUBLIC, 10, rehearsal=False, languages=("nl", "en"), audiences=told)
    return with_groups(table, Groups({"participants": by_status()}, {}))


def by_status() -> KnownBreakdowns:
    """Give the same participants by status, and by progress: there five are too few."""
    current = (both("Nu", "Current"), Cell("participants", None, {Disposition.COMPLETE: 23}, 7, 30))
    former = both("Vroeger", "Former")
    ended = {Disposition.COMPLETE: 23, Disposition.PARTIAL: 4, Disposition.REFUSED: 2}
    left = Cell("participants", None, ended, 13, 42)
    groups = [
        KnownGroup(id_, *group)
        for id_, group in zip(("current", "former"), (current, (former, left)), strict=True)
    ]
    return KnownBreakdowns(
        Source.CASE_LIST,
        (
            KnownGroups("status", both("Status", "Status"), groups),
            KnownGroups("progress", both("Voortgang", "Progress"), groups, least=31),
        ),
        (Cut(1, (0, 0), 14), Cut(1, (1, 1), 16), Cut(2, (0, 0), 16), Cut(2, (1, 1), 26)),
    )


def golden_files() -> dict[str, str]:
    """Give what the golden files must say, by their names."""
    report = golden_report()
    pages = {f"report-{tag}.html": html_report(report, tag) for tag in report.languages}
    return {
        **pages,
        "report.json": json_report(report),
        "report.csv": csv_report(report, "nl"),
    }


def write_golden_files(folder: Path) -> None:
    """Write the golden files anew, where what a report says was changed on purpose."""
    for name, text in golden_files().items():
        (folder / name).write_bytes(text.encode("utf-8"))

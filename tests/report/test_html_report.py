"""The report as a page: all that it says and nothing that is hidden, valid, readable, and of one file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figure_words import FigureWords
from hybridequiz.report.figures import Figure, Level, Report, Row
from hybridequiz.report.html import html_report
from hybridequiz.report.html_style import STYLE
from hybridequiz.values import replace
from report.pages import SVG, attributes, found, name_of, parsed, text_of
from report.report_kit import SATISFIED as INDICATOR
from report.report_kit import golden_files, golden_report, hidden, main_part, share, table, total
from tui.contrast import RGB, contrast

GOLDEN = Path(__file__).parents[1] / "golden"
LANGUAGES = ("nl", "en")
CANARIES = (7919, 6997)
MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(language: str) -> str:
    return html_report(golden_report(), language)


@pytest.fixture(scope="module")
def document(page: str) -> Element:
    return parsed(page)


@pytest.mark.parametrize("name", golden_files())
def test_the_golden_report_is_written_byte_by_byte(name: str) -> None:
    """After a change on purpose `write_golden_files` of `report_kit` writes them anew."""
    assert golden_files()[name].encode("utf-8") == (GOLDEN / name).read_bytes()


def figures(report: Report) -> Iterator[Figure]:
    for one in report.tables:
        yield from (figure for row in one.rows for figure in row.figures)
    for claim in report.claims:
        for _, said in claim.lines:
            yield from (figure for _, figure in said if figure is not None)


def texts(report: Report) -> Iterator[Text]:
    yield report.title
    yield from report.notes
    yield from (title for _, title in report.chapters)
    yield from (one.title for one in report.audiences)
    yield from (one.text for one in report.claims if one.text is not None)
    for table_ in report.tables:
        yield from (table_.indicator.name, table_.base, *table_.notes)
        yield from (part.name for part in table_.parts)
        for row in table_.rows:
            yield from (row.name, *row.merged)
    yield from (figure.words for figure in figures(report) if figure.words is not None)


def test_every_text_and_every_figure_of_the_report_is_on_the_page(
    document: Element, language: str
) -> None:
    report = golden_report()
    words = FigureWords(report, language)
    seen = text_of(document)
    wanted = {words.text(one) for one in texts(report)}
    wanted |= {words.figure(one) for one in figures(report)}
    wanted |= {words.interval(one) for one in figures(report)}
    wanted |= {one.condition for one in report.tables}
    assert {one for one in wanted if one not in seen} == set()


def test_every_figure_stands_in_a_cell_with_its_count_and_base(
    document: Element, language: str
) -> None:
    words = FigureWords(golden_report(), language)
    lines = Counter(
        tuple(text_of(cell) for cell in row if cell.tag.endswith("td"))[:4]
        for row in found(document, "tr")
    )
    for figure in figures(replace(golden_report(), claims=())):
        count = "" if figure.count is None else words.number(figure.count)
        line = (words.figure(figure), count, words.number(figure.base), words.interval(figure))
        assert lines[line], line


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            ["96 %", "n = 50", "8,1", "< 10", "≥ 90 %", "≤ 10 %", "+64", "89,2–96,7 %", "(N = 72)"],
        ),
        ("en", ["96%", "n = 50", "8.1", "< 10", "≥ 90%", "≤ 10%", "+64", "89.2–96.7%", "(N = 72)"]),
    ],
)
def test_numbers_are_written_as_the_language_does(language: str, said: list[str]) -> None:
    seen = text_of(parsed(html_report(golden_report(), language)))
    narrow = "\N{NO-BREAK SPACE}"
    for one in said:
        assert one.replace(" ", narrow) in seen


def test_nothing_of_a_hidden_row_is_on_the_page(language: str) -> None:
    """Even where what made the report left numbers in it."""
    spilled = replace(
        hidden("participants/location/1", Text({"": "Nowhere"})),
        figures=(share(CANARIES[1], CANARIES[0]),),
        dont_know=CANARIES[1],
    )
    whole = total("participants", 50, share(47, 50))
    report = replace(
        golden_report(),
        tables=(table(INDICATOR, "participants", (main_part(INDICATOR),), whole, spilled),),
    )
    seen = html_report(report, language)
    assert "Nowhere" in seen
    assert not [one for one in CANARIES if str(one) in seen]


def test_few_respondents_are_marked_and_enough_are_not(document: Element, language: str) -> None:
    mark = "indicatief" if language == "nl" else "indicative"
    told = {text_of(one) for one in document.iter() if one.get("class") == "of"}
    numbers = {int(re.sub(r"\D", "", one)): mark in one for one in told}
    assert numbers
    assert {number: number < 30 for number in numbers} == numbers


def test_who_did_not_know_is_told_from_the_limit_on(document: Element, language: str) -> None:
    seen = text_of(document)
    many = (
        "weet niet: 16 %, en dat is veel" if language == "nl" else "don’t know: 16%, which is many"
    )
    some = "weet niet: 12 %" if language == "nl" else "don’t know: 12%"
    narrow = "\N{NO-BREAK SPACE}"
    assert many.replace(" %", f"{narrow}%") in seen
    assert some.replace(" %", f"{narrow}%") in seen


def test_the_page_is_html_with_unique_ids_and_links_that_lead_somewhere(document: Element) -> None:
    ids = [value for key, value in attributes(document) if key == "id"]
    assert len(ids) == len(set(ids))
    links = [one.get("href", "") for one in found(document, "a")]
    assert links
    assert {one.removeprefix("#") for one in links} <= set(ids)


def test_the_page_asks_for_nothing_and_runs_nothing(document: Element, page: str) -> None:
    names = set(map(name_of, document.iter()))
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not [key for key, _ in attributes(document) if key.startswith("on") or key == "src"]
    assert "url(" not in page
    assert "@import" not in page
    assert "://" not in re.sub(r"<!--.*?-->", "", page)
    policies = [one.get("content", "") for one in found(document, "meta") if one.get("http-equiv")]
    assert [one.partition(";")[0] for one in policies] == ["default-src 'none'"]


def test_the_page_says_its_language_and_goes_down_one_heading_at_a_time(
    document: Element, language: str
) -> None:
    assert found(document, "html")[0].get("lang") == language
    names = map(name_of, document.iter())
    levels = [int(name[-1]) for name in names if re.fullmatch(r"h[1-6]", name)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for name in ("header", "nav", "main", "footer"):
        assert len(found(document, name)) == 1


def test_every_table_has_a_caption_and_every_head_says_what_it_is_over(document: Element) -> None:
    tables = found(document, "table")
    assert len(tables) > 10
    for one in tables:
        (caption,) = found(one, "caption")
        assert text_of(caption)
        assert {head.get("scope") for head in found(one, "th")} <= {
            "col",
            "colgroup",
            "row",
            "rowgroup",
        }


def test_every_chart_is_told_in_words_or_stands_beside_its_number(document: Element) -> None:
    charts = list(document.iter(f"{SVG}svg"))
    told = [one for one in charts if one.get("role") == "img"]
    assert told
    for one in told:
        assert [bool(text_of(part)) for part in one][:2] == [True, True]
    assert all(one.get("aria-hidden") == "true" for one in charts if one not in told)


def test_texts_of_a_study_are_no_markup(language: str) -> None:
    nasty = Text({"": "<script>alert(1)</script> & \"quoted\" 'text'"})
    report = replace(
        golden_report(), title=nasty, notes=(nasty,), chapters=(("satisfaction", nasty),)
    )
    page = html_report(report, language)
    assert "<script" not in page
    assert text_of(found(parsed(page), "h1")[0]) == nasty.in_language("")


def test_a_report_of_nothing_is_a_page(language: str) -> None:
    empty = replace(
        golden_report(),
        audiences=(),
        tables=(),
        claims=(),
        differences=(),
        notes=(),
        chapters=(),
        response=None,
    )
    assert text_of(found(parsed(html_report(empty, language)), "h1")[0])


def test_who_may_read_it_and_whether_it_is_real_stands_at_the_top() -> None:
    report = replace(golden_report(), level=Level.INTERNAL, threshold=5, synthetic=False)
    top = text_of(found(parsed(html_report(report, "en")), "header")[0])
    assert "For the research team only. Groups of fewer than 5 are not shown." in top
    assert "real" not in top
    rehearsal = replace(report, rehearsal=True)
    assert "rehearsals: no figure here is real" in html_report(rehearsal, "en")
    assert "made up by a program: no figure here is real" in html_report(golden_report(), "en")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html_report(golden_report(), "nl") == html_report(golden_report(), "nl")


def test_an_audience_with_more_groups_than_fit_is_told_breakdown_by_breakdown() -> None:
    groups: list[Row] = [
        replace(
            hidden(f"participants/{by}/{number}", Text({"": f"{by} {number}"})),
            base=50,
            figures=tuple(share(number, 50) for _ in range(4)),
        )
        for by in ("status", "location")
        for number in range(1, 7)
    ]
    one = next(each for each in golden_report().tables if len(each.parts) == 4)
    wide = replace(one, rows=(one.total, *groups))
    document = parsed(html_report(replace(golden_report(), tables=(wide,)), "en"))
    chapter = next(
        each for each in found(document, "section") if "chapter" in (each.get("class") or "")
    )
    heads = [text_of(each) for each in found(chapter, "th") if each.get("scope") == "col"]
    assert [len(found(each, "thead")) for each in found(chapter, "table")] == [1, 1]
    assert sum("status" in each for each in heads) == sum("location" in each for each in heads) == 6


def colours(media: str) -> dict[str, RGB]:
    """Give the colours of a scheme, as the styles set them: those of the light one, and what comes over them."""
    light = MEDIA.sub("", STYLE)
    parts = [one for one in MEDIA.findall(STYLE) if one.startswith(f"@media {media} ")]
    assert bool(parts) == bool(media)
    scheme = {}
    for name, code in re.findall(r"--(\w+): #([0-9a-f]{3,6});", "".join([light, *parts])):
        whole = "".join(2 * one for one in code) if len(code) == 3 else code
        red, green, blue = (int(whole[at : at + 2], 16) for at in (0, 2, 4))
        scheme[name] = (red, green, blue)
    return scheme


@pytest.mark.parametrize("media", ["", "(prefers-color-scheme: dark)", "print"])
def test_text_and_bars_stand_out_in_every_scheme(media: str) -> None:
    """WCAG 2.2: 4.5 for text (1.4.3), 3 for what is drawn (1.4.11)."""
    scheme = colours(media)
    for ink in ("ink", "soft"):
        assert contrast(scheme[ink], scheme["paper"]) >= 4.5
    assert contrast(scheme["fill"], scheme["paper"]) >= 3
    assert contrast(scheme["fill"], scheme["track"]) >= 3

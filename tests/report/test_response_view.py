"""The response on a terminal, in words and as data: wide and narrow, in both languages, nothing of what is hidden."""

from __future__ import annotations

import io
import json
import re

import pytest
from rich.console import Console

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.questionnaire.texts import Text
from hybridequiz.report.figures import Level
from hybridequiz.report.response import (
    Cell,
    Known,
    ResponseTable,
    Source,
    audience_response,
)
from hybridequiz.report.response_json import response_json
from hybridequiz.report.response_view import response_view

NAMES = {
    1: Text({"nl": "Haarlem", "en": "Haarlem"}),
    2: Text({"nl": "Den Haag", "en": "The Hague"}),
    3: Text({"nl": "[locatie 03]", "en": "[location 03]"}),
    4: Text({"nl": "Zwolle", "en": "Zwolle"}),
}
NOWHERE = Text({"nl": "Geen locatie", "en": "No location"})


def cell(location: int | None, invited: int | None, open_: int = 0, **counts: int) -> Cell:
    named = {Disposition[name.upper()]: number for name, number in counts.items()}
    return Cell("people", location, named, open_, invited)


LISTED = (
    cell(1, 30, complete=20, partial=2, refused=1, not_eligible=1),
    cell(2, 22, complete=14, partial=1, broke_off=1, withdrawn=1),
    cell(3, 7, complete=5, partial=1, not_reached=1),
    cell(4, 13, complete=7, other=1, not_eligible=1),
)
"""72 invited, 46 complete, 4 partial, 2 not eligible: the worked example, and small at the third location."""
UNLISTED = (
    cell(1, None, 2, complete=12, refused=1),
    cell(None, None, complete=11),
)
IMPOSSIBLE = (cell(1, 12, complete=13), cell(2, 20, complete=8, refused=2))


def table(
    *known: Known, level: Level = Level.PUBLIC, threshold: int = 10, rehearsal: bool = False
) -> ResponseTable:
    told = (
        audience_response(
            one, lambda code: NOWHERE if code is None else NAMES[code], level, threshold
        )
        for one in known
    )
    return ResponseTable(level, threshold, rehearsal, ("nl", "en"), tuple(told))


def known(
    cells: tuple[Cell, ...],
    invited: int | None,
    source: Source,
    beside: int = 0,
    other: int | None = None,
) -> Known:
    title = Text({"nl": "Voor deelnemers", "en": "For participants"})
    return Known("people", title, source, cells, invited, beside, other)


WORKED = known(LISTED, 72, Source.CASE_LIST)


def drawn(of: ResponseTable, language: str, width: int, *, ascii: bool = False) -> str:  # noqa: A002
    out = io.StringIO()
    console = Console(file=out, width=width, legacy_windows=False)
    console.print(response_view(of, language, width=width, ascii=ascii))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_the_worked_example_in_dutch_at_eighty_columns() -> None:
    assert drawn(table(WORKED), "nl", 80) == (
        """\
Voor deelnemers
Wie er is uitgenodigd, komt uit de codelijst.
1: Haarlem · 2: Den Haag
                     totaal     1     2
uitgenodigd              72    30    22
compleet                 46    20    14
deels ingevuld            4     2     1
geweigerd                 1     1     0
afgebroken                1     0     1
teruggetrokken            1     0     1
niet bereikt              1     0     0
andere reden              1     0     0
hoort niet tot de         2     1     0
doelgroep
nog geen uitkomst        15     6     5
telt mee als basis       70    29    22
respons                71 %  76 %  68 %
respons, strikt        66 %  69 %  64 %
medewerking            96 %  96 %  94 %
Niet getoond, omdat het om minder dan 10 personen gaat, of een kleinere groep
zou verraden: [locatie 03], Zwolle.

Respons: volledige en deels ingevulde interviews, van de uitgenodigden van wie
niet bekend is dat zij buiten de doelgroep vallen (AAPOR RR2).
Strikt: alleen volledige interviews, van dezelfde uitgenodigden (AAPOR RR1).
Medewerking: volledige en deels ingevulde interviews, van deze mensen samen met
wie weigerde en wie afbrak (AAPOR COOP4).
Van wie niets bekend is, telt mee als lid van de doelgroep. AAPOR, Standard
Definitions, 9e editie, 2016."""
    )


def test_researchers_see_it_whole_in_english_at_sixty_columns() -> None:
    internal = table(WORKED, level=Level.INTERNAL, threshold=5, rehearsal=True)
    assert drawn(internal, "en", 60, ascii=True) == (
        """\
For participants
Who was invited is known from the case list.
1: Haarlem, 2: The Hague, 3: [location 03], 4: Zwolle
                     total     1     2     3     4
invited                 72    30    22     7    13
complete                46    20    14     5     7
partial                  4     2     1     1     0
refused                  1     1     0     0     0
broke off                1     0     1     0     0
withdrawn                1     0     1     0     0
not reached              1     0     0     1     0
other reason             1     0     0     0     1
not eligible             2     1     0     0     1
no result yet           15     6     5     0     4
base of these rates     70    29    22     7    12
response rate          71%   76%   68%   86%   58%
strict rate            66%   69%   64%   71%   58%
cooperation rate       96%   96%   94%  100%  100%

Response: complete and partial interviews, of the invited
who are not known to be ineligible (AAPOR RR2).
Strict: complete interviews only, of the same (AAPOR RR1).
Cooperation: complete and partial interviews, of these, who
refused and who broke off (AAPOR COOP4).
Of whom nothing is known counts as eligible. AAPOR, Standard
Definitions, 9th edition, 2016.
Counts by location are for the research team only.
These are rehearsals: they do not count."""
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("ascii", [False, True])
def test_every_line_fits_with_many_places_and_large_numbers(
    language: str,
    width: int,
    ascii: bool,  # noqa: A002
) -> None:
    cells = tuple(
        Cell("people", code, {Disposition.COMPLETE: 1_200}, 0, 1_200) for code in range(1, 40)
    )
    one = audience_response(
        known(cells, 46_800, Source.STUDY_FILE),
        lambda code: Text({"": f"Een plaats met een lange naam {code}"}),
        Level.PUBLIC,
        10,
    )
    words = drawn(
        ResponseTable(Level.PUBLIC, 10, False, ("nl", "en"), (one,)), language, width, ascii=ascii
    )
    assert max(map(len, words.splitlines())) <= width
    assert words.isascii() == ascii
    assert all(f" {code}: " in f" {' '.join(words.split())}" for code in range(1, 40))
    assert "46.800" in words or language == "en"
    assert "1,200" in words or language == "nl"


UNKNOWN = {
    "nl": "Hoeveel mensen er zijn uitgenodigd, is niet bekend: dit zijn aantallen interviews, zonder percentages.",
    "en": "How many were invited is not known: these are counts of interviews, and there are no rates.",
}


@pytest.mark.parametrize(("language", "sentence"), UNKNOWN.items())
def test_without_invited_numbers_there_is_no_per_cent_and_a_sentence_says_why(
    language: str, sentence: str
) -> None:
    words = drawn(table(known(UNLISTED, None, Source.UNKNOWN)), language, 80)
    assert sentence in " ".join(words.split())
    assert "%" not in words
    assert "AAPOR" not in words
    assert "?: " in words


def test_impossible_numbers_have_a_sentence_in_the_place_of_a_rate() -> None:
    words = drawn(table(known(IMPOSSIBLE, 32, Source.STUDY_FILE)), "en", 80)
    assert (
        "No rates for the whole, Haarlem: more cases have a result than were invited."
        " Correct the numbers of who is invited."
    ) in " ".join(words.split())
    (rates,) = re.findall(r"^response rate +(.*)$", words, re.MULTILINE)
    assert rates.split() == [".", ".", "40%"]


def test_an_audience_that_is_too_small_has_no_number_at_all() -> None:
    words = drawn(table(known((cell(1, 7, complete=6),), 7, Source.STUDY_FILE)), "en", 80)
    assert "Not shown: this is about fewer than 10." in words
    assert not re.search(r"\b[67]\b", words)


def test_what_else_is_to_be_known_is_said() -> None:
    one = known(LISTED, 72, Source.CASE_LIST, beside=3, other=75)
    internal = table(one, level=Level.INTERNAL, threshold=5)
    words = " ".join(drawn(internal, "en", 80).split())
    assert "The study file says that 75 were invited, the case list that 72 were." in words
    assert "3 interviews are of no case on the list, and are not counted here." in words
    words = " ".join(drawn(table(one), "en", 80).split())
    assert "Interviews of no case on the list are not counted here." in words


def test_names_from_files_are_no_markup_and_cannot_steer_the_terminal() -> None:
    title = Text({"": "[red]rood[/red] \x1b[2J"})
    one = Known("people", title, Source.CASE_LIST, LISTED, 72)
    words = drawn(table(one), "nl", 80)
    assert "[red]rood[/red]" in words
    assert "\x1b" not in words


def test_as_data_it_has_the_counts_the_rates_with_their_bases_and_all_of_aapor() -> None:
    data = json.loads(json.dumps(response_json(table(WORKED))))
    (one,) = data["audiences"]
    assert (one["invited_from"], one["total"]["invited"]) == ("case_list", 72)
    assert one["total"]["counts"]["complete"] == 46
    rates = one["total"]["rates"]
    assert rates["response"] == {"aapor": "RR2", "part": 50, "base": 70, "percent": 71}
    assert rates["strict"] == {"aapor": "RR1", "part": 46, "base": 70, "percent": 66}
    assert rates["cooperation"] == {"aapor": "COOP4", "part": 50, "base": 52, "percent": 96}
    assert rates["aapor"]["RR1"] == {"percent": 66, "fraction": "23/35"}
    assert len(rates["aapor"]) == 16
    assert rates["e"] == "55/57"


def test_as_data_what_is_hidden_is_null_and_says_so() -> None:
    (one,) = response_json(table(WORKED))["audiences"]
    hidden = [line for line in one["locations"] if line["no_rate"] == "hidden"]
    assert [line["location"] for line in hidden] == [3, 4]
    for line in hidden:
        assert [line[key] for key in ("invited", "counts", "no_result", "rates")] == [None] * 4


def test_nothing_of_a_hidden_place_is_in_any_output() -> None:
    """Other numbers at the hidden places, with the same sums, give the same bytes."""
    swapped = (
        *LISTED[:2],
        cell(3, 13, complete=7, other=1, not_eligible=1),
        cell(4, 7, complete=5, partial=1, not_reached=1),
    )
    one, other = table(WORKED), table(known(swapped, 72, Source.CASE_LIST))
    assert json.dumps(response_json(one)) == json.dumps(response_json(other))
    assert drawn(one, "nl", 80) == drawn(other, "nl", 80)
    assert repr(one) == repr(other)

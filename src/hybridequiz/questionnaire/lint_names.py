"""What is wrong with the names that questions get in exports: in SPSS, Stata, R and SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hybridequiz.problems import Severity
from hybridequiz.questionnaire.findings import Finding
from hybridequiz.questionnaire.instrument import Instrument, Planned
from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.reserved import why_reserved
from hybridequiz.questionnaire.variable_names import LONGEST_NAME, variable_names, why_awkward


def name_findings(instrument: Instrument, broken: Collection[str]) -> Iterator[Finding]:
    """Check the names of all columns.

    Args:
        instrument: The questionnaire.
        broken: Ids of questions that are reported already; nothing more is said about them.
    """
    ids = {one.id for one in instrument.items}
    known: dict[tuple[str, str], str] = {}
    seen: set[str] = set()
    for planned in instrument.items:
        told = planned.id in broken or planned.id in seen or why_reserved(planned.id)
        if planned.question is None or told:
            continue
        seen.add(planned.id)
        path: Key = (*planned.path, "id")
        table = planned.repetition.id if planned.repetition else ""
        names = list(variable_names(planned, instrument))
        if why := why_awkward(planned.id):
            message = f"'{planned.id}' is a word of {why}: there it must be written in quotes wherever it is used"
            hint = f"call it '{_free(f'{planned.id}_q', ids)}', or by another name"
            yield Finding("awkward-name", path, message, hint, Severity.WARNING)
        elif long := max((one for one in names if len(one) > LONGEST_NAME), key=len, default=""):
            yield _long(planned, long, path, ids)
        yield from _alike(names, table, known, path)


def _long(planned: Planned, name: str, path: Key, ids: Collection[str]) -> Finding:
    """Tell of a name that Stata cuts."""
    most = LONGEST_NAME - (len(name) - len(planned.id))
    message = f"in exports its column '{name}' has {len(name)} characters; Stata takes {LONGEST_NAME}, and cuts it"
    hint = f"at most {most} characters leave room for that: '{_free(planned.id[:most].rstrip('_'), ids)}'"
    if most < 1:
        hint = "choose a shorter id, and shorter codes of its options"
    return Finding("long-name", path, message, hint, Severity.WARNING)


def _alike(
    names: list[str], table: str, known: dict[tuple[str, str], str], path: Key
) -> Iterator[Finding]:
    """Tell of names of columns that are the same; of those that become so by cutting, too."""
    for name in names:
        other = known.setdefault((table, name), name)
        cut = known.setdefault((table, f"cut {name[:LONGEST_NAME]}"), name)
        if other is not name:
            message = f"in exports two columns would have the name '{name}'"
            yield Finding(
                "names-alike",
                path,
                message,
                "give the option another code, or the question another id",
            )
        elif cut != name:
            message = (
                f"in exports the columns '{cut}' and '{name}' are the same where Stata cuts them after {LONGEST_NAME}"
                " characters"
            )
            hint = "let the ids, or the codes of the options, differ earlier"
            yield Finding("names-alike", path, message, hint, Severity.WARNING)


def _free(name: str, ids: Collection[str]) -> str:
    """Give an id that can be proposed: no other question has it."""
    for number in range(1, 100):
        ending = "" if number == 1 else str(number)
        proposed = name[: 24 - len(ending)].rstrip("_") + ending
        if proposed not in ids and not (why_reserved(proposed) or why_awkward(proposed)):
            return proposed
    return name

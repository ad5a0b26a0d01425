"""Say in TOML's words what pydantic found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from hybridequiz.problems import Place, Problem, did_you_mean
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.indicators import (
    FIGURE_ID,
    LINE,
    Beside,
    Breakdown,
    Chapter,
    Claim,
    ClaimWord,
    Differences,
    Group,
    Indicator,
    OfAudience,
    Remarks,
    ShareWord,
)
from hybridequiz.questionnaire.model import (
    Exit,
    Location,
    Screens,
    Section,
    StudyPart,
    Threshold,
)
from hybridequiz.questionnaire.parts import Key, Part, written_key
from hybridequiz.questionnaire.questions import ITEM_TYPES, Check, GridItem, Option
from hybridequiz.questionnaire.texts import LANGUAGE
from hybridequiz.questionnaire.validation import ErrorDetails
from hybridequiz.values import names_of

Origin = Callable[[Key], tuple[Document, Key]]

TABLES: Final[dict[str, type[Part]]] = {
    "section": Section,
    "check": Check,
    "exit": Exit,
    "options": Option,
    "items": GridItem,
    "screens": Screens,
    "study": StudyPart,
    "location": Location,
    "threshold": Threshold,
    "indicator": Indicator,
    "for": OfAudience,
    "beside": Beside,
    "breakdown": Breakdown,
    "groups": Group,
    "chapter": Chapter,
    "share_word": ShareWord,
    "claim": Claim,
    "word": ClaimWord,
    "differences": Differences,
    "remarks": Remarks,
}
"""Which table a key leads to."""

NAMED: Final = frozenset({"options", "texts", "values"})
"""Tables at the top whose keys are names that the author gives."""

WANTED: Final = {
    "string_type": "a text between quotes",
    "int_type": "a whole number",
    "decimal_type": "a number",
    "is_instance_of": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-01-31",
    "date_from_datetime_inexact": "a date such as 2026-01-31",
    "time_type": "a time such as 08:30:00",
    "tuple_type": "a list between square brackets",
    "dict_type": "a table",
    "dataclass_type": "a table",
    "text_type": "a text, or a table of languages",
    "invited_type": "a whole number, or a table of numbers by location or group",
    "text_wording": "a text between quotes",
}
"""What should stand there, by pydantic's type of error."""

LIMITS: Final = {
    "greater_than_equal": ("ge", "at least {}"),
    "less_than_equal": ("le", "at most {}"),
}
NUMBERS: Final = ("int", "decimal")
UNION: Final = ("constrained-", "tuple[")
"""How the names begin that pydantic adds for unions."""
MOST: Final = 1_000
"""Errors of one file that are told. A file with more of them is no questionnaire."""

SHOWN: Final = 40
"""Characters of a wrong value that a message repeats."""


def relevant(errors: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what only follows from another error.

    Pydantic tells a list of which every part is wrong as too short, and of a value that may be of two kinds it
    tells both.
    """
    return [error for error in errors if not _follows(error)]


def _follows(error: ErrorDetails) -> bool:
    last, value = error["loc"][-1] if error["loc"] else "", error["input"]
    if last == "int":
        return True
    if last == "constrained-int":
        return isinstance(value, str)
    if last == "constrained-str":
        return not isinstance(value, str)
    if isinstance(last, str) and last.startswith("tuple["):
        return isinstance(value, str)
    return error["type"] == "too_short" and bool(value)


def problems_of(errors: Sequence[ErrorDetails], top: type[Part], origin: Origin) -> list[Problem]:
    """Give the problems behind pydantic's errors; each once, however often a shared list is used."""
    told = (problem for error in errors[:MOST] for problem in _problems(error, top, origin))
    problems = list(dict.fromkeys(told))
    if len(errors) > MOST:
        message = f"there are {len(errors) - MOST:,} more problems like the {MOST:,} that are told"
        hint = "is this a questionnaire?  if it is, mend some of them first"
        problems.append(Problem("too-many", message, Place(origin(())[0].file), hint))
    return problems


def written_path(location: Iterable[int | str]) -> Key:
    """Give the path of an error without the names that pydantic adds for unions."""
    path: list[int | str] = []
    after_item = False
    for part in location:
        if not after_item and not (isinstance(part, str) and part.startswith(UNION)):
            path.append(part)
        after_item = isinstance(part, int) and path[-2:-1] == ["question"] and not after_item
    return tuple(path[:-1] if path and path[-1] in NUMBERS else path)


def _problems(error: ErrorDetails, top: type[Part], origin: Origin) -> Iterator[Problem]:
    path = written_path(error["loc"])
    document, written = origin(path)
    kind = error["type"]
    if kind == "unexpected_keyword_argument":
        yield _unknown_key(document, written, _known_keys(error["loc"], top))
    elif kind in ("text_language", "text_wording"):
        yield from _text_problems(document, written, error, _known_keys(error["loc"], top))
    elif kind == "missing":
        yield _missing(str(path[-1]), path[:-1], origin)
    elif kind == "union_tag_not_found":
        yield _missing("type", path, origin)
    else:
        written = (*written, "type") if kind == "union_tag_invalid" else written
        code, message, hint = _wrong_value(kind, written, error)
        yield Problem(code, message, document.place(written), hint)


MOVED: Final[dict[Key, str]] = {
    (
        "quotations",
        key,
    ): f"write '{key}' beside 'grants', at the question that asks for the permission"
    for key in ("detailed", "approve_first")
}
"""Keys that stood here once, and where they stand now."""


def _unknown_key(document: Document, written: Key, known: list[str]) -> Problem:
    name = short(written[-1])
    hint = MOVED.get(tuple(written)) or did_you_mean(name, known, noun="the keys")
    return Problem(
        "unknown-key", f"there is no key '{name}' here", document.place(written, key=True), hint
    )


def _text_problems(
    document: Document, written: Key, error: ErrorDetails, known: list[str]
) -> Iterator[Problem]:
    """Look at every wording of a text: one tells only the first thing that is wrong with it."""
    beside = document.written(written) != written
    for tag, wording in error["input"].items():
        path = (*written, tag)
        if not LANGUAGE.fullmatch(tag):
            yield _no_language(document, path, known if beside else [])
        elif not isinstance(wording, str):
            code, message, hint = _wrong_value("text_wording", path, {**error, "input": wording})
            yield Problem(code, message, document.place(path), hint)


def _no_language(document: Document, path: Key, known: list[str]) -> Problem:
    """Say that a key of a text is no language; `known` are the keys that languages stand beside."""
    tag = str(path[-1])
    if known and not LANGUAGE.fullmatch(tag.lower()):
        return _unknown_key(document, path, known)
    hint = "a language is two or three small letters, such as nl or en"
    place = document.place(path, key=True)
    return Problem("unknown-language", f"'{short(tag)}' is no language", place, hint)


def _missing(name: str, table: Key, origin: Origin) -> Problem:
    """Say which key a table lacks."""
    document, written = origin(table)
    hint = f"add a line: {name} = …"
    if name == "text":
        hint = 'give the text in every language: text.nl = "…", or nl = "…" in an option'
    elif name in ("min", "max"):
        hint = "numbers always have bounds, so that a typing error is noticed"
    elif name in ("section", "question"):
        hint = (
            f"a table in double brackets, with a key a line: [[{'.'.join(_names((*table, name)))}]]"
        )
    elif name == "for":
        hint = "say which audiences it is for: for = { participants = {} }"
    message = f"the key '{name}' is missing"
    return Problem("missing-key", message, document.place(written, key=True), hint)


def _wrong_value(kind: str, path: Key, error: ErrorDetails) -> tuple[str, str, str]:
    """Give code, message and hint for a value that is wrong."""
    name = _name_of(path)
    value, context = error["input"], error.get("ctx", {})
    if kind == "union_tag_invalid":
        return _unknown_type(value["type"])
    if kind == "literal_error":
        allowed = [
            _as_written(part) for part in str(context["expected"]).replace(" or ", ", ").split(",")
        ]
        hint = did_you_mean(short(value), allowed, noun="the possible values")
        return "wrong-value", f"'{short(value)}' is not a value of '{name}'", hint
    if kind == "string_pattern_mismatch":
        return _bad_word(name, value, str(context["pattern"]))
    if kind in LIMITS:
        key, words = LIMITS[kind]
        return (
            "wrong-value",
            f"'{name}' is {short(value)}, but must be {words.format(context[key])}",
            "",
        )
    if kind == "too_short":
        return "wrong-value", f"'{name}' is empty", "it needs at least one"
    wanted = "a whole number, or a name" if name == "code" else WANTED.get(kind, "something else")
    part = "a part of " if path and isinstance(path[-1], int) else ""
    message = f"{part}'{name}' must be {wanted}, but is {_found(value)}"
    return "wrong-type", message, _type_hint(kind, path, value)


def _as_written(expected: str) -> str:
    """Give a value that pydantic expects as it is written in TOML."""
    word = expected.strip()
    return word.lower() if word in ("True", "False") else word.strip("'")


def _unknown_type(value: object) -> tuple[str, str, str]:
    hint = did_you_mean(short(value), list(ITEM_TYPES), noun="the types")
    if not isinstance(value, str):
        return "wrong-type", f"'type' must be a text between quotes, but is {_found(value)}", hint
    return "unknown-type", f"there is no type '{short(value)}'", hint


def _bad_word(name: str, value: object, pattern: str) -> tuple[str, str, str]:
    shown = short(value)
    if pattern == LINE:
        hint = "an audience, or a group of it: participants, participants/status/former"
        return "wrong-value", f"'{shown}' is no line of a claim", hint
    if pattern == FIGURE_ID:
        hint = "an indicator or a claim has an id of 1 to 12 letters and digits: I11"
        return "bad-id", f"'{shown}' is no id", hint
    if name == "version":
        hint = 'a version is up to 24 letters, digits, points and hyphens: "1.0"'
        return "wrong-value", f"'{shown}' is no version", hint
    if name == "languages":
        return "unknown-language", f"'{shown}' is no language", "two or three small letters: nl, en"
    hint = "an id is 1 to 24 small letters, digits and underscores, and begins with a letter"
    return "bad-id", f"'{shown}' is no id", hint


def _type_hint(kind: str, path: Key, value: object) -> str:
    """Say how the value that was meant is probably written."""
    if kind in ("string_type", "text_wording", "text_type") and isinstance(value, int | Decimal):
        return f'put it between quotes: "{short(value).lower()}"'
    if isinstance(value, str) and (_is_day(kind, value) or _is_number(kind, value)):
        return f"leave the quotes out: {short(value)}"
    if kind == "int_type" and isinstance(value, Decimal):
        return 'a number with a decimal point needs type = "decimal"'
    if kind == "bool_type":
        return "write true or false, without quotes"
    if kind == "tuple_type" and isinstance(value, Mapping):
        return f"write [[{'.'.join(_names(path))}]]"
    if kind == "tuple_type":
        return "put it between square brackets, even if there is one"
    return _table_hint(_name_of(path), value) if kind in ("dict_type", "dataclass_type") else ""


def _table_hint(name: str, value: object) -> str:
    """Say how a table that was meant is written."""
    if name == "for" and isinstance(value, list) and value:
        return f"write {{ {short(value[0])} = {{}} }}"
    if name == "options":
        return 'an option is a table: { code = 1, nl = "Ja", en = "Yes" }'
    return ""


def _is_day(kind: str, value: str) -> bool:
    if kind != "date_type":
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(kind: str, value: str) -> bool:
    digits = value.removeprefix("-")
    if kind == "is_instance_of":
        digits = digits.replace(".", "", 1)
    return kind in ("int_type", "is_instance_of") and digits.isdigit()


def _names(path: Key) -> list[str]:
    return [part for part in path if isinstance(part, str)]


def _name_of(path: Key) -> str:
    names = _names(path)
    return short(names[-1]) if names else "the file"


def short(value: object) -> str:
    """Give a value on one line, as far as a message repeats it."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _found(value: object) -> str:
    """Name what stands there, in TOML's words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping) and not value:
        return "an empty table"
    for kind, words in (
        (str, "a text"),
        (int, "a whole number"),
        (Mapping, "a table"),
        (list, "a list"),
    ):
        if isinstance(value, kind):
            return words
    return short(value)


def _known_keys(location: tuple[int | str, ...], top: type[Part]) -> list[str]:
    """List the keys that the table at this place can have."""
    model = top
    for number, part in enumerate(location[:-1]):
        if not isinstance(part, str) or _is_given(location, number):
            continue
        if part in ITEM_TYPES and number > 1 and location[number - 2] == "question":
            model = ITEM_TYPES[part]
        elif part in TABLES:
            model = TABLES[part]
    return sorted(map(written_key, names_of(model)))


def _is_given(location: tuple[int | str, ...], number: int) -> bool:
    """Tell whether a part of the way is a name that the author gives: of a list, a text or an audience."""
    return (number == 1 and location[0] in NAMED) or "for" in location[:number][-1:]

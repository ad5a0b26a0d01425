"""Say in TOML's words what pydantic found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from hybridequiz.problems import Problem, did_you_mean
from hybridequiz.questionnaire.documents import Document
from hybridequiz.questionnaire.model import (
    ITEM_TYPES,
    Check,
    Exit,
    Location,
    Option,
    Screens,
    Section,
    StudyFile,
    StudyPart,
    Threshold,
)
from hybridequiz.questionnaire.places import Key

Origin = Callable[[Key], tuple[Document, Key]]

TABLES: Final[dict[str, type[BaseModel]]] = {
    "section": Section,
    "check": Check,
    "exit": Exit,
    "options": Option,
    "screens": Screens,
    "study": StudyPart,
    "location": Location,
    "threshold": Threshold,
}
"""Which table a key leads to."""

WANTED: Final = {
    "string_type": "a text between quotes",
    "int_type": "a whole number",
    "decimal_type": "a number",
    "is_instance_of": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-01-31",
    "date_from_datetime_inexact": "a date such as 2026-01-31",
    "tuple_type": "a list between square brackets",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "text_type": "a text, or a table of languages",
    "text_wording": "a text between quotes",
}
"""What should stand there, by pydantic's type of error."""

LIMITS: Final = {
    "greater_than_equal": ("ge", "at least {}"),
    "less_than_equal": ("le", "at most {}"),
}


def problems_of(
    errors: Iterable[ErrorDetails], top: type[BaseModel], origin: Origin
) -> list[Problem]:
    """Give the problems behind pydantic's errors; each once, however often a shared list is used."""
    found: dict[tuple[object, ...], Problem] = {}
    for error in errors:
        if problem := _problem(error, top, origin):
            found.setdefault((problem.code, problem.place), problem)
    return list(found.values())


def written_path(location: Iterable[int | str]) -> Key:
    """Give the path of an error without the names that pydantic adds for unions."""
    path: list[int | str] = []
    for part in location:
        tag = part in ITEM_TYPES and len(path) > 1 and path[-2] == "question"
        if not tag and not (isinstance(part, str) and part.startswith("constrained-")):
            path.append(part)
    while path and path[-1] in ("int", "decimal"):
        path.pop()
    return tuple(path)


def _problem(error: ErrorDetails, top: type[BaseModel], origin: Origin) -> Problem | None:
    path = written_path(error["loc"])
    document, written = origin(path)
    kind = error["type"]
    if kind == "too_short" and error["input"]:
        return None
    if kind == "extra_forbidden":
        name = str(path[-1])
        hint = did_you_mean(name, _known_keys(error["loc"], top), noun="the keys")
        place = document.place(written, key=True)
        return Problem("unknown-key", f"there is no key '{name}' here", place, hint)
    if kind in ("missing", "union_tag_not_found"):
        name = "type" if kind == "union_tag_not_found" else str(path[-1])
        return _missing(name, path if kind == "union_tag_not_found" else path[:-1], origin)
    code, message, hint = _wrong_value(kind, path, error)
    return Problem(code, message, document.place(written), hint)


def _missing(name: str, table: Key, origin: Origin) -> Problem:
    """Say which key a table lacks."""
    document, written = origin(table)
    hint = f"add a line: {name} = …"
    if name == "text":
        hint = 'give the text in every language: text.nl = "…", or nl = "…" in an option'
    elif name in ("min", "max"):
        hint = "numbers always have bounds, so that a typing error is noticed"
    message = f"the key '{name}' is missing"
    return Problem("missing-key", message, document.place(written, key=True), hint)


def _wrong_value(kind: str, path: Key, error: ErrorDetails) -> tuple[str, str, str]:
    """Give code, message and hint for a value that is wrong."""
    name = _name_of(path)
    value, context = error["input"], error.get("ctx", {})
    if kind == "union_tag_invalid":
        tag = str(context["tag"])
        hint = did_you_mean(tag, list(ITEM_TYPES), noun="the types")
        return "unknown-type", f"there is no type '{tag}'", hint
    if kind == "literal_error":
        allowed = [
            part.strip(" '") for part in str(context["expected"]).replace(" or ", ", ").split(",")
        ]
        hint = did_you_mean(str(value), allowed, noun="the possible values")
        return "wrong-value", f"'{value}' is not a value of '{name}'", hint
    if kind == "string_pattern_mismatch":
        return _bad_word(name, value)
    if kind == "text_language":
        hint = "a language is two or three small letters, such as nl or en"
        return "unknown-language", f"'{context['tag']}' is no language", hint
    if kind in LIMITS:
        key, words = LIMITS[kind]
        return "wrong-value", f"'{name}' is {value}, but must be {words.format(context[key])}", ""
    if kind == "too_short":
        return "wrong-value", f"'{name}' is empty", "it needs at least one"
    wanted = WANTED.get(kind, "something else")
    return (
        "wrong-type",
        f"'{name}' must be {wanted}, but is {_found(value)}",
        _type_hint(kind, value),
    )


def _bad_word(name: str, value: object) -> tuple[str, str, str]:
    if name == "version":
        return (
            "wrong-value",
            f"'{value}' is no version",
            'letters, digits, points and hyphens: "1.0"',
        )
    if name == "languages":
        return "unknown-language", f"'{value}' is no language", "two or three small letters: nl, en"
    hint = "an id is 1 to 24 small letters, digits and underscores, and begins with a letter"
    return "bad-id", f"'{value}' is no id", hint


def _type_hint(kind: str, value: object) -> str:
    if kind == "string_type" and isinstance(value, bool | int):
        return f'put it between quotes: "{str(value).lower()}"'
    if kind == "int_type" and isinstance(value, str) and value.isdigit():
        return f"leave the quotes out: {value}"
    if kind == "bool_type":
        return "write true or false, without quotes"
    if kind == "tuple_type":
        return "put it between square brackets, even if there is one"
    return ""


def _name_of(path: Key) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else "the file"


def _found(value: object) -> str:
    """Name what stands there, in TOML's words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    for kind, words in (
        (str, "a text"),
        (int, "a whole number"),
        (Mapping, "a table"),
        (list, "a list"),
    ):
        if isinstance(value, kind):
            return words
    return f"{value}"


def _known_keys(location: tuple[int | str, ...], top: type[BaseModel]) -> list[str]:
    """List the keys that the table at this place can have."""
    model = top
    for number, part in enumerate(location[:-1]):
        if isinstance(part, str):
            if part in ITEM_TYPES and number > 1 and location[number - 2] == "question":
                model = ITEM_TYPES[part]
            elif part in TABLES and not (part == "options" and top is StudyFile and number > 0):
                model = TABLES[part]
    return sorted(model.model_fields)

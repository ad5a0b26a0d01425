"""Keeps the catalogues of interface texts in step with the source: `python tools/catalogues.py`.

Messages are found at every call of `say`, `_say` and `say_number`. Translations are never lost: one
whose message is gone stays in the .po file as obsolete until `--prune`.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

SOURCE: Final = Path(__file__).resolve().parent.parent / "src" / "hybridequiz"
LOCALE: Final = SOURCE / "wording" / "locale"
DOMAIN: Final = "hybridequiz"
ARGUMENTS: Final = {"say": 1, "_say": 1, "say_number": 2}
"""Names of functions that take messages, and how many of their first arguments are one message."""

Texts = str | list[str] | tuple[str, ...]
"""A message or its translation: one text, or one a plural form."""


def source_messages() -> Catalog:
    """Collect the messages of the program; their files are named, from its folder on."""
    found = Catalog(project=DOMAIN)
    for path in sorted(SOURCE.rglob("*.py")):
        for line, message in messages_in(path.read_text("utf-8")):
            found.add(message, None, [(path.relative_to(SOURCE).as_posix(), line)])
    return found


def messages_in(source: str) -> Iterator[tuple[int, Texts]]:
    """Find the messages in a Python file, with their lines: also those within an f-string."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            texts = [_literal(one) for one in node.args[: ARGUMENTS.get(_name(node.func), 0)]]
            if texts and all(texts):
                yield node.lineno, texts[0] if len(texts) == 1 else tuple(texts)


def _name(function: ast.expr) -> str:
    """Give the name by which a function is called, without what it is an attribute of."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(argument: ast.expr) -> str:
    """Give a text that stands in the source as it is, or nothing."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return ""


def catalogue_files() -> list[Path]:
    """Find the catalogues, one a language."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """Read a catalogue; its folder names the language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain=DOMAIN)


def update(path: Path, messages: Catalog, *, prune: bool) -> None:
    """Bring a catalogue in step with the messages, and compile it."""
    catalogue = read(path)
    for gone in catalogue.obsolete.values():  # its message may be back
        catalogue[gone.id] = gone
    catalogue.obsolete.clear()
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=100,
            sort_by_file=True,
            include_lineno=False,
            ignore_obsolete=prune,
        )
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue into what gettext reads."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def problems(path: Path, messages: Catalog) -> Iterator[str]:
    """Say what is wrong with a catalogue, one thing a line."""
    catalogue = read(path)
    kept = {message.id for message in catalogue if message.id}
    wanted = {message.id for message in messages if message.id}
    yield from (f"not in the catalogue: {one}" for one in sorted(wanted - kept, key=str))
    gone = (kept - wanted) | {message.id for message in catalogue.obsolete.values()}
    yield from (f"obsolete: {one}" for one in sorted(gone, key=str))
    for message in catalogue:
        if message.id and not all(_texts(message.string)):
            yield f"not translated: {message.id}"
        if message.id and message.fuzzy:
            yield f"fuzzy: {message.id}"
    if not is_compiled(path, catalogue):
        yield "not compiled"


def is_compiled(path: Path, catalogue: Catalog) -> bool:
    """Tell whether the .mo file says what the catalogue says; its header names Babel's version."""
    binary = path.with_suffix(".mo")
    if not binary.exists():
        return False
    with binary.open("rb") as file:
        said = read_mo(file)
    return _pairs(said) == _pairs(read_mo(BytesIO(compiled(catalogue))))


def _pairs(catalogue: Catalog) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Give the messages with their translations."""
    return [(_texts(one.id), _texts(one.string)) for one in catalogue if one.id]


def _texts(translation: Texts | None) -> Sequence[str]:
    """Give the texts of a translation; an empty one where there is none."""
    return (
        [translation or ""] if translation is None or isinstance(translation, str) else translation
    )


def main() -> int:
    """Update the catalogues, or check them; give the exit code."""
    parser = argparse.ArgumentParser(description="Keep the catalogues in step with the source.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if not")
    parser.add_argument("--prune", action="store_true", help="drop the obsolete translations")
    chosen = parser.parse_args()
    messages = source_messages()
    wrong = 0
    for path in catalogue_files():
        if not chosen.check:
            update(path, messages, prune=chosen.prune)
        for problem in problems(path, messages):
            wrong += 1
            sys.stderr.write(f"{path.relative_to(LOCALE)}: {problem}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

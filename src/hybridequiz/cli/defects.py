"""What is shown when the program itself is at fault."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

VARIABLE: Final = "HYBRIDEQUIZ_DEBUG"
"""Set to 1, the message of the error is shown too; it may quote an answer."""


def report_defect(
    _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    """Tell of an error that nobody foresaw; Python then ends with exit code 1.

    Where in the program it happened is shown, and never a value: neither locals nor the message,
    which may quote what a respondent answered.
    """
    lines = [
        "This is a defect of hybridequiz. What was saved before it stays saved.",
        f"Please report it {_where()}, with the lines below.",
        f"They hold no answers. {VARIABLE}=1 adds the message, which may quote an answer.",
        "",
        *_chain(error),
    ]
    print(*lines, sep="\n", file=sys.stderr)  # noqa: T201 - click itself may be what failed


def _where() -> str:
    """Say where to report it: the address in the package's metadata."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("hybridequiz").get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    named = dict(url.split(", ", 1) for url in urls)
    return f"at {named['Issues']}" if "Issues" in named else "to whoever gave you the program"


def _chain(error: BaseException) -> Iterator[str]:
    """Give the error and what led to it, first things first."""
    import traceback

    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
        yield "\nwhich led to:\n"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    named = type(error).__qualname__
    yield f"{named}: {error}" if os.environ.get(VARIABLE) == "1" else named

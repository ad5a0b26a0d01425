"""What the log says of an export."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence

from hybridequiz.store.clock import SystemClock
from hybridequiz.store.export_log import Exported
from hybridequiz.values import frozen


@frozen
class Logged:
    """An export, for the log.

    Attributes:
        questionnaire: The questionnaire's id.
        number: How many responses.
        how: The options.
        from_files: Whether the answers came from a folder; its name is nobody's business.
    """

    questionnaire: str
    number: int
    how: Sequence[str]
    from_files: bool

    def line(self) -> Exported:
        """Give the line of the log."""
        options = [*self.how, *(["--answers"] if self.from_files else [])]
        return Exported(
            SystemClock().now(), _account(), self.questionnaire, self.number, " ".join(options)
        )


def _account() -> str:
    """Give the name of the account on this computer; its number where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else "?"

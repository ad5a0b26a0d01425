"""What is found wrong in a questionnaire, before its place in the file is worked out."""

from __future__ import annotations

from hybridequiz.problems import Severity
from hybridequiz.questionnaire.parts import Key
from hybridequiz.values import frozen


@frozen
class Finding:
    """A problem before its place in the file is worked out."""

    code: str
    path: Key
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

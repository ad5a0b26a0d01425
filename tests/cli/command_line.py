"""What the tests of the command line share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from click.testing import Result

Invoke = Callable[..., Result]
Start = Callable[..., "subprocess.CompletedProcess[str]"]

SMALL = """\
id = "small"
version = "1"
audience = "people"
languages = ["en", "nl"]
title.en = "A small one"
title.nl = "Een kleintje"

[[section]]
id = "all"
title = "All"

[[section.question]]
id = "mark"
type = "integer"
min = 1
max = 10
required = true
text = "Which mark?"

[[section.question]]
id = "why"
type = "text"
text = "Why?"
"""

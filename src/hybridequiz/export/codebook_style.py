"""How the page of the codebook looks, beyond what every page has."""

from __future__ import annotations

from typing import Final

from hybridequiz.export.page_style import PAGE_STYLE

_OWN: Final = """
p b, span b { color: var(--soft); font-weight: normal; font-size: .85em; margin-right: .5em; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead th { background: var(--bar); }
tbody th[scope=row] { font-weight: normal; white-space: nowrap; }
"""

STYLE: Final = PAGE_STYLE + _OWN

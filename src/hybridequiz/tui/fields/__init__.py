"""The fields in which answers are given.

They know nothing of questionnaires: they take rows and texts, and post what was typed or chosen.
Each is mounted once; its contents are swapped with `show`. `prose` and `grid` are imported when they are needed: most
questionnaires begin without.
"""

from hybridequiz.tui.fields.choices import ChoiceList
from hybridequiz.tui.fields.limit import TooLong
from hybridequiz.tui.fields.line import LineField
from hybridequiz.tui.fields.ranking import RankingList
from hybridequiz.tui.fields.rows import ChoiceRow
from hybridequiz.tui.fields.ruler import Ruler

__all__ = [
    "ChoiceList",
    "ChoiceRow",
    "LineField",
    "RankingList",
    "Ruler",
    "TooLong",
]

"""How the parts of a condition are said: one message a part, which the catalogues translate."""

from __future__ import annotations

import ast
from typing import Final

from hybridequiz.problems import say

QUESTION: Final = say("‘{text}’ ({name})")
LABEL: Final = say("“{words}”")
LABEL_AND_CODE: Final = say("“{words}” ({code})")
THIS: Final = say("the answer")

AND: Final = say("{first}, and {last}")
OR: Final = say("{first}, or {last}")
EITHER: Final = say("{first} or {last}")
BOTH: Final = say("{first} and {last}")
NOT: Final = say("not ({what})")
ALWAYS: Final = say("always")
NEVER: Final = say("never")
TRUE: Final = say("{left} is true")
IF_ELSE: Final = say("if {test} then {then}, otherwise {otherwise}")
ONE_OF_TWO: Final = say("just one of these two holds: ({left}) and ({right})")
TWO_OR_NONE: Final = say("both of these hold, or neither: ({left}) and ({right})")

COMPARED: Final[dict[type[ast.cmpop], str]] = {
    ast.Eq: say("{left} is {right}"),
    ast.NotEq: say("{left} is not {right}"),
    ast.Lt: say("{left} is less than {right}"),
    ast.LtE: say("{left} is at most {right}"),
    ast.Gt: say("{left} is more than {right}"),
    ast.GtE: say("{left} is at least {right}"),
    ast.In: say("{left} is {right}"),
    ast.NotIn: say("{left} is none of these: {right}"),
}
IN_TIME: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: say("{left} is before {right}"),
    ast.LtE: say("{left} is {right} or earlier"),
    ast.Gt: say("{left} is after {right}"),
    ast.GtE: say("{left} is {right} or later"),
}
CHOSEN: Final = {
    ast.In: say("{left} is chosen in {right}"),
    ast.NotIn: say("{left} is not chosen in {right}"),
    ast.Eq: say("exactly {right} is chosen in {left}"),
    ast.NotEq: say("something else than exactly {right} is chosen in {left}"),
}
SAME_CHOSEN: Final = {
    ast.Eq: say("the same is chosen in {left} and {right}"),
    ast.NotEq: say("not the same is chosen in {left} and {right}"),
}
RANKED: Final = {
    ast.In: say("{left} is ranked in {right}"),
    ast.NotIn: say("{left} is not ranked in {right}"),
}
PART_OF: Final = {
    ast.In: say("{left} is a part of {right}"),
    ast.NotIn: say("{left} is no part of {right}"),
}
NEGATED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
"""What a comparison is when `not` stands before it: both are unknown at the same times."""
MIRRORED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}
"""What a comparison is when its sides change places."""

PREDICATES: Final = {
    "answered": (say("{what} has an answer"), say("{what} has no answer")),
    "given": (
        say("{what} has an answer, or “don’t know” was said"),
        say("{what} has no answer, nor was “don’t know” said"),
    ),
    "missing": (say("{what} was asked and not answered"), say("{what} was answered or not asked")),
    "dont_know": (
        say("“don’t know” was said to {what}"),
        say("“don’t know” was not said to {what}"),
    ),
    "refused": (
        say("“prefer not to say” was said to {what}"),
        say("“prefer not to say” was not said to {what}"),
    ),
    "not_applicable": (
        say("“not applicable” was said to {what}"),
        say("“not applicable” was not said to {what}"),
    ),
    "left_empty": (say("{what} was left empty"), say("{what} was not left empty")),
    "off_route": (say("{what} was not asked"), say("{what} was asked")),
}
"""Of each question about the state of an answer: that it is so, and that it is not."""

SELECTED: Final = say("{codes} is chosen in {what}")
MATCHES: Final = say("{what} fits the pattern {pattern}")
CALLED: Final = {
    "abs": say("the size of {0}"),
    "round": say("{0}, rounded"),
    "len": say("the number of characters in {0}"),
    "lower": say("{0} in small letters"),
    "label": say("the words of {0}"),
    "lookup": say("{1} of {0}"),
    "today": say("the day of the interview"),
    "year": say("the year of {0}"),
    "years_between": say("the whole years from {0} to {1}"),
    "rank": say("the place of {1} in {0}"),
    "at_rank": say("what is in place {1} of {0}"),
}
"""Functions that give a value; the numbers are their arguments."""
ROUNDED: Final = say("{0}, rounded to {1} decimals")
TOGETHER: Final = {
    "count": say("how many hold of: {parts}"),
    "sum": say("the sum of {parts}"),
    "min": say("the lowest of {parts}"),
    "max": say("the highest of {parts}"),
    "mean": say("the mean of {parts}"),
}
"""Values of several parts."""
COUNTED: Final = say("how many are chosen in {what}")
ROWS_COUNTED: Final = say("the number of rows of {roster}")
OVER_ROWS: Final = {
    "any": say("in at least one row of {roster}: ({what})"),
    "all": say("in every row of {roster}: ({what})"),
    "count": say("the number of rows of {roster} with ({what})"),
    "sum": say("the sum over the rows of {roster} of {what}"),
    "min": say("the lowest in the rows of {roster} of {what}"),
    "max": say("the highest in the rows of {roster} of {what}"),
    "mean": say("the mean over the rows of {roster} of {what}"),
}
ONLY_ROWS: Final = say("{roster}, only those with ({only})")

OR_UNKNOWN: Final = say("{condition}, or that is not known")
AFTER_EXIT: Final = say("the questionnaire had not ended early")
AND_AFTER_EXIT: Final = say("{condition}; and the questionnaire had not ended early")
IN_VERSION: Final = say("in version {versions}: {words}")
IN_VERSIONS: Final = say("in versions {versions}: {words}")
EXIT: Final = say(
    "The questionnaire ends early if {condition}; what comes after that is not asked."
)
EXIT_IN_VERSION: Final = say(
    "In version {versions} the questionnaire ends early if {condition}; what comes after that is not asked."
)

"""The condition language: Python's spelling, a closed subset, statically typed, three-valued.

A condition is read by the standard library's `ast`, checked part by part against the questions
before it, and compiled once to closures: nothing is ever executed as Python. All faults are found
in one pass.

    >>> scope = Scope({"years": Symbol("years", Kind.NUMBER)})
    >>> condition = compile_condition("years >= 3", scope)
    >>> condition.holds({"years": 5}), condition.holds({})
    (True, None)

| written | means |
| --- | --- |
| `a and b`, `a or b`, `not a` | Kleene's logic over true, false and unknown |
| `==` `!=` | the same or not; a code must be one of the question's options |
| `<` `<=` `>` `>=` | for numbers, dates, times, integer codes; chained too: `0 < x <= 10` |
| `x in [1, 2]`, `x not in [1, 2]` | one of a list or not |
| `97 in barriers` | chosen in a multiple choice |
| `barriers == [1, 2]` | exactly these were chosen, in any order |
| `97 in wishes` | ranked, in a ranking |
| `"park" in text` | part of a text; capitals count, see `lower` |
| `+` `-` `*` `/` | of numbers; `/` gives a decimal of at most 28 digits |
| `//` `%` | rounded down, and what that leaves; for decimals too |
| `day - day` | the days between two dates |
| a date that may be partial | one day of its span: what the span leaves open has no value |
| `a if c else b` | without a value while `c` is unknown |
| `"text"` `2.5` `True` `False` | written values |
| `# …` | a remark; a condition can run over several lines |
| `this` | in a check: the answer that is checked |
| `answered(x)` | has a value |
| `given(x)` | has a value, or is "don't know" |
| `missing(x)` | was asked and has none: the respondent said so, or it was left empty |
| `dont_know(x)` `refused(x)` `not_applicable(x)` | what was said instead of an answer |
| `left_empty(x)` `off_route(x)` | asked and passed over; not asked because of the routing |
| `selected(barriers, 1, 2)` | at least one of these was chosen |
| `count(barriers)` | how many were chosen, or ranked |
| `rank(wishes, 97)` | the place of an option in a ranking, 1 is the first; none where it is not ranked |
| `at_rank(wishes, 1)` | the code in a place of a ranking; none where fewer are ranked |
| `count(a > 1, b > 1)` | how many of these are true |
| `any(…)` `all(…)` | `or` and `and` over several parts, a list of parts, or rows |
| `sum(…)` `min(…)` `max(…)` `mean(…)` | of several numbers, a list of numbers, or rows |
| `any(t.age > 3 for t in trainee if t.sex == 1)` | over rows: any all count sum min max mean |
| `count(trainee)` | how many rows a repeated section has |
| `abs(x)` `round(x)` `round(x, 1)` | a half is rounded away from zero |
| `len(text)` `lower(text)` | how many characters; in small letters |
| `label(question)` | the words of the chosen option, in the file's first language |
| `matches(text, "pattern")` | the whole text fits; RE2: no looking around, no references back |
| `time("08:30")` | a time of the day; it has an order |
| `today()` | the day on which the interview began |
| `date("2026-01-31")` `year(d)` | a day; its year |
| `years_between(a, b)` | whole years; negative backwards; from 29 February full on 1 March |

A choice of one option with integer codes counts as a number in orders and calculations. In a text,
a backslash takes a quote or a backslash literally, and otherwise stands for itself.

**No value.** What is compared, calculated or taken together with something that has no value has
none either; its reason is the first, in the order of `Missing`, among the inputs without one. A
division by zero, and `min`, `max` or `mean` of no rows, have none either: not applicable. The
predicates (`answered` to `off_route`) are always true or false. A name that an environment lacks
was not reached.

**Bounds.** 2,000 characters, 200 parts, 50 parts within parts, 20 digits a number; a result beyond
10²⁸ is none: not applicable.

What can never be true, or never be reached, is worked out in `analysis`, which only a check of a file imports.
"""

from .condition import Condition, Guard, compile_condition
from .faults import ConditionFaults, Fault
from .scope import Kind, Roster, Scope, Symbol

__all__ = [
    "Condition",
    "ConditionFaults",
    "Fault",
    "Guard",
    "Kind",
    "Roster",
    "Scope",
    "Symbol",
    "compile_condition",
]

"""Probes: where an interviewer asked on, `[+]` stands in what is written down, before what came after it.

So what was said spontaneously and what was asked for can be told apart. The mark is part of the answer: it is typed
or put there with a key, it can be taken away again, and it is counted from the answer itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hybridequiz.interview.interview import Interview
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.questionnaire.questions import LongTextQuestion, TextQuestion

PROBE_MARK: Final = "[+]"


def asks_on(interview: Interview, planned: Planned) -> bool:
    """Tell whether probes are marked here: where an interviewer writes down the words of the respondent."""
    verbatim = isinstance(planned.question, TextQuestion | LongTextQuestion)
    return verbatim and interview.session.mode == "interview" and not planned.item.self_block


def count_probes(answer: str) -> int:
    """Count the probes that are marked in an answer."""
    return answer.count(PROBE_MARK)


def probes_used(interview: Interview) -> Mapping[str, int]:
    """Give how many probes are marked in each answer that has any, by question."""
    counts = {
        planned.id: count_probes(str(interview.answers[planned.id].value))
        for planned in interview.route.items
        if planned.id in interview.answers and asks_on(interview, planned)
    }
    return {name: number for name, number in counts.items() if number}


def mark_at(before: str) -> str:
    """Give the mark as it is put behind a text: with a space where words come before it, and one behind it."""
    return f" {PROBE_MARK} " if before and not before[-1].isspace() else f"{PROBE_MARK} "

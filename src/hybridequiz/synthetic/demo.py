"""Makes the golden study in a data folder: what `hybridequiz demo` shows, and the tests of the report count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Final

from hybridequiz.batch.lines import parse_line
from hybridequiz.batch.respondent import read_respondent
from hybridequiz.batch.walk import Moment, walk
from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.interview import begin
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.store.journal import Store
from hybridequiz.synthetic.chance import Chance
from hybridequiz.synthetic.golden import Line
from hybridequiz.synthetic.keeping import Keeper
from hybridequiz.synthetic.weights import FIRST_DAY

AT: Final = datetime.combine(FIRST_DAY, time(9), tzinfo=UTC).isoformat(timespec="seconds")
"""When all of it is said to have been: no clock is asked."""
GOLDEN: Final = "golden"
"""What the ids and codes of the golden study follow from."""


def keep_lines(
    store: Store, instrument: Instrument, lines: Sequence[Line], *, seed: str = GOLDEN
) -> None:
    """Keep lines as made-up responses: walked like those of `fill`, marked as what nobody said.

    Args:
        store: The store of what was made up.
        instrument: The questionnaire.
        lines: A respondent each.
        seed: What the ids and codes follow from.

    Raises:
        BadLine: when a line breaks a rule of the questionnaire; nothing is kept then.
        StorageError: when they cannot be kept.
    """
    whole, moment = unrolled(instrument), Moment(AT)
    keeper = Keeper(store, instrument)
    with keeper.together():
        for number, line in enumerate(lines, 1):
            keeper.keep_on()
            data = parse_line(json.dumps(line).encode())
            respondent = read_respondent(data, whole, live=False)
            events = walk(whole, respondent, moment, FIRST_DAY)
            chance = Chance(f"{seed}/{instrument.questionnaire.id}/{number}")
            session = keeper.session(chance, respondent.setup, FIRST_DAY, shuffle=False)
            journal = keeper.journal(session, moment)
            journal.append(events)
            interview = begin(whole, session).apply_all(events)
            Conductor(interview, journal, moment).finish()

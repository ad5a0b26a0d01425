"""Makes up respondents to a questionnaire from a seed: the same seed, version and weights give the same responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.interview import begin
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.rosters import unrolled
from hybridequiz.store.errors import NotInStore
from hybridequiz.store.journal import Store
from hybridequiz.synthetic.chance import Chance
from hybridequiz.synthetic.drawing import Drawer
from hybridequiz.synthetic.keeping import Keeper
from hybridequiz.synthetic.person import MadeUpClock, Person, drawn_moment, drawn_setup
from hybridequiz.synthetic.weights import DAYS, FIRST_DAY, Weights
from hybridequiz.values import field as value_field
from hybridequiz.values import frozen


@frozen
class Plan:
    """What is made up.

    Attributes:
        seed: What all draws follow from.
        weights: How likely answers are.
        first_day: The day on which fieldwork begins.
        days: How many days it goes on.
    """

    seed: int
    weights: Weights = value_field(default_factory=Weights)
    first_day: date = FIRST_DAY
    days: int = DAYS


@dataclass
class Tally:
    """What was made up.

    Attributes:
        made: How many responses were kept.
        there: How many were in the store already.
        dispositions: How often interviews ended so.
        stuck: How often no answer came to a question that its rules allow.
    """

    made: int = 0
    there: int = 0
    dispositions: Counter[int] = field(default_factory=Counter)
    stuck: Counter[str] = field(default_factory=Counter)


class Simulation:
    """Makes up respondents to one questionnaire.

    Each respondent has chance of their own: the first hundred of a thousand are those that a hundred would be.

    Args:
        store: The store of what was made up.
        instrument: The questionnaire.
        plan: What is made up.

    Attributes:
        tally: What was made up so far.
    """

    def __init__(self, store: Store, instrument: Instrument, plan: Plan) -> None:
        self._store: Final = store
        self._instrument: Final = instrument
        self._whole: Final = unrolled(instrument)
        self._plan: Final = plan
        self._drawer: Final = Drawer(plan.weights, plan.first_day)
        self._keeper: Final = Keeper(store, instrument)
        self.tally: Final = Tally()

    def run(self, number: int) -> Generator[int, None, None]:
        """Make up respondents; give, each time that some are on the disk, how many there are.

        Args:
            number: How many; those that are in the store already are among them.

        Raises:
            StorageError: when they cannot be kept; those that were told are.
        """
        with self._keeper.together():
            for one in range(1, number + 1):
                if self._keeper.keep_on():
                    yield one - 1
                self._make(one)
        yield number

    def _make(self, number: int) -> None:
        """Make up one respondent, unless that was done before."""
        plan, questionnaire = self._plan, self._instrument.questionnaire
        chance = Chance(f"{plan.seed}/{questionnaire.id}/{number}")
        response = chance.uuid()
        if self._is_there(response):
            self.tally.there += 1
            return
        moment = drawn_moment(chance, plan.first_day, plan.days)
        places = questionnaire.study.location if questionnaire.study else ()
        codes = tuple(place.code for place in places)
        setup = drawn_setup(chance, questionnaire.languages, codes, plan.weights)
        clock = MadeUpClock(moment)
        session = self._keeper.session(chance, setup, moment.date(), response=response)
        journal = self._keeper.journal(session, clock)
        instrument = self._instrument if session.seed else self._whole
        conductor = Conductor(begin(instrument, session), journal, clock)
        person = Person(conductor, clock, chance, self._drawer, plan.weights)
        self.tally.dispositions[person.answer_all()] += 1
        self.tally.stuck.update(person.stuck)
        self.tally.made += 1

    def _is_there(self, response: str) -> bool:
        with suppress(NotInStore):
            self._store.draft(response)
            return True
        return False

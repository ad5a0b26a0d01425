"""What can be wrong with an answer, free of any language; `wording` says it in the reader's."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen


class ComplaintKind(StrEnum):
    """Which rule an answer breaks."""

    NOT_WHOLE = "not_whole"
    """A whole number is wanted. `typed`."""
    NOT_A_NUMBER = "not_a_number"
    """`typed`."""
    TOO_MANY_DECIMALS = "too_many_decimals"
    """`most`."""
    DID_YOU_MEAN = "did_you_mean"
    """A number or a partial date that can be read in two ways. `typed`, `number`."""
    OUT_OF_RANGE = "out_of_range"
    """`min`, `max`."""
    NO_SUCH_DAY = "no_such_day"
    """`typed`."""
    NOT_A_DAY = "not_a_day"
    """`typed`."""
    DAY_OUT_OF_RANGE = "day_out_of_range"
    """`min`, `max`; either may be missing."""
    NOT_A_DATE = "not_a_date"
    """Neither a day nor a month nor a year. `typed`."""
    NO_SUCH_MONTH = "no_such_month"
    """`typed`."""
    MONTH_LACKS = "month_lacks"
    """A year where its month is asked too. `typed`."""
    YEAR_LACKS = "year_lacks"
    """A date without a year of four digits. `typed`."""
    DATE_OUT_OF_RANGE = "date_out_of_range"
    """No day that it can be is within bounds. `min`, `max`; either may be missing."""
    NOT_A_TIME = "not_a_time"
    """`typed`."""
    HOUR_ALONE = "hour_alone"
    """An hour without its minutes. `typed`."""
    NO_SUCH_TIME = "no_such_time"
    """`typed`."""
    TIME_OUT_OF_RANGE = "time_out_of_range"
    """`min`, `max`; either may be missing."""
    TOO_LONG = "too_long"
    """`length`, `most`."""
    TOO_FEW = "too_few"
    """`least`."""
    TOO_MANY = "too_many"
    """`most`."""
    TOO_FEW_RANKED = "too_few_ranked"
    """Places of a ranking are still to be given. `left`."""
    TOO_MANY_RANKED = "too_many_ranked"
    """`most`."""
    RANKED_TWICE = "ranked_twice"
    """An option has two places. `typed`."""
    EXCLUSIVE = "exclusive"
    """An option that goes with no other. `label`."""
    NOT_OFFERED = "not_offered"
    """No such option. `typed`."""
    NOT_CHOSEN = "not_chosen"
    """Words were typed to look for something, and nothing was chosen. `typed`."""
    OTHER_NEEDED = "other_needed"
    """"Other" was chosen without saying what. `label`."""
    REASON_NOT_OFFERED = "reason_not_offered"
    """`reason`."""
    REQUIRED = "required"
    """The question cannot be left empty."""
    WRONG_TYPE = "wrong_type"
    """The value is of another type than the question asks. `typed`."""
    OFF_ROUTE = "off_route"
    """The question is not asked here."""
    CHECK = "check"
    """A hard check of the questionnaire. Its own text says what."""


@frozen
class Complaint:
    """One rule that an answer breaks.

    Attributes:
        kind: Which rule.
        about: What the sentence needs: numbers, labels, what was typed.
        text: The questionnaire's own sentence, for a check.
    """

    kind: ComplaintKind
    about: Mapping[str, object] = field(default_factory=dict)
    text: Text | None = None


class InvalidAnswer(ValueError):
    """An answer that breaks a rule. It is told, never coerced.

    Attributes:
        complaint: The rule.
    """

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(f"{complaint.kind}: {dict(complaint.about)}")
        self.complaint = complaint


def refuse(kind: ComplaintKind, **about: object) -> InvalidAnswer:
    """Make the error for a rule that is broken."""
    return InvalidAnswer(Complaint(kind, about))

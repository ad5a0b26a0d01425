"""What commands share that make respondents up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hybridequiz.problems import ExitCode, HybridequizError, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.data import DataFolder


class AlreadyThere(HybridequizError):
    """Responses to a questionnaire were made up before."""

    exit_code = ExitCode.USAGE


def refuse_second(data: DataFolder, instruments: Sequence[Instrument]) -> None:
    """Refuse to mix what was made up with what is made up now, unless that was asked for.

    Raises:
        AlreadyThere: naming the first questionnaire with responses.
    """
    store = data.of_kind(synthetic=True)
    counts = [] if store is None else store.counts()
    for one in instruments:
        name = one.questionnaire.id
        there = sum(count.responses for count in counts if count.questionnaire_id == name)
        if there:
            raise AlreadyThere(
                say("Responses to '{name}' were made up before: {number}."),
                hint=say(
                    "--fresh deletes all that was made up and begins anew; simulate --add adds to it."
                ),
                name=name,
                number=there,
            )

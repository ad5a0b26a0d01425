"""Questionnaires as they were kept beside their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hybridequiz.questionnaire.stored import load_stored

if TYPE_CHECKING:
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.store.journal import Store


def kept_instrument(store: Store, content: str) -> Instrument:
    """Give a questionnaire as it was kept, with its lists of codes, ready to be administered.

    Args:
        store: Where it was kept.
        content: Its hash.

    Raises:
        NotInStore: None has this hash, or a list of codes that it names is not there.
    """
    return load_stored(store.questionnaire(content), texts=store.code_list)

"""What is half typed when an interview is left."""

from __future__ import annotations

from hybridequiz.store.fieldwork import Sitting


def drafts_of(sitting: Sitting) -> dict[str, str]:
    """Give what was half typed when the interview was left, by question; what was typed alone does not show again."""
    draft, interview = sitting.journal.draft(), sitting.interview
    if draft is None:
        return {}
    planned = interview.instrument.by_id.get(draft.address)
    alone = planned is not None and planned.item.self_block
    if alone and interview.session.mode == "interview":
        return {}
    return {draft.address: draft.text}

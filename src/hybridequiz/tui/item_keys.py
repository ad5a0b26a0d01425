"""Which keys the footer tells at an item: those that work there, as it is seen now."""

from __future__ import annotations

from hybridequiz.interview.conductor import Conductor
from hybridequiz.interview.probes import asks_on
from hybridequiz.questionnaire.instrument import Planned
from hybridequiz.tui.chrome import Key
from hybridequiz.tui.keys import next_person_keys
from hybridequiz.values import frozen
from hybridequiz.wording.interface import interface
from hybridequiz.wording.presentation import Shape, shape_at


@frozen
class Reach:
    """What there is beyond what is seen of an item.

    Attributes:
        above: Whether there is more above.
        below: Whether there is more below.
        reads_on: Whether Enter shows what is below, before it goes on.
        naming: Whether something is typed at "namely", below the options.
    """

    above: bool = False
    below: bool = False
    reads_on: bool = False
    naming: bool = False


def item_keys(
    conductor: Conductor, planned: Planned, reach: Reach, shape: Shape | None
) -> list[Key]:
    """Tell the keys that work at an item that is shown in a shape, or in its own; the most used first."""
    shape = shape_at(planned) if shape is None else shape
    interview = conductor.interview
    say = interface(interview.language).say
    keys = [Key("^D" if shape is Shape.PROSE else "Enter", say("next"), "next")]
    if reach.reads_on and shape is not Shape.PROSE:
        keys = [Key("Enter", say("read on"), "next")]
    if shape is not Shape.GRID:  # there the arrows show the rest
        keys += _scrolling_keys(reach, interview.language)
    if reach.naming:
        keys.append(Key("Esc", say("options"), "options"))
    else:
        keys += _answering_keys(shape, interview.language)
    if conductor.back_target() is not None:
        keys.append(Key("⇧Tab", say("back"), "back"))
    keys.append(Key("F1", say("help") if planned.item.help is not None else say("keys"), "help"))
    if asks_on(interview, planned):
        keys.append(Key("^B", say("probe"), "probe"))
    if interview.takes_remarks:
        keys.append(Key("F5", say("remark"), "remark"))
    if len(interview.instrument.questionnaire.languages) > 1:
        keys.append(Key("F6", say("language"), "language"))
    return [
        *keys,
        Key("F7", say("contents"), "contents"),
        Key("F8", say("pause"), "app.pause"),
        Key("F9", say("end"), "review"),
        Key("^Q", say("save, leave"), "app.leave"),
        *next_person_keys(interview),
    ]


def _scrolling_keys(reach: Reach, language: str) -> list[Key]:
    """Tell the keys that show the rest of what does not fit."""
    say = interface(language).say
    if reach.below:
        return [Key("PgDn", say("more"), "page('down')")]
    return [Key("PgUp", say("more"), "page('up')")] if reach.above else []


def _answering_keys(shape: Shape, language: str) -> list[Key]:
    """Tell the keys with which a shape is answered."""
    say = interface(language).say
    match shape:
        case Shape.SINGLE | Shape.LOOKUP:
            return [Key("↑↓", say("choose"), "next")]
        case Shape.SCALE:
            return [Key("←→", say("choose"), "next")]
        case Shape.GRID:
            items, columns = Key("↑↓", say("item"), "next"), say("←→ Space")
            return [items, Key(columns, say("choose"), "next")]
        case Shape.MULTIPLE:
            return [Key(say("↑↓ Space"), say("choose"), "next")]
        case Shape.RANKING:
            ranks = Key(say("↑↓ Space"), say("rank"), "next")
            return [ranks, Key("⇧↑ ⇧↓", say("move"), "next")]
        case _:
            return []

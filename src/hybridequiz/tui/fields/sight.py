"""Keep a part of a field in view, in whatever scrolls around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Region


def keep_in_view(widget: Widget, region: Region) -> None:
    """Scroll a widget and the containers around it, as little as shows a region of it.

    Args:
        widget: The widget.
        region: The part of it, in cells from its content's corner.
    """
    inner = widget
    while True:
        if inner.max_scroll_y > 0:
            if inner.scroll_y != inner.scroll_target_y:  # an animation would go on from here
                inner.scroll_to(y=inner.scroll_y, animate=False, immediate=True)
            inner.scroll_to_region(region, animate=False, immediate=True)
        outer = inner.parent
        if not isinstance(outer, Widget):
            return
        shift = inner.virtual_region.offset + inner.gutter.top_left - inner.scroll_offset
        region, inner = region.translate(shift), outer

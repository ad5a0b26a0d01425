from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.store_kit import OPENED


@pytest.fixture(autouse=True)
def _close_stores() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()

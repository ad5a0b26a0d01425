"""When a store is damaged: what can still be read goes to a file, beside it and without touching it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hybridequiz.cli.talk import talk
from hybridequiz.problems import HybridequizError
from hybridequiz.store.data import default_data_folder
from hybridequiz.store.journal import STORE_FILE
from hybridequiz.store.salvage import salvage


def salvage_stores(data: str) -> None:
    """Save what can be read of every store in a data folder, and say where.

    Args:
        data: The data folder as it was named; nothing for the platform's own.
    """
    folder = Path(data) if data else default_data_folder()
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for path in sorted(folder.glob(f"*/{STORE_FILE}")):
        if saved := _salvaged_before(path):
            talk(f"{path}: what can be read was saved in {saved}.")
            continue
        out = path.with_name(f"salvaged-{stamp}.jsonl")
        try:
            found = salvage(path, out)
        except HybridequizError as error:
            talk(f"{path}: nothing could be salvaged: {error}")
            continue
        told = ", ".join(f"{count} of {table}" for table, count in found.rows.items() if count)
        talk(f"{path}: what can be read was saved in {out} ({told or 'nothing'}).")
        if found.damaged or found.unsure:
            talk(f"  {found.damaged} could not be read, {found.unsure} are not exactly as written.")


def _salvaged_before(path: Path) -> Path | None:
    """Give the file in which this store was saved since it last changed, if there is one."""
    changed = path.stat().st_mtime
    found = [one for one in path.parent.glob("salvaged-*.jsonl") if one.stat().st_mtime >= changed]
    return max(found, default=None)

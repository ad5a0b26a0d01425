"""Peers in other languages: fetched once into a cache folder; where that cannot be done, said and skipped."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from benchmarks.measure import Skipped

FOLDER: Final = "HYBRIDEQUIZ_BENCHMARKS"
"""The environment variable that names another folder for the peers."""
NODE_PACKAGES: Final = {"survey-core": "^3", "@clack/prompts": "^1"}
PROGRAMS: Final = Path(__file__).parent / "programs"


def need(module: str) -> str:
    """Give the version of a Python peer.

    Raises:
        Skipped: when it is not installed.
    """
    if importlib.util.find_spec(module) is None:
        raise Skipped(f"{module} is not installed: python -m pip install -e '.[bench]'")
    from importlib.metadata import version

    return f"{module} {version(module)}"


@cache
def node_folder() -> Path:
    """Give a folder with node's packages and the programs that use them.

    Raises:
        Skipped: when there is no node or npm, or the packages cannot be fetched.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        raise Skipped("node and npm are not installed: https://nodejs.org")
    named = os.environ.get(FOLDER)
    folder = Path(named) if named else user_cache_path("hybridequiz-benchmarks", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    if not all((folder / "node_modules" / name).is_dir() for name in NODE_PACKAGES):
        _fetch(folder)
    for program in PROGRAMS.glob("*.mjs"):
        shutil.copy(program, folder)  # node looks for packages beside the program
    return folder


def node_version(package: str) -> str:
    """Give a package with its version."""
    manifest = node_folder() / "node_modules" / package / "package.json"
    return f"{package} {json.loads(manifest.read_text(encoding='utf-8'))['version']}"


def _fetch(folder: Path) -> None:
    manifest = {"private": True, "dependencies": NODE_PACKAGES}
    (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise Skipped(f"npm could not fetch {', '.join(NODE_PACKAGES)}: {last}")

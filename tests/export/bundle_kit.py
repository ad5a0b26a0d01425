"""Bundles for tests: records that happened, the zip unpacked, and what a validator of another maker says of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless

from export.export_kit import canonical, document
from hybridequiz.export.export import export
from hybridequiz.export.formats import ExportRequest
from hybridequiz.questionnaire.instrument import Instrument

BUNDLE = ExportRequest("people", rehearsal=False, format="bundle")


def happened(of: Instrument, answers: Mapping[str, Any], *, number: int = 1, **parts: Any) -> str:
    """Give a record whose first event has the session, as those of an interview have."""
    record = json.loads(document(of, answers, number=number))
    record["events"][0]["body"] = record["session"]
    return canonical({**record, **parts})


def bundled(
    of: Instrument, records: Sequence[str], out: Path, request: ExportRequest = BUNDLE
) -> Path:
    """Export records to a bundle, and give it."""
    (path,) = export(records, {of.hash: of}, out, request)
    return path


def unpacked(path: Path) -> Path:
    """Unpack a bundle beside itself."""
    folder = path.parent / "unpacked"
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        bundle.extractall(folder)
    return folder


def files_in(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def faults(folder: Path) -> list[Any]:
    """Say what is wrong with a data package: the sizes, hashes, types, codes, keys and bounds of all its tables."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    found: list[Any] = report.flatten(["name", "type", "rowNumber", "fieldName", "note"])
    assert report.valid is not bool(found)
    return found


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def in_words(request: ExportRequest = BUNDLE) -> ExportRequest:
    return replace(request, values="both", language="en")

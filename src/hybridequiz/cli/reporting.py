"""What a report is made of: the study file, and the responses to its questionnaires."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.cli.exporting import Instruments, StoredAnswers
from hybridequiz.cli.locating import STUDY, looked_in, own_files, own_folders, shipped_folder
from hybridequiz.cli.selecting import Selection
from hybridequiz.cli.talk import say_here, talk, wrapped
from hybridequiz.cli.using import Counted
from hybridequiz.export.errors import ExportFailed
from hybridequiz.export.files import staged
from hybridequiz.export.plan import column_plan
from hybridequiz.export.rows import readings
from hybridequiz.export.sources import Belonging, Sources
from hybridequiz.export.versions import changed
from hybridequiz.problems import ExitCode, HybridequizError, InvalidFile, Severity, offers, say
from hybridequiz.questionnaire.documents import is_study, read_document
from hybridequiz.questionnaire.load import examine_study
from hybridequiz.report.audience_report import Asked
from hybridequiz.report.doubles import doubles_in
from hybridequiz.report.organisations import organisations_by_case
from hybridequiz.report.responses import Responses
from hybridequiz.store.casework import Casework
from hybridequiz.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hybridequiz.cli.kinds import Kind
    from hybridequiz.export.columns import ColumnPlan
    from hybridequiz.export.source import Source
    from hybridequiz.export.words import Translate
    from hybridequiz.questionnaire.instrument import Instrument
    from hybridequiz.questionnaire.study_file import StudyFile
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store


class NoStudy(HybridequizError):
    """It is not known which study a report is of."""

    exit_code = ExitCode.USAGE


def find_study(name: str | None) -> Path:
    """Find a study file: by path, by its folder, by id, or the only one there is here.

    Raises:
        NoStudy: There is none, or there are several; it tells which.
    """
    if name is not None and (named := _named(Path(name))):
        return named
    folders = own_folders() or [shipped_folder()]
    if name is None and (found := next((_there(one) for one in folders if _there(one)), None)):
        return found
    known = {str(document["id"]): path for path, document in _studies(folders)}
    if name in known:
        return known[name]
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    hints, parts = offers(name or "", list(known), say("the studies here are: {known}"))
    looked, where = looked_in()
    hints.append(looked)
    if name is None:
        raise NoStudy(say("Say which study the report is of."), hint=hints, **parts, **where)
    raise NoStudy(say("There is no study '{name}'."), hint=hints, name=name, **parts, **where)


def _there(folder: Path) -> Path | None:
    return folder / STUDY if (folder / STUDY).is_file() else None


def _named(path: Path) -> Path | None:
    """Give the study file that a path names: itself, or the one in that folder.

    Raises:
        NoStudy: It is a questionnaire.
        InvalidFile: It cannot be read.
    """
    if not path.is_file():
        return _there(path)
    data = read_document(path).data
    if not is_study(data) and "audience" in data:
        study = path.parent / str(data.get("study", STUDY))
        hint = say("its study is in {study}: name that") if study.is_file() else ""
        message = say("'{path}' is a questionnaire, not a study.")
        raise NoStudy(message, hint=hint, path=path, study=study)
    return path


def tell_study(study: StudyFile, path: Path) -> None:
    """Say which study was looked at: where nothing is shown, it may be another one than was meant."""
    said = say_here().say("The study is '{name}', in {path}.", name=study.id, path=path.absolute())
    talk(wrapped(said))


def _studies(folders: Iterable[Path]) -> Iterator[tuple[Path, dict[str, object]]]:
    for path in (one for folder in folders for one in own_files(folder)):
        try:
            data = read_document(path).data
        except InvalidFile:
            continue  # `check` tells what is wrong with it
        if is_study(data) and isinstance(data.get("id"), str):
            yield path, data


def load_study(path: Path) -> StudyFile:
    """Load a study file.

    Raises:
        InvalidFile: With all errors.
    """
    _, study, problems = examine_study(path)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if study is None or errors:
        raise InvalidFile(errors)
    return study


def _not_checked(_: Sequence[Sequence[Instrument]]) -> None:
    """Take a study as it is: it is known to fit its questionnaires."""


@contextmanager
def responses_to(
    study: StudyFile,
    store: Store,
    kind: Kind,
    translate: Translate,
    check: Callable[[Sequence[Sequence[Instrument]]], None] = _not_checked,
) -> Iterator[list[Asked]]:
    """Give the audiences of a study that have responses; they can be read as long as the block lasts.

    Args:
        study: The study.
        store: Where the responses are.
        kind: Which responses these are.
        translate: Says what is not the study's own in a language.
        check: Refuses a study that does not fit the versions that were answered, before anything is read.
    """
    answers = StoredAnswers(store, Selection())
    answered = {
        name: versions
        for name in answers.chosen
        if _is_of(study, versions := answers.versions(name))
    }
    check([tuple(versions.values()) for versions in answered.values()])
    found: list[Asked] = []
    with ExitStack() as opened:
        for name, versions in answered.items():
            aside = changed(tuple(versions.values())[::-1])
            plan = column_plan(
                versions, translate=translate, synthetic=kind.synthetic, without=aside
            )
            sources = Sources(
                Counted(partial(answers.records, name)),
                answers.paged(name),
                tuple(versions),
                Belonging(name, kind.rehearsal, synthetic=kind.synthetic),
            )
            folder = _room(opened, store.path.parent)
            source = sources.of(readings(plan)[:1], folder)
            audience = _newest(versions).questionnaire.audience
            instruments = tuple(versions.values())
            responses = Responses(plan, source, _doubles(source, plan, store, versions))
            found.append(Asked(audience, instruments, plan, responses, set_aside=aside))
        yield found


def _doubles(
    source: Source, plan: ColumnPlan, store: Store, versions: Instruments
) -> frozenset[str]:
    """Give the responses that are not counted: pages tell it much faster than the store."""
    if source.framed:
        return doubles_in(source, plan)
    found = store.field.doubles()
    return frozenset(one.response for one in found if one.questionnaire_hash in versions)


def with_organisations(asked: Sequence[Asked], data: DataFolder) -> list[Asked]:
    """Give audiences with what the case list says of the organisations of their cases.

    Args:
        asked: The audiences.
        data: The data folder that has the list.
    """
    known = organisations_by_case(Casework(data).cases())
    return [replace(one, organisations=known.get(one.id, {})) for one in asked]


def _newest(versions: Instruments) -> Instrument:
    return list(versions.values())[-1]


def _is_of(study: StudyFile, versions: Instruments) -> bool:
    """Tell whether a questionnaire is one of a study."""
    named = _newest(versions).questionnaire.study
    return named is not None and named.id == study.id


def _room(opened: ExitStack, beside: Path) -> Path:
    """Give a folder to lay answers down in, for its owner only: beside the store, or else with temporary files.

    Raises:
        ExportFailed: Nothing can be written in either.
    """
    try:
        return opened.enter_context(staged(beside))
    except ExportFailed:
        return opened.enter_context(staged(Path(tempfile.gettempdir())))

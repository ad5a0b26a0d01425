"""The format `bundle`: one zip with all that an analyst needs (decision 0031)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from hybridequiz.export.bundle_parts import codebooks
from hybridequiz.export.coded import CodedRow, clean
from hybridequiz.export.counts import counted
from hybridequiz.export.csv_writer import in_words, write_rows
from hybridequiz.export.files import disk_errors, new_bytes
from hybridequiz.export.formats import Job, answers_and_consents, with_consents
from hybridequiz.export.lines import has_breaks, write_joined
from hybridequiz.export.losses import Loss
from hybridequiz.export.script_losses import lost_by_spss
from hybridequiz.export.scripts import import_scripts
from hybridequiz.export.source import Reading, Source
from hybridequiz.export.words import REHEARSALS, best_wording
from hybridequiz.problems import say
from hybridequiz.questionnaire.states import EXPORT_CODES

if TYPE_CHECKING:
    from hybridequiz.export.bundle_zip import BundleZip
    from hybridequiz.export.datapackage import Resource
    from hybridequiz.questionnaire.texts import Text

README: Final = say("README.txt")
_ABOUT: Final[Mapping[str, str]] = {
    "datapackage.json": say("describes the tables for programs: Data Package, version 2"),
    "ddi.xml": say("describes the tables for archives: DDI-Codebook 2.5"),
}
_WORDS: Final = say("{title}, in words")
_QUESTIONNAIRE: Final = say("version {version} as it was answered")
_LIST: Final = say("a list of codes that it chooses from")
_JOINED: Final = say("the same with each row on one line, for import.sps")
_SCRIPTS: Final[Mapping[str, str]] = {
    "import.sps": say("reads the tables into SPSS or PSPP, with all labels"),
    "import.R": say("reads the tables into R, with all labels"),
    "import.do": say("reads the tables into Stata, with all labels"),
}
_SUMS: Final = say("hashes of all files here; to check them: sha256sum -c SHA256SUMS")
_FORMAT: Final = say("which kind of bundle this is")
_CELLS: Final = (
    say(
        "The tables are CSV in UTF-8: a comma between cells, a point in decimals, one row of names."
    ),
    say("What a response has in another table is found by its response_id."),
    say("A text without a value is an empty cell; the column that ends in __miss has the reason."),
    say("In other columns the code of the reason stands in the cell itself:"),
)


class BundleFormat:
    """The tables in codes, and in words where these are asked for; codebooks, descriptions, questionnaires and hashes.

    Args:
        job: What is to be exported.
    """

    def __init__(self, job: Job) -> None:
        self._job: Final = job
        self._name: Final = f"{job.request.stem}.zip"
        self.readings: Final[Sequence[Reading]] = _readings(job)
        self._texts: Final = dict(_questionnaires(job))
        self._parts: Final = codebooks()

    @property
    def files(self) -> Mapping[str, bytes]:
        """Give the zip."""
        from hybridequiz.export.bundle_zip import beginning

        return {self._name: beginning()}

    def write(self, stage: Path, source: Source) -> Iterable[Loss]:
        """Write the zip."""
        from hybridequiz.export.bundle_zip import BundleZip
        from hybridequiz.export.datapackage import datapackage
        from hybridequiz.export.ddi import ddi

        path = stage / self._name
        tables = list(self._tables())
        in_codes = [one for one in tables if not one.in_words]
        joined = [one for one in in_codes if has_breaks(source, one.table)]
        losses: list[Loss] = []
        with new_bytes(path) as file, disk_errors(path), BundleZip(file) as bundle:
            bundle.add(self._say(README), self._readme(tables, joined).encode())
            for one in tables:
                self._write_table(bundle, source, one)
            for one in joined:
                made = stage / ".joined"
                write_joined(made, source, one.table)
                _move(made, bundle, _joined_path(one))
            counts = counted(source)
            for part in self._parts:
                made = stage / f".{part.name}"
                losses += part.write(made, self._job, source, counts)
                _move(made, bundle, part.name)
            about = datapackage(self._job, tables, bundle.files)
            bundle.add("datapackage.json", about.encode())
            names = {one.table.ending: one.path for one in in_codes}
            bundle.add("ddi.xml", ddi(self._job, source, names, counts))
            for name, script in self._scripts(in_codes, joined).items():
                bundle.add(name, script.encode())
            for name, (_, content) in self._texts.items():
                bundle.add(name, content)
            bundle.add_sums()
        return [*losses, *lost_by_spss(self._job, source, [one.table for one in in_codes])]

    def _scripts(self, in_codes: Sequence[Resource], joined: Sequence[Resource]) -> dict[str, str]:
        """Give the scripts that read the tables in codes."""
        paths = {one.table.ending: one.path for one in in_codes}
        for_spss = {**paths, **{one.table.ending: _joined_path(one) for one in joined}}
        return import_scripts(
            self._job,
            [one.table for one in in_codes],
            lambda table: paths[table.ending],
            lambda table: for_spss[table.ending],
        )

    def _tables(self) -> Iterator[Resource]:
        """Give the tables as files: those in codes, then those in words."""
        from hybridequiz.export.datapackage import Resource

        stem = self._job.request.stem
        for one in self.readings:
            name = f"{stem}{one.table.ending}"
            yield Resource(name, f"{name}.csv", one.table)
        if self._job.request.values == "codes":
            return
        for one in self.readings:
            if not one.table.beside:
                name = f"{stem}{one.table.ending}-labels"
                yield Resource(name, f"{name}.csv", one.table, in_words=True)

    def _write_table(self, bundle: BundleZip, source: Source, one: Resource) -> None:
        table = one.table
        if source.framed and not one.in_words:
            with bundle.new_bytes(one.path) as file:
                for number, frame in enumerate(source.frames(table)):
                    lines = frame.write_csv(include_header=not number, line_terminator="\r\n")
                    file.write(lines.encode())
            return
        rows: Iterable[CodedRow] = source.rows(table)
        if one.in_words:
            rows = map(in_words(table.columns, self._job.plan, self._job.language), rows)
        with bundle.new_text(one.path) as text:
            write_rows(text, table, rows)

    def _readme(self, tables: Sequence[Resource], joined: Sequence[Resource]) -> str:
        """Say what is what."""
        plan = self._job.plan
        lines = [f"{plan.questionnaire}: {self._words(plan.title)}"]
        if self._job.request.rehearsed:
            lines.append(self._say(REHEARSALS))
        lines += map(self._words, plan.notes)
        files = dict(self._files(tables, joined))
        width = max(map(len, files))
        lines += ["", *(f"{name:{width}}  {about}" for name, about in files.items())]
        lines += ["", *map(self._say, _CELLS)]
        for state, text in plan.states.items():
            lines.append(f"  {EXPORT_CODES[state]} {self._words(text)}")
        return "".join(f"{line}\r\n" for line in lines)

    def _files(
        self, tables: Iterable[Resource], joined: Iterable[Resource]
    ) -> Iterator[tuple[str, str]]:
        """Give every file with what it is."""
        for one in tables:
            title = self._words(one.table.title)
            yield one.path, self._say(_WORDS).format(title=title) if one.in_words else title
        for one in joined:
            yield _joined_path(one), self._say(_JOINED)
        for part in self._parts:
            yield part.name, self._say(part.about)
        for name, about in _SCRIPTS.items():
            yield name, self._say(about)
        for name, about in _ABOUT.items():
            yield name, self._say(about)
        for name, (about, _) in self._texts.items():
            yield name, about
        yield "SHA256SUMS", self._say(_SUMS)
        yield "FORMAT", self._say(_FORMAT)

    def _words(self, text: Text) -> str:
        return " ".join(clean(best_wording(text, self._job.language)).split())

    def _say(self, message: str) -> str:
        return self._job.plan.words.translate(self._job.language, message)


def _joined_path(one: Resource) -> str:
    return f"spss/{one.path}"


def _move(made: Path, bundle: BundleZip, name: str) -> None:
    bundle.copy(name, made)
    made.unlink()


def _readings(job: Job) -> list[Reading]:
    """Give the tables of answers, and all that stands beside them where it may leave."""
    if job.request.public:
        return answers_and_consents(job)
    beside = job.beside
    more = [beside.remarks(), beside.checks(), beside.actions(), beside.paradata()]
    return with_consents(job) + more


def _questionnaires(job: Job) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Give every version as it was kept beside the answers, and its lists of codes: what it is, and the content."""
    translate = job.plan.words.translate
    for content, one in job.instruments.items():
        version = one.questionnaire.version
        about = translate(job.language, _QUESTIONNAIRE).format(version=version)
        name = f"questionnaire/{one.questionnaire.id}-{version}-{content[:8]}.json"
        yield name, (about, one.document.encode())
    lists = {
        listed.hash: listed for one in job.instruments.values() for listed in one.lists.values()
    }
    for content, listed in lists.items():
        base = re.sub(r"[^A-Za-z0-9._-]", "_", PurePath(listed.file).name)
        name = f"lists/{content[:8]}-{base}"
        yield name, (translate(job.language, _LIST), listed.text.encode("utf-8", "surrogatepass"))

"""Several questionnaires in one export: all that can be exported is, and what cannot is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import SMALL, Invoke

CHANGED = SMALL.replace('id = "small"', 'id = "changed"')
LATER = CHANGED.replace('version = "1"', 'version = "2"').replace(
    'type = "text"\ntext = "Why?"', 'type = "integer"\nmin = 0\nmax = 9\ntext = "Why?"'
)


@pytest.fixture
def two(folder: Path, invoke: Invoke) -> None:
    """Keep responses to two questionnaires, of which one has versions that do not fit in one table."""
    path = folder / "questionnaires" / "changed.toml"
    for text, line in ((CHANGED, '{"mark": 7, "why": "so"}\n'), (LATER, '{"mark": 7, "why": 3}\n')):
        path.write_text(text, encoding="utf-8")
        assert invoke("fill", "changed", "-", typed=line).exit_code == 0
    assert invoke("fill", "small", "-", typed='{"mark": 7}\n').exit_code == 0


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("named", [["changed", "small"], ["small", "changed"], []])
def test_what_can_be_exported_is_whatever_stands_before_it(
    named: list[str], folder: Path, invoke: Invoke
) -> None:
    result = invoke("export", *named, "--format", "csv", "--out", "out")
    assert result.exit_code == 3
    assert "error[changed-type]" in result.stderr
    assert "small: 1 response" in result.stderr
    assert result.stderr.endswith("Not exported: changed\n")
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "small-codebook.csv",
        "small-codebook.md",
        "small.csv",
    ]
    assert "small" in invoke("exports").stdout
    assert "changed" not in invoke("exports").stdout


@pytest.mark.usefixtures("two")
def test_the_problems_of_all_are_told_in_one_run_each_once(folder: Path, invoke: Invoke) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "small.csv").write_text("mine", encoding="utf-8")
    result = invoke("export", "--format", "csv", "--out", "out")
    assert result.exit_code == 3
    assert result.stderr.count("changed-type") == 1
    assert "small.csv is there already" in result.stderr
    assert result.stderr.endswith("Not exported: changed, small\n")
    again = invoke("export", "--format", "csv", "--out", "out", "--language", "fr")
    assert again.stderr.count("is not in the language 'fr'") == 1


@pytest.mark.usefixtures("two")
def test_one_alone_that_cannot_be_exported_is_told_as_before(invoke: Invoke) -> None:
    result = invoke("export", "changed", "--format", "csv", "--out", "out")
    assert result.exit_code == 3
    assert "Not exported" not in result.stderr


# ---------------------------------------------------------------- in Dutch

ENGLISH = (
    " is text",
    " in version",
    "needs a new id",
    "there are no",
    " ends in",
    " is for --",
    "error",
)


@pytest.fixture
def dutch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it has set another language
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")


def english_in(told: str) -> list[str]:
    return [one for one in ENGLISH if one in told]


@pytest.mark.usefixtures("two", "dutch")
def test_versions_that_do_not_fit_are_told_in_dutch_with_what_to_do(invoke: Invoke) -> None:
    told = invoke("export", "--format", "csv", "--out", "out").stderr
    assert told.startswith("changed: fout[changed-type] ‘why’ is tekst in versie 1 (")
    assert ") en geheel getal in versie 2 (" in told
    assert "\n  tip: een vraag die veranderd is, heeft een nieuwe id nodig" in told
    assert told.endswith("Niet geëxporteerd: changed\n")
    assert english_in(told) == []


@pytest.mark.usefixtures("two", "dutch")
def test_what_is_wrong_with_a_folder_of_answers_is_told_in_dutch(
    folder: Path, invoke: Invoke
) -> None:
    (folder / "files").mkdir()
    arguments = ("export", "--answers", "files", "--format", "csv", "--out", "out")
    told = invoke(*arguments).stderr
    assert told.startswith("files: fout[no-answers] er zijn geen antwoordbestanden in deze map")
    assert english_in(told) == []
    (folder / "files" / "a.jsonl").write_text("{\n[]\n", encoding="utf-8")
    (folder / "files" / "b.json").write_text("{}", encoding="utf-8")
    told = invoke(*arguments).stderr
    for words in ("dit is geen JSON", "wat er van een interview wordt vastgelegd", "niet de naam"):
        assert words in told
    assert english_in(told) == []


@pytest.mark.usefixtures("dutch")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--long", "--format", "sav"], "--long is alleen voor --format csv en --format xlsx."),
        (["--dialect", "excel-nl"], "--dialect is alleen voor --format csv."),
        (["--values", "both", "--format", "dta"], "--values is alleen voor --format bundle"),
        (["--public", "--paradata"], "--paradata gaat niet samen met --public"),
        (["--from", "2026-02-01", "--until", "2026-01-01"], "--until is eerder dan --from"),
        (["--not-under", "a61f391c"], "--not-under zegt alleen iets samen met --for."),
    ],
)
def test_options_that_do_not_go_together_are_told_in_dutch(
    options: list[str], told: str, invoke: Invoke
) -> None:
    result = invoke("export", "--out", "out", *options)
    assert result.exit_code == 2
    assert told in result.stderr

"""`export` with nothing to export: what there is of the other kind is told, if there is any."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command_line import Invoke
from hybridequiz.problems import ExitCode

GOOD = '{"mark": 7, "why": "fine"}\n'
PERSON = '{"consent": 2, "_language": "en"}\n'


def told(invoke: Invoke, *arguments: str) -> str:
    result = invoke("export", "--out", "out", *arguments)
    assert result.exit_code == ExitCode.DONE, result.output
    assert not result.stdout
    return result.stderr


@pytest.mark.usefixtures("folder")
def test_where_nothing_was_kept_no_other_kind_is_named(invoke: Invoke) -> None:
    assert told(invoke) == "There are no finished responses.\n"
    assert told(invoke, "--rehearsal") == "There are no finished rehearsals.\n"


def test_who_asks_for_rehearsals_hears_of_the_responses(
    invoke: Invoke, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("fill", "small", "-", typed=GOOD)
    alone = "There are no finished rehearsals.\n"
    one = "There is 1 finished response: leave out --rehearsal.\n"
    assert told(invoke, "--rehearsal") == alone + one
    (answers,) = {path.parent for path in folder.rglob("live/answers/*.json")}
    assert told(invoke, "--rehearsal", "--answers", str(answers)) == alone + one
    assert told(invoke, "participants", "--rehearsal") == alone, "of another questionnaire"
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    invoke("fill", "small", "-", typed=GOOD)
    assert told(invoke, "--rehearsal") == (
        "Er zijn geen afgeronde oefeningen.\nEr zijn 2 afgeronde interviews: laat --rehearsal weg.\n"
    )


def test_who_asks_for_responses_hears_of_the_rehearsals(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("fill", "participants", "-", typed=PERSON * 2)
    assert told(invoke) == (
        "There are no finished responses.\nThere are 2 finished rehearsals: add --rehearsal.\n"
    )
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert "Er zijn 2 afgeronde oefeningen: voeg --rehearsal toe." in told(invoke)

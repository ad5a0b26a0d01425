"""Requirements from the field on what is kept, and who sees it: each test is named after the one that it shows."""

from __future__ import annotations

import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hybridequiz.interview.events import EventKind
from hybridequiz.store.data import DataFolder
from terminal.screen import Terminal
from terminal.test_leaving import CANARY, QUESTIONNAIRE, RESTORED, answers, begun, kept

MASKED = "**-****"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def code_in(data: Path) -> str:
    with DataFolder(data) as folder:
        [row] = folder.live.responses()
        return row.code


def command(*arguments: str, data: Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal."""
    words = [sys.executable, "-m", "hybridequiz", *arguments, "--data", str(data)]
    return subprocess.run(
        words, input=typed, capture_output=True, text=True, check=False, timeout=60
    )


def test_r01_after_a_kill_the_code_goes_on_where_it_stopped(small: Path, data: Path) -> None:
    """Battery, lid, kill: what was said to be saved is there, and only a code leads back to it.

    That this holds at every write, and for a log cut at every byte, is shown by tests/store/test_kill.py and
    tests/store/test_trouble.py.
    """
    with begun(small, data) as terminal:
        assert terminal.kill() == -signal.SIGKILL
    code = code_in(data)
    listed = command("list", data=data)
    assert code not in listed.stdout
    assert MASKED in listed.stdout
    with Terminal(data=data) as terminal:
        text = terminal.see("1 niet af")
        assert code not in text
        terminal.press("\x11")
        terminal.end()
    with Terminal("resume", code, data=data) as terminal:
        terminal.see("Is this your questionnaire?")
        terminal.press("y", "enter").see("How old is it?")
        assert CANARY not in terminal.text


def test_r02_a_disk_without_room_is_told_and_nothing_is_called_saved(
    small: Path, data: Path
) -> None:
    """A file may not grow any more: the answer stays on the screen, and the tick does not come."""

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    long = "\n".join(f"een tamelijk lang antwoord nummer {number}" for number in range(1_500))
    words = [sys.executable, "-m", "hybridequiz", "run", str(small), "--mode", "self", "--plain"]
    many = small.with_name("many.toml")
    question = '\n[[section.question]]\nid = "q{0}"\ntype = "text"\ntext = "Vraag {0}?"\n'
    many.write_text(QUESTIONNAIRE + "".join(question.format(n) for n in range(400)), "utf-8")
    words[4] = str(many)
    done = subprocess.run(
        [*words, "--language", "en", "--data", str(data)],
        input=f"owl\n4\n{long}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=no_room,
    )
    assert "NOT SAVED" in done.stdout
    before, _ = done.stdout.split("NOT SAVED", 1)
    said = before.count("Saved.")
    with DataFolder(data) as folder:
        [row] = folder.live.responses()
        assert folder.live.verify() == []
        assert len(answers(folder.live.events(row.id))) == said > 2


def test_r04_who_walks_away_leaves_a_blank_screen_that_only_the_code_opens(
    small: Path, data: Path
) -> None:
    """The limit is set to a second here; that it is three and ten minutes is shown by tests/tui/test_idle.py."""
    arguments = ("run", str(small), "--mode", "self", "--language", "en", "--idle", "0.02")
    with Terminal(*arguments, data=data) as terminal:
        terminal.see("What is the canary?")
        terminal.press(CANARY, "enter").see("Your code is")
        code = terminal.code()
        terminal.press("enter")
        text = terminal.see("Paused")
        assert CANARY not in text
        assert "How old" not in text
        terminal.press("ABCD-EFGH", "enter").see("That is not the code")
        terminal.press(code, "enter").see("How old is it?")


def titles(raw: bytes) -> str:
    """Give what was sent as a window title (OSC 0, 1 and 2)."""
    found = re.findall(rb"\x1b\][012];(.*?)(?:\x07|\x1b\\)", raw, re.DOTALL)
    return b"\n".join(found).decode("utf-8", "replace")


def files_with(canary: str, *folders: Path) -> Iterator[Path]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and canary.encode() in path.read_bytes():
                yield path


def test_r05_an_answer_is_nowhere_but_in_the_store_and_the_answer_file(
    small: Path, data: Path, tmp_path: Path
) -> None:
    """Home, cache, temporary files and the terminal's own memory are looked through after a whole interview."""
    homes = {
        name: tmp_path / name for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR")
    }
    for folder in homes.values():
        folder.mkdir()
    environment = {name: str(folder) for name, folder in homes.items()}
    run = ("run", str(small), "--mode", "interview", "--language", "en", "--yes")
    with Terminal(*run, data=data, environment=environment) as terminal:
        terminal.see("What is the canary?")
        terminal.press(CANARY, "enter").see("Your code is")
        terminal.press("enter").see("How old is it?")
        terminal.press("f5").see("Remark")
        terminal.press(f"remark {CANARY}", "enter").see("remark saved")
        terminal.press("f8").see("Paused")
        terminal.press("\x11")
        terminal.end()
        assert CANARY not in terminal.text, "the screen and what scrolled off it are cleared"
        assert b"\x1b[3J" in terminal.raw
        assert CANARY not in titles(terminal.raw)
    code = code_in(data)
    with Terminal("resume", code, data=data, environment=environment) as terminal:
        terminal.see("Is this your questionnaire?")
        terminal.press("y", "enter").see("How old is it?")
        terminal.press("42", "enter").see("That was the last question.")
        terminal.press("1").see("Complete")
        terminal.press("\x11")
        terminal.end()
    holders = {path.relative_to(data) for path in files_with(CANARY, data)}
    assert {one.parts[0] for one in holders} == {"live"}
    assert {one.parts[1] for one in holders} <= {"hybridequiz.db", "hybridequiz.db-wal", "answers"}
    assert list(files_with(CANARY, *homes.values())) == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in data.rglob("*") if path.is_file())


def test_r05_a_defect_tells_no_answer(small: Path, data: Path) -> None:
    """A traceback has no values in it: what breaks is told by its place in the program."""
    script = (
        "import sys; from hybridequiz.interview import validation; from hybridequiz.__main__ import main\n"
        "def broken(*_): raise RuntimeError('broken on purpose')\n"
        "import hybridequiz.interview.conductor as conductor\n"
        "conductor.validate = broken\n"
        f"sys.argv = ['hybridequiz', 'run', {str(small)!r}, '--mode', 'self', '--plain', '--data', {str(data)!r}]\n"
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=f"{CANARY}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert not list(files_with(CANARY, data))


@pytest.mark.parametrize(
    ("key", "code"), [("\x03", 130), ("\x11", 0), ("\x1a", None), ("\x04", None)]
)
def test_r13_no_way_out_loses_what_was_saved(
    key: str, code: int | None, small: Path, data: Path
) -> None:
    """Ctrl+C and Ctrl+Q save and leave; Ctrl+Z and Ctrl+D do not leave, and nothing is lost by them either."""
    with begun(small, data) as terminal:
        terminal.press(key)
        if code is None:
            terminal.see("How old is it?")
            terminal.press("\x11")
        assert terminal.end() == (code or 0)
        assert all(one in terminal.raw for one in RESTORED)
    events, draft = kept(data)
    assert answers(events) == ["name"]
    assert draft is not None
    assert '"typed": "4"' in draft


def test_r13_a_closed_window_saves(small: Path, data: Path) -> None:
    with begun(small, data) as terminal:
        assert terminal.kill(signal.SIGHUP) == 129
    events, draft = kept(data)
    assert events[-1].kind is EventKind.PAUSED
    assert draft is not None


def test_r16_a_running_interview_goes_on_in_the_version_in_which_it_was_begun(
    small: Path, data: Path
) -> None:
    """The file is corrected meanwhile: refused under the same version, for new interviews under a new one."""
    with begun(small, data) as terminal:
        terminal.press("\x11")
        terminal.end()
    code = code_in(data)
    small.write_text(QUESTIONNAIRE.replace("How old is it?", "What is its age?"), "utf-8")
    refused = command("run", str(small), "--mode", "self", "--plain", data=data)
    assert refused.returncode == 3
    assert "version" in refused.stderr
    newer = QUESTIONNAIRE.replace('version = "1"', 'version = "2"')
    small.write_text(newer.replace("How old is it?", "What is its age?"), "utf-8")
    with Terminal("resume", code, data=data) as terminal:
        terminal.see("Is this your questionnaire?")
        terminal.press("y", "enter").see("How old is it?")
        terminal.press("2", "enter").see("That was the last question.")
        terminal.press("1")
        terminal.settle(0.3)
    begun_anew = command(
        "run", str(small), "--mode", "self", "--plain", data=data, typed="owl\n7\n/finish\n"
    )
    assert "What is its age?" in begun_anew.stdout
    out = data.parent / "out"
    assert (
        command("export", "small", "--format", "csv", "--out", str(out), data=data).returncode == 0
    )
    lines = (out / "small.csv").read_text("utf-8").splitlines()
    versions = [line.split(",")[lines[0].split(",").index("version")] for line in lines[1:]]
    assert versions == ["1", "2"]


def test_r28_a_second_window_on_an_interview_is_refused_until_the_first_is_gone(
    small: Path, data: Path
) -> None:
    with begun(small, data) as first:
        code = code_in(data)
        with Terminal("resume", code, data=data) as second:
            second.see("Is this your questionnaire?")
            second.press("y", "enter")
            assert second.end() != 0
            assert "open in een ander venster" in second.text
        first.kill()
    with Terminal("resume", code, data=data) as third:
        third.see("Is this your questionnaire?")
        third.press("y", "enter").see("How old is it?")


def test_r32_going_back_leaves_no_orphan_in_the_export(small: Path, data: Path) -> None:
    """What left the route is exported as not asked, and its words are nowhere in what was exported.

    The law over random questionnaires stands in tests/interview/test_laws.py.
    """
    routed = QUESTIONNAIRE.replace(
        'text = "How old is it?"',
        'text = "How old is it?"\n\n[[section.question]]\nid = "why"\ntype = "text"\n'
        'show_if = "age > 50"\non_unknown = "hide"\ntext = "Why so old?"',
    )
    small.write_text(routed, "utf-8")
    with Terminal("run", str(small), "--mode", "self", "--language", "en", data=data) as terminal:
        terminal.see("What is the canary?")
        terminal.press("owl", "enter").see("Your code is")
        terminal.press("enter").see("How old is it?")
        terminal.press("60", "enter").see("Why so old?")
        terminal.press(CANARY, "enter").see("That was the last question.")
        terminal.press("backtab").see("Why so old?")
        terminal.press("backtab").see("How old is it?")
        terminal.press("backspace", "backspace", "4", "enter").see(
            "set aside", "That was the last question."
        )
        terminal.press("1").see("Thank you")
        terminal.press("enter")
        assert terminal.end() == 0
    out = data.parent / "out"
    command("export", "small", "--format", "csv", "--out", str(out), data=data)
    command("export", "small", "--format", "jsonl", "--out", str(out), data=data)
    names, row = [line.split(",") for line in (out / "small.csv").read_text("utf-8").splitlines()]
    cells = dict(zip(names, row, strict=True))
    assert (cells["age"], cells["why"], cells["why__miss"]) == ("4", "", "-96")
    assert not list(files_with(CANARY, out))
    shutil.rmtree(out)

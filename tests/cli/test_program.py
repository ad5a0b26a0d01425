"""The program as a whole: its help, what it imports, its exit codes, and what it does when it fails."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli.command_line import Invoke, Start
from hybridequiz import __version__
from hybridequiz.cli.interrupts import interrupts_held
from hybridequiz.cli.outcomes import exit_codes
from hybridequiz.cli.program import COMMANDS, program
from hybridequiz.problems import ExitCode, HybridequizError

HEAVY = ("pydantic", "textual", "sqlite3", "rich", "hybridequiz.cli.commands")


def imported(code: str, cwd: Path) -> set[str]:
    """Give the modules that are there after some code ran in a fresh process."""
    probe = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=True,
        timeout=60,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_names_every_command_and_every_exit_code(invoke: Invoke) -> None:
    shown = invoke("--help").stdout
    assert all(f"\n  {name} " in shown for name in COMMANDS)
    assert all(str(code.value) in shown for code in ExitCode)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_as_the_list_says(name: str, invoke: Invoke) -> None:
    result = invoke(name, "--help")
    assert result.exit_code == 0
    assert COMMANDS[name].rstrip(".").split(";")[0].split(":")[0] in " ".join(result.stdout.split())


def test_help_is_shown_without_loading_what_it_does_not_need(folder: Path) -> None:
    modules = imported(
        "from hybridequiz.__main__ import main; sys.argv[1:] = ['--help']; main()", folder
    )
    assert "hybridequiz.cli.program" in modules
    assert [name for name in modules if name.startswith(HEAVY)] == []


def test_check_needs_no_screens_no_database_and_no_tables(folder: Path) -> None:
    modules = imported(
        "from hybridequiz.__main__ import main; sys.argv[1:] = ['check']; main()", folder
    )
    assert "hybridequiz.questionnaire.load" in modules
    assert not {"textual", "sqlite3", "polars", "rich", "hybridequiz.store.journal"} & modules


def test_plain_mode_needs_no_screens(folder: Path) -> None:
    asked = "['run', 'small', '--mode', 'self', '--plain']"
    modules = imported(
        f"from hybridequiz.__main__ import main; sys.argv[1:] = {asked}; main()", folder
    )
    assert "hybridequiz.plain" in modules
    assert "textual" not in modules


def test_version_is_told(invoke: Invoke) -> None:
    assert __version__ in invoke("--version").stdout


def test_a_mistyped_command_is_told_with_the_one_it_resembles(invoke: Invoke) -> None:
    result = invoke("exprot")
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "export"?' in result.stderr


def test_without_a_command_and_without_a_terminal_plain_prompts_open(invoke: Invoke) -> None:
    result = invoke(typed="2\n")
    assert result.exit_code == 0
    assert "What do you want to do?" in result.stdout


@pytest.mark.parametrize("code", [code for code in ExitCode if 0 < code < ExitCode.HUNG_UP])
def test_every_error_ends_with_its_own_exit_code_message_and_hint(code: ExitCode) -> None:
    class SomeError(HybridequizError):
        exit_code = code

    @click.command
    @click.pass_context
    def failing(ctx: click.Context) -> None:
        with exit_codes(ctx):
            raise SomeError("It is not \x1b[31mright.", hint="Mend it.")

    result = CliRunner().invoke(failing)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr == "error: It is not ␛[31mright.\nhint: Mend it.\n"


def test_an_interrupt_ends_with_130() -> None:
    @click.command
    @click.pass_context
    def interrupted(ctx: click.Context) -> None:
        with exit_codes(ctx):
            raise KeyboardInterrupt

    assert CliRunner().invoke(interrupted).exit_code == ExitCode.INTERRUPTED


def failing_process(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program with a defect; a local and the message hold an answer."""
    code = (
        "import sys, hybridequiz.cli.locating as locating\n"
        "def fail(*_):\n"
        "    answer = 'CANARY'\n"
        "    raise RuntimeError(f'cannot do {answer}')\n"
        "locating.find_questionnaire = fail\n"
        "sys.argv[1:] = ['check', 'x']\n"
        "from hybridequiz.__main__ import main\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **variables},
        check=False,
        timeout=60,
    )


def test_a_defect_is_told_without_any_value_and_ends_with_1(folder: Path) -> None:
    done = failing_process(folder)
    assert done.returncode == ExitCode.UNEXPECTED
    assert done.stdout == ""
    assert "This is a defect of hybridequiz." in done.stderr
    assert "RuntimeError" in done.stderr
    assert "CANARY" not in done.stderr
    assert "cannot do CANARY" in failing_process(folder, HYBRIDEQUIZ_DEBUG="1").stderr


def test_a_reader_that_has_had_enough_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "hybridequiz", "check", "questionnaires", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = process.stderr.read()
        process.wait(timeout=60)
    assert process.returncode == 0
    assert b"Traceback" not in told
    assert b"Error" not in told


SIGNALS = [
    (signal.SIGINT, ExitCode.INTERRUPTED),
    pytest.param(
        getattr(signal, "SIGHUP", None),
        ExitCode.HUNG_UP,
        marks=pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no hang-ups on Windows"),
    ),
    (signal.SIGTERM, ExitCode.TERMINATED),
]


@pytest.mark.skipif(os.name == "nt", reason="signals to another process do not exist on Windows")
@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_ends_plain_mode_with_its_code_and_everything_saved(
    number: signal.Signals, code: ExitCode, folder: Path, start: Start
) -> None:
    command = [sys.executable, "-u", "-m", "hybridequiz", "run", "small", "--mode", "self"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("7\n")
        process.stdin.flush()
        while "Why?" not in process.stdout.readline():
            pass
        process.send_signal(number)
        process.stdout.read()
        process.wait(timeout=60)
    assert process.returncode == code
    listed = start("list").stdout.splitlines()
    assert len(listed) == 2
    assert " open " in listed[1]


def test_a_storage_that_is_no_folder_ends_with_6(start: Start, folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    done = start("run", "small", "--mode", "self", HYBRIDEQUIZ_DATA=str(folder / "file"))
    assert done.returncode == ExitCode.STORAGE
    assert "hint:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_store_ends_with_5(invoke: Invoke, folder: Path) -> None:
    store = folder / "data" / "live" / "hybridequiz.db"
    store.parent.mkdir(parents=True)
    store.write_bytes(b"not a database" * 100)
    assert invoke("list").exit_code == ExitCode.INTEGRITY


def test_colour_is_for_terminals_only(invoke: Invoke, folder: Path) -> None:
    (folder / "bad.toml").write_text("x = ", encoding="utf-8")
    result = invoke("check", "bad.toml")
    assert "\x1b" not in result.stdout + result.stderr


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(
    variable: dict[str, str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "bad.toml").write_text("x = ", encoding="utf-8")
    plain = CliRunner().invoke(program, ["check", "bad.toml"], color=True)
    assert "\x1b[31m" in plain.stdout
    for name, value in variable.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in CliRunner().invoke(program, ["check", "bad.toml"], color=True).stdout


def redirected(
    folder: Path, redirections: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run a command line in a shell that closes streams or sends them elsewhere."""
    command = shlex.join([sys.executable, "-m", "hybridequiz", *arguments])
    return subprocess.run(
        ["sh", "-c", f"{command} {redirections}"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        cwd=folder,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_input_and_output_to_nowhere(closed: str, folder: Path) -> None:
    done = redirected(folder, closed, "run", "small", "--mode", "self")
    assert done.returncode == 0
    assert "defect" not in done.stderr
    assert redirected(folder, closed, "list").returncode == 0
    assert redirected(folder, closed, "fill", "small", "-").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["list", "--help"], ["list", "--json"], ["run", "small", "--mode", "self"]],
)
def test_output_that_cannot_be_written_ends_with_6(arguments: list[str], folder: Path) -> None:
    done = redirected(folder, "> /dev/full", *arguments)
    assert done.returncode == ExitCode.STORAGE
    assert done.stderr.endswith(
        "error: the output cannot be written: there is no room left on the disk\n"
    )
    assert redirected(folder, "> /dev/full 2>&1", *arguments).returncode == ExitCode.STORAGE


def test_an_interrupt_waits_until_what_goes_on_is_done() -> None:
    done = []

    def keep() -> None:
        with interrupts_held():
            signal.raise_signal(signal.SIGINT)
            done.append("kept")

    with pytest.raises(KeyboardInterrupt):
        keep()
    assert done == ["kept"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

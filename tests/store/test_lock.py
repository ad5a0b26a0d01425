from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from hybridequiz.store.errors import ResponseInUse, StorageError
from hybridequiz.store.lock import lock_response

RESPONSE = "00000000-0000-4000-8000-000000000001"
HOLDER = """
import sys
from pathlib import Path
from hybridequiz.store.lock import lock_response

with lock_response(Path(sys.argv[1]), sys.argv[2], since="2026-05-12T09:30:00+02:00"):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), RESPONSE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_second_process_is_told_since_when_the_first_has_it(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        with (
            pytest.raises(ResponseInUse) as caught,
            lock_response(tmp_path, RESPONSE, since="later"),
        ):
            pass
        since = datetime.fromisoformat("2026-05-12T09:30:00+02:00").astimezone()
        assert f"since {since:%H:%M}" in str(caught.value)
        assert str(holder.pid) in str(caught.value)
        assert caught.value.exit_code == 6
        with lock_response(tmp_path, RESPONSE.replace("1", "2"), since="now"):
            pass
        holder.communicate("")
    with lock_response(tmp_path, RESPONSE, since="now"):
        pass


def test_the_lock_goes_with_a_process_that_is_killed(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        holder.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        holder.wait()
        with lock_response(tmp_path, RESPONSE, since="now"):
            pass


def test_one_process_does_not_take_a_response_twice(tmp_path: Path) -> None:
    with (
        lock_response(tmp_path, RESPONSE, since="now"),
        pytest.raises(ResponseInUse),
        lock_response(tmp_path, RESPONSE, since="later"),
    ):
        pass


def test_an_error_inside_gives_the_lock_back(tmp_path: Path) -> None:
    with pytest.raises(KeyError), lock_response(tmp_path, RESPONSE, since="now"):
        raise KeyError
    with lock_response(tmp_path, RESPONSE, since="now"):
        pass


def test_an_owner_that_cannot_be_read_is_not_invented(tmp_path: Path) -> None:
    with lock_response(tmp_path, RESPONSE, since="now"):
        (tmp_path / f"{RESPONSE}.json").write_text("{")
        with (
            pytest.raises(ResponseInUse, match=r"another window\.$"),
            lock_response(tmp_path, RESPONSE, since="later"),
        ):
            pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StorageError, match="cannot be read or written"),
        lock_response(tmp_path / "file" / "locks", RESPONSE, since="now"),
    ):
        pass

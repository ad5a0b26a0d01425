"""Withdrawal: somebody asks, by code, that their answers are deleted."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from hybridequiz.interview.dispositions import Disposition
from hybridequiz.interview.events import Event, EventKind
from hybridequiz.interview.record import forgotten
from hybridequiz.interview.session import Session
from hybridequiz.problems import ExitCode, HybridequizError, say
from hybridequiz.store.codes import read_code
from hybridequiz.store.lock import lock_response, remove_locks
from hybridequiz.store.rows import ResponseState
from hybridequiz.values import replace

if TYPE_CHECKING:
    from hybridequiz.interview.ports import Clock
    from hybridequiz.store.casework import Casework
    from hybridequiz.store.data import DataFolder
    from hybridequiz.store.journal import Store
    from hybridequiz.store.rows import ResponseRow


class NothingToWithdraw(HybridequizError):
    """A code to which no answers belong, or none any more."""

    exit_code = ExitCode.USAGE


def find_withdrawable(data: DataFolder, typed: str) -> tuple[Store, ResponseRow]:
    """Find the response whose answers are to be deleted.

    Args:
        data: The data folder.
        typed: The code, as it was typed.

    Raises:
        CodeError: when the code is mistyped.
        NothingToWithdraw: when no answers belong to it.
    """
    code = read_code(typed)
    found = data.find(code)
    if found is None:
        if data.was_withdrawn(code):
            raise NothingToWithdraw(
                say("The answers with that code were withdrawn before: nothing of them is here.")
            )
        raise NothingToWithdraw(
            say("No response on this computer has that code."),
            hint=say("Look at the code again; another data folder is named with --data."),
        )
    store, row = found
    if row.state is ResponseState.FORGOTTEN:
        raise NothingToWithdraw(say("No answers were kept with that code: they were refused."))
    return store, row


def withdraw(store: Store, row: ResponseRow, clock: Clock, cases: Casework | None = None) -> None:
    """Delete the answers of a response from a store, its answer files included, for good.

    What stays leads back to nobody: that somebody withdrew, from which questionnaire, where and on which day; and
    a tombstone. The notes of the interviewer go too. Where the response is of a case of the case list, the list says
    that this person withdrew, so that nobody asks again; what was noted and thought of them before goes.

    Args:
        store: The store.
        row: The response.
        clock: The time.
        cases: The case list, if there can be one.

    Raises:
        ResponseInUse: when the interview is open in another process; nothing is changed then.
        StorageError: when not all traces are gone: the next start of the program tries again.
    """
    session = Session.from_json({"code": "", **row.session})
    anonymous = replace(session, response=str(uuid.uuid4()))
    now = Event(EventKind.FORGOTTEN, clock.now(), 0)
    with lock_response(store.locks_folder, row.id, since=now.at):
        if cases is not None and (case := cases.find(session.case)) is not None:
            cases.note_withdrawal(store, case, now.at[:10])
        store.field.forget_interviewer()  # it may be the one of this response
        event = forgotten(anonymous, now, Disposition.WITHDRAWN)
        store.forget(row.id, event, disposition=Disposition.WITHDRAWN)
    # Another process may have looked for the interview meanwhile, and Windows keeps what was open.
    remove_locks(store.locks_folder, row.id)

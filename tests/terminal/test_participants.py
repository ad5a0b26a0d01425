"""The main job on a real terminal: asked in Dutch, killed, resumed, changed, finished, exported."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.questions import (
    LongTextQuestion,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
)
from hybridequiz.tui.interview_flow import BOUNCE
from terminal.screen import Terminal

PARTICIPANTS = load(Path(__file__).parents[2] / "questionnaires" / "participants.toml")
RUN = ["run", "participants", "--mode", "interview", "--language", "nl", "--location", "3", "--yes"]
MOST_STEPS = 120
LAST = "Dat was de laatste vraag"
SAID = "Fijne groep, café"


def question_on(terminal: Terminal) -> Question | None:
    """Give the question that stands on the screen, recognised by its words."""
    flowing = " ".join(terminal.text.replace("│", " ").split())
    for planned in PARTICIPANTS.items:
        words = " ".join(planned.item.text.in_language("nl").split())[:60]
        if planned.grid is not None:
            words = f"❯ {words[:25]}"  # all items of a grid show; one waits
        if planned.question is not None and words in flowing:
            return planned.question
    return None


def keys_for(question: Question) -> tuple[list[str], str]:
    """Give keys that answer a question, and what the export must say of it."""
    if question.id == "p_start_year":
        return ["2019", "enter"], "2019"
    if question.id == "sat_trainer":
        return ["f2"], "-99"
    if question.id == "p_edu":
        return ["a"], "11"
    match question:
        case ScaleQuestion():
            return ["8", "enter"], "8"
        case LongTextQuestion():
            return [SAID, "\x04"], SAID
        case MultipleQuestion():
            return ["2", "3", "enter"], "2 3"
        case SingleQuestion():
            wanted = {
                "location": 3,
                "p_status": 2,
                "p_employ": 1,
                "applied_company": 3,
                "value_main": 2,
            }
            code = wanted.get(question.id, 1)
            return [str(code)] if code < 10 else ["1"], str(code)
        case _:
            raise AssertionError(question.id)


def answer(terminal: Terminal, given: dict[str, str]) -> None:
    """Answer the question on the screen, or go on from what else stands there."""
    rest(terminal)
    question = question_on(terminal)
    if question is None:
        if "Klopt het toch?" in terminal.text:
            terminal.press("zo is het", "enter")
        elif LAST not in terminal.text:
            terminal.press("enter")
        return
    keys, expected = keys_for(question)
    terminal.press(*keys)
    leave(terminal, question)
    given[question.id] = expected


def rest(terminal: Terminal) -> None:
    """Wait until the screen stands still, and a moment longer: a key right after a question shows may be a double."""
    while terminal.read(2 * BOUNCE):
        pass


def leave(terminal: Terminal, question: Question) -> None:
    terminal.wait(
        lambda _: question_on(terminal) is not question, what=f"what follows {question.id}"
    )


def walk(terminal: Terminal, step: Callable[[], object], until: Callable[[], bool]) -> None:
    """Take steps until something holds; a walk that gets nowhere is stopped with what stands on the screen."""
    for _ in range(MOST_STEPS):
        if until():
            return
        step()
    raise AssertionError(f"the walk gets nowhere:\n{terminal.text}")


def confirm(terminal: Terminal, given: dict[str, str], seen: set[str]) -> None:
    """Leave an answer of before as it is; answer what was not asked before."""
    question = question_on(terminal)
    if question is None or question.id not in seen:
        answer(terminal, given)
        return
    seen.discard(question.id)
    terminal.press("\x04" if isinstance(question, LongTextQuestion) else "enter")
    leave(terminal, question)


def exported(data: Path, out: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "hybridequiz", "export", "--data", str(data), "--rehearsal"]
    subprocess.run(
        [*command, "--format", "csv", "--out", str(out)], check=True, capture_output=True
    )
    with (out / "rehearsal-participants.csv").open(encoding="utf-8", newline="") as lines:
        [row] = csv.DictReader(lines)
    return row


def cells(row: dict[str, str], question: Question) -> set[str]:
    """Give what the export says of a question: what was chosen, or the reason why nothing was."""
    if not isinstance(question, MultipleQuestion):
        return {row[question.id]}
    columns = {str(code): row[f"{question.id}__{code}"] for code in question.codes}
    chosen = " ".join(code for code, cell in columns.items() if cell == "1")
    return {chosen} if chosen else set(columns.values())


def test_killed_at_a_question_it_goes_on_by_code_and_every_answer_is_in_the_export(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    given: dict[str, str] = {}
    stop = random.Random().randrange(2, 15)  # noqa: S311 - which question, not a secret
    with Terminal(*RUN, data=data) as terminal:
        terminal.see("Dit onderzoek gaat over")
        code = terminal.code()
        walk(terminal, lambda: answer(terminal, given), until=lambda: len(given) >= stop)
        assert terminal.kill() == -9

    with Terminal("resume", code.lower().replace("-", " "), data=data) as resumed:
        resumed.see("Is dit uw vragenlijst?", "[locatie 03]")
        resumed.press("ja", "enter").see(code)
        walk(resumed, lambda: answer(resumed, given), until=lambda: "applied_where" in given)

        employ = PARTICIPANTS.question("p_employ")
        walk(
            resumed, lambda: resumed.press("backtab"), until=lambda: question_on(resumed) is employ
        )
        rest(resumed)
        resumed.press("3").see("apart gezet")
        given["p_employ"] = "3"

        seen = set(given)
        walk(resumed, lambda: confirm(resumed, given, seen), until=lambda: LAST in resumed.text)
        resumed.press("1").see("Samenvatting")
        resumed.press("enter")
        assert resumed.end() == 0

    expected = given | dict.fromkeys(("applied_company", "applied_where"), "-96")
    row = exported(data, tmp_path / "out")
    for name, said in expected.items():
        assert cells(row, PARTICIPANTS.question(name)) == {said}, name

"""The main job on a real terminal: asked in Dutch, killed, resumed, changed, finished, exported."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from hybridequiz.questionnaire.load import load
from hybridequiz.questionnaire.model import (
    LongTextQuestion,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
)
from hybridequiz.store.data import DataFolder
from terminal.screen import Terminal

PARTICIPANTS = load(Path(__file__).parents[2] / "questionnaires" / "participants.toml")
RUN = ["run", "participants", "--mode", "interview", "--language", "nl", "--location", "3"]
MOST_STEPS = 120
LAST = "Dat was de laatste vraag"
SAID = "Fijne groep, café"


def question_on(terminal: Terminal) -> Question | None:
    """Give the question that stands on the screen, recognised by its words."""
    flowing = " ".join(terminal.text.replace("│", " ").split())
    for planned in PARTICIPANTS.items:
        words = " ".join(planned.item.text.in_language("nl").split())[:60]
        if planned.question is not None and words in flowing:
            return planned.question
    return None


def keys_for(question: Question) -> tuple[list[str], str]:
    """Give keys that answer a question, and what the export must say of it."""
    if question.id == "p_start_year":
        return ["2019", "enter"], "2019"
    if question.id == "sat_trainer":
        return ["f2"], "-99"
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


def answer(terminal: Terminal, given: dict[str, str]) -> str:
    """Answer the question on the screen; give its id, or nothing where something else stands there."""
    while terminal.read(0.15):
        pass
    question = question_on(terminal)
    if question is None:
        if "Klopt het toch?" in terminal.text:
            terminal.press("zo is het", "enter")
        elif LAST not in terminal.text:
            terminal.press("enter")
        return ""
    keys, expected = keys_for(question)
    if question.id == "p_edu":
        keys, expected = ["a"], "11"
    terminal.press(*keys)
    terminal.wait(
        lambda _: question_on(terminal) is not question, what=f"what follows {question.id}"
    )
    given[question.id] = expected
    return question.id


def steps(terminal: Terminal) -> Iterator[int]:
    """Count steps; a walk that gets nowhere is stopped with what stands on the screen."""
    yield from range(MOST_STEPS)
    raise AssertionError(f"the walk gets nowhere:\n{terminal.text}")


def exported(data: Path, out: Path) -> dict[str, str]:
    command = [sys.executable, "-m", "hybridequiz", "export", "--data", str(data), "--rehearsal"]
    subprocess.run([*command, "--out", str(out)], check=True, capture_output=True)
    with (out / "rehearsal-participants.csv").open(encoding="utf-8", newline="") as lines:
        [row] = csv.DictReader(lines)
    return row


def test_killed_at_a_question_it_goes_on_by_code_and_every_answer_is_in_the_export(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    given: dict[str, str] = {}
    stop = random.Random().randrange(2, 15)  # noqa: S311 - which question, not a secret
    with Terminal(*RUN, data=data) as terminal:
        terminal.see("Dit onderzoek gaat over")
        code = terminal.code()
        for _ in steps(terminal):
            if len(given) >= stop:
                break
            answer(terminal, given)
        assert terminal.kill() == -9

    with Terminal("resume", code.lower().replace("-", " "), data=data) as terminal:
        terminal.see("Is dit uw vragenlijst?", "[locatie 03]")
        terminal.press("ja", "enter").see(code)
        for _ in steps(terminal):
            if "applied_where" in given:
                break
            answer(terminal, given)

        for _ in steps(terminal):
            question = question_on(terminal)
            if question is not None and question.id == "p_employ":
                break
            terminal.press("backtab")
        terminal.press("3").see("apart gezet")
        given["p_employ"] = "3"
        gone = ["applied_company", "applied_where"]

        seen = set(given)
        for _ in steps(terminal):
            if LAST in terminal.text:
                break
            question = question_on(terminal)
            if question is not None and question.id in seen:
                terminal.press("\x04" if isinstance(question, LongTextQuestion) else "enter")
                seen.discard(question.id)
                terminal.wait(lambda _: question_on(terminal) is not question, what="what follows")  # noqa: B023 - asked at once
            else:
                answer(terminal, given)
        terminal.press("1").see("Samenvatting")
        terminal.press("enter")
        assert terminal.end() == 0

    row = exported(data, tmp_path / "out")
    for name, expected in given.items():
        question = PARTICIPANTS.question(name)
        if name in gone:
            expected = "-96"
        if isinstance(question, MultipleQuestion):
            chosen = " ".join(str(one) for one in question.codes if row[f"{name}__{one}"] == "1")
            states = {row[f"{name}__{one}"] for one in question.codes}
            assert expected in (chosen, *states), name
        else:
            assert row[name] == expected, name
    assert row["disposition"] == "10"
    with DataFolder(data) as folder:
        assert folder.rehearsal.verify() == []

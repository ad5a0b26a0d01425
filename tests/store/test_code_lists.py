"""Lists of codes in the store: kept once, checked when read, and gone with the last questionnaire that names them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hybridequiz.questionnaire import load as loading
from hybridequiz.store.checked import CheckedQuestionnaires
from hybridequiz.store.data import DataFolder
from hybridequiz.store.errors import NotInStore, StoreDamaged
from hybridequiz.store.fieldwork import Fieldwork, Sitting
from hybridequiz.store.salvage import salvage
from hybridequiz.store.setup import Setup
from lookups import ASKED, SCHOOLS, lookup_questionnaire
from store.store_kit import open_store

SETUP = Setup("self", "extended", "nl")


def rows(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "data" / "live" / "hybridequiz.db")) as connection:
        return [content for (content,) in connection.execute("SELECT content FROM code_list")]


def begun(folder: Path, schools: str = SCHOOLS, text: str = ASKED) -> Sitting:
    fieldwork = Fieldwork(DataFolder(folder / "data"))
    return fieldwork.begin(lookup_questionnaire(folder, text, schools), SETUP)


def test_an_interview_goes_on_without_the_file_in_its_own_version(tmp_path: Path) -> None:
    sitting = begun(tmp_path)
    code = sitting.interview.session.code
    sitting.journal.close()
    begun(
        tmp_path, "code,label,province,town\nx,X,1,Gouda\ny,Y,2,x\n", ASKED.replace('"1"', '"2"', 1)
    )
    (tmp_path / "schools.csv").unlink()
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    instrument = fieldwork.look_up(code).instrument()
    listed = instrument.by_id["school"].listed
    assert listed is not None
    assert listed.label("00AB", "nl") == "Zadkine Rotterdam"
    assert listed.label("00AB", "en") == "Zadkine of Rotterdam"


def test_a_list_that_two_questionnaires_name_is_kept_once(tmp_path: Path) -> None:
    begun(tmp_path)
    begun(tmp_path, text=ASKED.replace('id = "test"', 'id = "other"', 1))
    assert rows(tmp_path) == [SCHOOLS]


def test_a_list_goes_when_no_questionnaire_names_it(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    names = {"version": "1.0", "id": "x"}
    store.keep_questionnaire(hash="q1", document="list one", lists={"one": "1"}, **names)
    store.keep_questionnaire(hash="q2", document="list two", lists={"two": "2"}, **names)
    with pytest.raises(NotInStore):
        store.code_list("one")


def test_a_damaged_list_is_told(tmp_path: Path) -> None:
    sitting = begun(tmp_path)
    sitting.journal.close()
    with closing(sqlite3.connect(tmp_path / "data" / "live" / "hybridequiz.db")) as connection:
        connection.execute("UPDATE code_list SET content = replace(content, 'Zadkine', 'Zatkine')")
        connection.commit()
    fieldwork = Fieldwork(DataFolder(tmp_path / "data"))
    (told,) = fieldwork.data.live.verify()
    assert "A list of codes is damaged" in told
    with pytest.raises(StoreDamaged):
        fieldwork.look_up(sitting.interview.session.code).instrument()


def test_an_interview_that_moves_to_another_folder_takes_its_list_along(tmp_path: Path) -> None:
    sitting = begun(tmp_path)
    sitting.move_to(tmp_path / "stick" / "data")
    assert rows(tmp_path / "stick") == [SCHOOLS]


def test_what_was_checked_opens_without_a_check_until_the_list_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []
    examine = loading.examine

    def counted(path: Path) -> loading.Loaded:
        done.append(path)
        return examine(path)

    monkeypatch.setattr(loading, "examine", counted)
    (tmp_path / "data").mkdir()
    checked = CheckedQuestionnaires(tmp_path / "data" / "checked")
    lookup_questionnaire(tmp_path)
    path = tmp_path / "test.toml"
    done.clear()
    first, again = checked.load(path), checked.load(path)
    assert (len(done), again.hash) == (1, first.hash)
    entry = next(checked.folder.iterdir()).read_text(encoding="utf-8")
    assert "mboRijnland" not in entry, "the list is named by its hash: it is not written again"
    (tmp_path / "schools.csv").write_text(SCHOOLS.replace("Zadkine", "Zad"), encoding="utf-8")
    assert checked.load(path).hash != first.hash
    assert len(done) == 2


def test_a_list_can_be_salvaged(tmp_path: Path) -> None:
    sitting = begun(tmp_path, SCHOOLS + "".join(f"k{n},K,K,1,Gouda\n" for n in range(3_000)))
    sitting.journal.store.close()
    salvaged = salvage(tmp_path / "data" / "live" / "hybridequiz.db", tmp_path / "out.jsonl")
    assert (salvaged.rows["code_list"], salvaged.unsure, salvaged.damaged) == (1, 0, 0)

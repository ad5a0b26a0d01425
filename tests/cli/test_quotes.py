"""`quotes`: only what may be quoted is shown, a second person decides, and the report says no more than is allowed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.command_line import Invoke
from cli.quote_kit import GRANTS, NAMED, PEOPLE, STUDY, interviewed, write_study
from hybridequiz.interview.answers import Answer
from hybridequiz.interview.consents import text_hash
from hybridequiz.problems import ExitCode
from hybridequiz.questionnaire.questions import Mode
from hybridequiz.questionnaire.states import Missing
from hybridequiz.store.answer_file import canonical, content_hash
from hybridequiz.store.clock import SystemClock
from hybridequiz.store.codes import read_code


@pytest.fixture
def study(folder: Path) -> Path:
    write_study(folder)
    return folder


def listed(invoke: Invoke, *options: str) -> list[dict[str, Any]]:
    result = invoke("quotes", "list", "--json", *options)
    assert result.exit_code == ExitCode.DONE, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["quotations"]
    return found


def states(invoke: Invoke) -> dict[str, str]:
    return {one["text"]: one["state"] for one in listed(invoke)}


def handle(invoke: Invoke, text: str) -> str:
    return next(str(one["handle"]) for one in listed(invoke) if one["text"] == text)


def passed(invoke: Invoke, text: str, *options: str) -> None:
    result = invoke("quotes", "pass", handle(invoke, text), "--by", "R2", *options)
    assert result.exit_code == ExitCode.DONE, result.stderr


def reported(invoke: Invoke, *options: str) -> dict[str, Any]:
    result = invoke("report", "--format", "json", *options)
    assert result.exit_code == ExitCode.DONE, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def quotations(invoke: Invoke, *options: str) -> list[dict[str, Any]]:
    return list(reported(invoke, *options)["quotations"])


def printed(invoke: Invoke, *options: str) -> list[str]:
    return [str(one["text"]) for one in quotations(invoke, *options)]


def change_document(folder: Path, **parts: Any) -> None:
    """Change the only record that is kept, as a correction would."""
    with closing(sqlite3.connect(folder / "data" / "live" / "hybridequiz.db")) as connection:
        (document,) = connection.execute("SELECT document FROM document").fetchone()
        record = {**json.loads(document), **parts}
        said = parts.pop("said", None)
        if said is not None:
            record.pop("said")
            record["answers"]["said"]["value"] = said
        changed = canonical(record)
        connection.execute(
            "UPDATE document SET hash = ?, document = ?", (content_hash(changed), changed)
        )
        connection.commit()


# ------------------------------------------------------------------ What is shown


def test_only_texts_with_a_permission_that_holds_are_shown(study: Path, invoke: Invoke) -> None:
    for number, permission in enumerate((1, 2, 3, 4), 1):
        interviewed(study, f"Text {number}.", permission)
    assert states(invoke) == {
        "Text 2.": "waits",
        "Text 3.": "waits",
        "Text 4.": "wants_approval",
    }
    shown = invoke("quotes")
    assert "Text 1" not in shown.stdout
    assert "Yes, without job or town" in shown.stdout
    assert "3 texts, 2 to be reviewed, 1 to be approved" in shown.stderr


@pytest.mark.parametrize("nothing", ["[+]", "[+] …", "?!"])
def test_a_mark_of_a_probe_alone_is_no_quotation(study: Path, invoke: Invoke, nothing: str) -> None:
    interviewed(study, nothing)
    assert listed(invoke) == []
    assert "Nobody gave permission" in invoke("quotes").stderr


def test_every_empty_list_says_why(study: Path, invoke: Invoke) -> None:
    assert "no finished responses" in invoke("quotes").stderr
    interviewed(study, "Secret.", 1)
    assert "Nobody gave permission" in invoke("quotes").stderr
    assert "Nothing was decided" in invoke("quotes", "log").stderr
    assert "Nobody gave permission" in invoke("quotes", "review", "--by", "R2").stderr
    assert "Secret" not in invoke("quotes", "list", "--json").stdout


def test_a_questionnaire_that_asks_no_permission_is_told(study: Path, invoke: Invoke) -> None:
    path = study / "questionnaires" / "people.toml"
    text = path.read_text("utf-8").replace(GRANTS, "")
    path.write_text(text.replace('about = "said"\n', ""), encoding="utf-8")
    (study / "questionnaires" / "study.toml").write_text(STUDY.split("[quotations]")[0], "utf-8")
    interviewed(study, "Anything.")
    assert "No questionnaire here asks" in invoke("quotes").stderr


def test_rehearsals_and_what_counts_are_kept_apart(study: Path, invoke: Invoke) -> None:
    interviewed(study, "For real.")
    (study / "questionnaires" / "study.toml").write_text(
        STUDY.replace("live = true", "live = false"), "utf-8"
    )
    interviewed(study, "A trial.")
    assert [one["text"] for one in listed(invoke)] == ["For real."]
    (trial,) = listed(invoke, "--rehearsal")
    assert trial["text"] == "A trial."
    refused = invoke("quotes", "pass", trial["handle"], "--by", "R2")
    assert refused.exit_code == ExitCode.USAGE
    assert invoke("quotes", "pass", trial["handle"], "--by", "R2", "--rehearsal").exit_code == 0
    assert printed(invoke) == []
    assert printed(invoke, "--rehearsal") == ["A trial."]


def test_a_command_that_is_not_there_is_told_with_the_nearest(study: Path, invoke: Invoke) -> None:
    result = invoke("quotes", "rewiev")
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "review"?' in result.stderr
    assert study.is_dir()


# ---------------------------------------------------------------- Who decides what


def test_the_interviewer_does_not_decide_about_what_was_said_to_them(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, "Good.", interviewer="KL-007")
    name = handle(invoke, "Good.")
    for command, person in (
        *(("pass", " kl-007 "), ("reject", "KL007"), ("pass", "KL\u2013007"), ("pass", "kl 0 07")),
        *(("pass", "KL.007."), ("reject", "\uff2b\uff2c007")),
    ):
        refused = invoke("quotes", command, name, "--by", person)
        assert refused.exit_code == ExitCode.USAGE
        assert "a second person" in refused.stderr
        assert "--by" in refused.stderr
    assert states(invoke) == {"Good.": "waits"}
    assert invoke("quotes", "revoke", name, "--by", "KL-007").exit_code == ExitCode.DONE


def test_where_the_interviewer_left_no_code_that_is_said_to_whoever_decides(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, "Good.")
    name = handle(invoke, "Good.")
    (one,) = listed(invoke)
    assert one["interviewer_known"] is False
    said = "left no code: if that was you, let somebody else decide"
    assert said in invoke("quotes", "review", "--by", "R2", typed="5\n").stdout
    assert said in invoke("quotes", "pass", name, "--by", "R2").stderr
    assert said not in invoke("quotes", "revoke", name, "--by", "R2").stderr


@pytest.mark.parametrize(("mode", "interviewer"), [("self", ""), ("paper", ""), ("interview", "X")])
def test_where_nobody_asked_or_is_known_anybody_else_decides(
    study: Path, invoke: Invoke, mode: Mode, interviewer: str
) -> None:
    interviewed(study, "Good.", interviewer=interviewer, mode=mode)
    assert listed(invoke)[0]["interviewer_known"] is (True if interviewer else None)
    name = handle(invoke, "Good.")
    assert "no code" not in invoke("quotes", "review", "--by", "R2", typed="5\n").stdout
    assert "no code" not in invoke("quotes", "pass", name, "--by", "R2").stderr


def test_somebody_decides_and_the_log_says_who(study: Path, invoke: Invoke) -> None:
    interviewed(study, "Good.")
    name = handle(invoke, "Good.")
    assert invoke("quotes", "pass", name, "--by", "  ").exit_code == ExitCode.USAGE
    assert invoke("quotes", "pass", name, "--by", "–").exit_code == ExitCode.USAGE
    assert invoke("quotes", "pass", name).exit_code == ExitCode.USAGE
    passed(invoke, "Good.")
    assert invoke("quotes", "reject", name[:5], "--by", "R3").exit_code == ExitCode.DONE
    assert printed(invoke) == []
    lines = json.loads(invoke("quotes", "log", "--json").stdout)["log"]
    assert [(one["decision"], one["by"]) for one in lines] == [("passed", "R2"), ("rejected", "R3")]


def test_a_handle_names_one_text_or_none(study: Path, invoke: Invoke) -> None:
    session = interviewed(study, "Good.")
    name = handle(invoke, "Good.")
    assert name not in session.response
    assert "too short" in invoke("quotes", "pass", name[:3], "--by", "R2").stderr
    assert "has the handle" in invoke("quotes", "pass", "zzzz", "--by", "R2").stderr


def test_words_are_cut_or_replaced_and_nothing_else(study: Path, invoke: Invoke) -> None:
    interviewed(study, NAMED)
    name = handle(invoke, NAMED)
    refused = invoke("quotes", "pass", name, "--by", "R2", "--text", "I worked. That was great.")
    assert refused.exit_code == ExitCode.INVALID
    assert "From “. That was great.” on" in refused.stderr
    edited = "I worked for [...firm...] in [...].  That was good."
    passed(invoke, NAMED, "--text", edited)
    assert printed(invoke) == ["I worked for […firm…] in […]. That was good."]
    (one,) = listed(invoke)
    assert one["text"] == NAMED


# ------------------------------------------------------------------- Approval first


def test_what_is_to_be_approved_is_printed_as_it_was_approved(study: Path, invoke: Invoke) -> None:
    interviewed(study, NAMED, 4)
    name = handle(invoke, NAMED)
    edited = "I worked for […] in […]. That was good."
    by = ("--by", "R2")
    refused = invoke("quotes", "pass", name, *by, "--text", edited)
    assert refused.exit_code == ExitCode.USAGE
    assert "approved" in refused.stderr
    assert invoke("quotes", "approved", name, *by, "--text", edited).exit_code == ExitCode.DONE
    assert printed(invoke) == []
    assert "another text" in invoke("quotes", "pass", name, *by, "--text", NAMED).stderr
    assert invoke("quotes", "pass", name, *by).exit_code == ExitCode.DONE
    assert printed(invoke) == [edited]


def test_another_approval_takes_what_was_passed_out_of_the_report(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, NAMED, 4)
    name = handle(invoke, NAMED)
    for command in ("approved", "pass"):
        assert invoke("quotes", command, name, "--by", "R2").exit_code == ExitCode.DONE
    assert printed(invoke) == [NAMED]
    shorter = ("--text", "I worked […] That was good.")
    assert invoke("quotes", "approved", name, "--by", "R2", *shorter).exit_code == ExitCode.DONE
    assert printed(invoke) == []
    assert states(invoke) == {NAMED: "waits"}


def test_who_gave_permission_at_once_has_nothing_to_approve(study: Path, invoke: Invoke) -> None:
    interviewed(study, "Good.", 2)
    refused = invoke("quotes", "approved", handle(invoke, "Good."), "--by", "R2")
    assert refused.exit_code == ExitCode.USAGE
    assert "nothing to approve" in refused.stderr


# ------------------------------------------------------------------------- Attacks


def test_a_permission_that_is_withdrawn_is_gone_from_the_next_report_for_good(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, "Good.")
    name = handle(invoke, "Good.")
    passed(invoke, "Good.")
    assert printed(invoke) == ["Good."]
    assert invoke("quotes", "revoke", name, "--by", "R2").exit_code == ExitCode.DONE
    assert printed(invoke) == printed(invoke, "--internal") == []
    for command in ("pass", "reject", "revoke"):
        refused = invoke("quotes", command, name, "--by", "R3")
        assert refused.exit_code == ExitCode.USAGE
        assert "final" in refused.stderr
    shown = [
        invoke("quotes", *how).stdout
        for how in ((), ("list", "--json"), ("log",), ("log", "--json"))
    ]
    assert not any("Good." in one for one in shown)


def test_answers_that_are_withdrawn_take_their_quotation_along(study: Path, invoke: Invoke) -> None:
    session = interviewed(study, NAMED)
    interviewed(study, "Good.")
    passed(invoke, "Good.")
    passed(invoke, NAMED)
    assert invoke("withdraw", read_code(session.code), "--yes").exit_code == ExitCode.DONE
    assert printed(invoke) == ["Good."]
    assert NAMED not in invoke("quotes", "log").stdout
    left = b"".join(path.read_bytes() for path in (study / "data").rglob("*") if path.is_file())
    assert b"Jansen" not in left


def test_a_text_that_was_changed_after_the_permission_is_neither_shown_nor_printed(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, "Good.")
    name = handle(invoke, "Good.")
    passed(invoke, "Good.")
    change_document(study, said="Bad.")
    assert printed(invoke) == []
    assert listed(invoke) == []
    assert invoke("quotes", "pass", name, "--by", "R2").exit_code == ExitCode.USAGE


def test_a_new_permission_for_a_new_text_asks_for_a_new_review(study: Path, invoke: Invoke) -> None:
    interviewed(study, "Good.")
    before = handle(invoke, "Good.")
    passed(invoke, "Good.")
    with closing(sqlite3.connect(study / "data" / "live" / "hybridequiz.db")) as connection:
        (document,) = connection.execute("SELECT document FROM document").fetchone()
    consents = json.loads(document)["consents"]
    consents[0]["about_text"] = text_hash("Better.")
    change_document(study, said="Better.", consents=consents)
    assert states(invoke) == {"Better.": "waits"}
    assert printed(invoke) == []
    assert handle(invoke, "Better.") != before


def test_a_response_that_counts_no_more_is_not_quoted(study: Path, invoke: Invoke) -> None:
    interviewed(study, "Good.")
    passed(invoke, "Good.")
    change_document(study, disposition=60)
    assert printed(invoke) == []


# ----------------------------------------------------------------------- The report


def test_a_report_without_quotations_has_no_chapter_of_them(study: Path, invoke: Invoke) -> None:
    interviewed(study, "Good.")
    assert "Quotations" not in invoke("report").stdout
    assert "Quotations" not in invoke("report", "--format", "html").stdout
    assert "1 text waits" in " ".join(invoke("report", "--internal").stdout.split())


def test_how_many_wait_is_told_to_the_research_team_only(study: Path, invoke: Invoke) -> None:
    for number, permission in enumerate((1, 2, 2, 3, 4), 1):
        interviewed(study, f"Text {number}.", permission)
    passed(invoke, "Text 2.")
    name = handle(invoke, "Text 3.")
    assert invoke("quotes", "reject", name, "--by", "R2").exit_code == ExitCode.DONE
    assert reported(invoke, "--internal")["quotations_waiting"] == 2
    assert reported(invoke)["quotations_waiting"] is None
    assert "wait" not in invoke("report").stdout


@pytest.mark.parametrize(("alike", "details"), [(4, []), (5, ["Teacher", "Northwich"])])
def test_job_and_town_are_said_where_five_have_the_same(
    study: Path, invoke: Invoke, alike: int, details: list[str]
) -> None:
    interviewed(study, "Good.", 3)
    for _ in range(alike - 1):
        interviewed(study, "Other.", 1)
    for _ in range(4):
        interviewed(study, "Other.", 1, town=2)
    passed(invoke, "Good.")
    (one,) = reported(invoke)["quotations"]
    assert [text["en"] for text in one["details"]] == details
    assert one["audience"] == "people"


def test_without_leave_for_details_none_are_said(study: Path, invoke: Invoke) -> None:
    for _ in range(6):
        interviewed(study, "Good.", 2)
    name = listed(invoke)[0]["handle"]
    invoke("quotes", "pass", name, "--by", "R2")
    (one,) = reported(invoke)["quotations"]
    assert one["details"] == []


def test_what_somebody_did_not_say_or_typed_is_not_said_of_them(
    study: Path, invoke: Invoke
) -> None:
    for _ in range(5):
        interviewed(study, "Unsure.", 3, job=Answer(Missing.DONT_KNOW))
        interviewed(study, "Baker.", 3, job=Answer(97, other=((97, "baker in Mill Lane"),)))
    for text in ("Unsure.", "Baker."):
        passed(invoke, text)
    said = reported(invoke)
    assert [[text["en"] for text in one["details"]] for one in said["quotations"]] == [
        ["Northwich"],
        ["Northwich"],
    ]
    assert "Mill Lane" not in json.dumps(said)


def test_the_order_follows_the_text_and_not_the_time_or_the_code(
    study: Path, invoke: Invoke
) -> None:
    texts = ["Now.", "Always.", "Later."]
    for text in texts:
        interviewed(study, text)
    for text in texts:
        passed(invoke, text)
    assert printed(invoke) == ["Always.", "Later.", "Now."]


def test_the_page_says_whose_words_these_are_and_in_which_language(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, "Dat was <goed> & nuttig.", language="nl")
    passed(invoke, "Dat was <goed> & nuttig.")
    page = invoke("report", "--format", "html").stdout
    assert '<blockquote lang="nl"><p>“Dat was &lt;goed&gt; &amp; nuttig.”</p>' in page
    assert "<figcaption>People</figcaption>" in page
    assert page.index('id="quotations"') < page.index('id="annex"')
    screen = invoke("report").stdout
    assert "“Dat was <goed> & nuttig.”" in screen
    assert screen.index("Quotations") < screen.index("“Dat")


# ----------------------------------------------------------------------- The review


def test_a_review_goes_from_text_to_text_and_keeps_every_decision(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, NAMED)
    interviewed(study, "No good.")
    interviewed(study, "Not yet.", 4)
    interviewed(study, "Said to me.", interviewer="R2")
    cut = ["2", "Jansen Techniek", "firm", "Northwich", "", "", "1"]
    typed = "\n".join(["R2", *cut, "3", "1", "1", ""])
    result = invoke("quotes", "review", typed=typed)
    assert result.exit_code == ExitCode.DONE, result.stderr
    assert "Perhaps a name, a firm or a place: Jansen, Techniek, Northwich" in result.stdout
    assert "Passed: 2, rejected: 1." in result.stderr
    assert "1 text is of an interview that you held" in result.stderr
    assert printed(invoke) == ["I worked for […firm…] in […]. That was good.", "Not yet."]
    assert states(invoke)["Said to me."] == "waits"


@pytest.mark.parametrize("typed", ["5\n", "2\nJansen Techniek\nfirm\n", "", "4\n5\n", "9\nx\n"])
def test_a_review_that_is_left_leaves_nothing_half(study: Path, invoke: Invoke, typed: str) -> None:
    interviewed(study, NAMED)
    interviewed(study, "Not yet.", 4)
    result = invoke("quotes", "review", "--by", "R2", typed=typed)
    assert result.exit_code == ExitCode.DONE
    assert json.loads(invoke("quotes", "log", "--json").stdout)["log"] == []


def test_without_anything_to_review_it_says_so(study: Path, invoke: Invoke) -> None:
    interviewed(study, "Good.")
    passed(invoke, "Good.")
    result = invoke("quotes", "review", "--by", "R2")
    assert "No text waits" in result.stderr


# ----------------------------------------------- What a version says, and what another


def write_version(folder: Path, version: str, *changes: tuple[str, str]) -> None:
    """Put another version of the questionnaire in the place of the one that is there."""
    text = PEOPLE.replace('version = "1"', f'version = "{version}"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "questionnaires" / "people.toml").write_text(text, encoding="utf-8")


NEVER = (
    ('en = "Yes, once I approved it", nl = "Ja, na mijn akkoord"', 'en = "Never", nl = "Nooit"'),
    ("approve_first = [4]\n", ""),
)
ANONYMOUS = (
    ('en = "Yes, with job and town", nl = "Ja, met functie en plaats"', 'en = "Yes", nl = "Ja"'),
    ("detailed = [3]\n", ""),
)


@pytest.mark.parametrize("first", [True, False])
def test_a_code_that_means_never_in_one_version_is_no_approval_to_come_in_another(
    study: Path, invoke: Invoke, *, first: bool
) -> None:
    for version, changes, said in (("1", NEVER, "No."), ("2", (), "Later."))[:: 1 if first else -1]:
        write_version(study, version, *changes)
        interviewed(study, said, 4)
    assert states(invoke) == {"Later.": "wants_approval"}
    assert reported(invoke, "--internal")["quotations_waiting"] == 1


@pytest.mark.parametrize("first", [True, False])
def test_a_code_that_lets_no_details_be_said_in_one_version_lets_none_in_another(
    study: Path, invoke: Invoke, *, first: bool
) -> None:
    versions = (("1", ANONYMOUS, "Without."), ("2", (), "With."))
    for version, changes, said in versions[:: 1 if first else -1]:
        write_version(study, version, *changes)
        for _ in range(5):
            interviewed(study, said, 3)
    passed(invoke, "Without.")
    passed(invoke, "With.")
    told = {one["text"]: [text["en"] for text in one["details"]] for one in quotations(invoke)}
    assert told == {"Without.": [], "With.": ["Teacher", "Northwich"]}


def test_a_refusal_of_one_version_does_not_wait_for_a_review_in_another(
    study: Path, invoke: Invoke
) -> None:
    interviewed(study, "Yes.", 2)
    write_version(study, "2", ("grants = [2, 3]", "grants = [3]"))
    interviewed(study, "No.", 2)
    assert states(invoke) == {"Yes.": "waits"}
    assert reported(invoke, "--internal")["quotations_waiting"] == 1


def test_who_chose_the_same_code_for_another_job_is_not_alike(study: Path, invoke: Invoke) -> None:
    for _ in range(3):
        interviewed(study, "Good.", 3)
    write_version(study, "2", ('en = "Teacher", nl = "Docent"', 'en = "Head", nl = "Directeur"'))
    for _ in range(3):
        interviewed(study, "Fine.", 3)
    passed(invoke, "Good.")
    passed(invoke, "Fine.")
    assert [one["details"] for one in quotations(invoke)] == [[], []]


@pytest.mark.parametrize(
    "command",
    [(), ("list",), ("log",), ("review", "--by", "R2"), ("pass", "abcd", "--by", "R2")],
)
def test_details_that_are_not_one_option_are_refused_as_the_report_refuses_them(
    study: Path, invoke: Invoke, command: tuple[str, ...]
) -> None:
    interviewed(study, "Good.", 3)
    path = study / "questionnaires" / "study.toml"
    path.write_text(STUDY.replace('details.people = ["job", "town"]', 'details.people = ["said"]'))
    line = path.read_text("utf-8").splitlines().index('details.people = ["said"]') + 1
    refused = invoke("quotes", *command)
    assert refused.exit_code == ExitCode.INVALID
    assert f"study.toml:{line}:" in refused.stderr
    assert "type-mismatch" in refused.stderr
    assert refused.stderr == invoke("report").stderr


# ------------------------------------------------------------------ Report after report


def published(invoke: Invoke) -> list[list[str]]:
    """Publish a report; give the details of each quotation."""
    return [[text["en"] for text in one["details"]] for one in quotations(invoke)]


def test_a_detail_does_not_appear_with_the_one_who_came_in_since_the_last_report(
    study: Path, invoke: Invoke
) -> None:
    for number in range(4):
        interviewed(study, f"Said {number}.", 3)
    for _ in range(6):
        interviewed(study, "Other.", 1, town=2)
    passed(invoke, "Said 0.")
    assert published(invoke) == [[]]
    interviewed(study, "New.", 1)
    assert published(invoke) == [[]]
    assert [one["details"] for one in quotations(invoke, "--internal")] != [[]]
    for _ in range(9):
        interviewed(study, "Other.", 1, town=2)
    assert published(invoke) == [["Teacher", "Northwich"]]


def test_other_details_of_the_same_people_are_not_said_after_each_other(
    study: Path, invoke: Invoke
) -> None:
    for number in range(10):
        interviewed(study, f"Said {number}.", 3)
    passed(invoke, "Said 0.")
    path = study / "questionnaires" / "study.toml"
    both = 'details.people = ["job", "town"]'
    path.write_text(STUDY.replace(both, 'details.people = ["job"]'), encoding="utf-8")
    assert published(invoke) == [["Teacher"]] == published(invoke)
    path.write_text(STUDY.replace(both, 'details.people = ["town"]'), encoding="utf-8")
    assert published(invoke) == [[]]


def test_of_a_case_that_was_answered_twice_only_what_counts_is_quoted(
    study: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = study / "lines.jsonl"
    for moment, text in (("2026-02-02T10:00:00Z", "Later."), ("2026-01-01T10:00:00Z", "First.")):
        monkeypatch.setattr(SystemClock, "now", lambda _, at=moment: at)
        line = {"_case": "ABC-1", "job": 1, "town": 1, "said": text, "may_we": 2}
        path.write_text(json.dumps(line), encoding="utf-8")
        filled = invoke("fill", study / "questionnaires" / "people.toml", path)
        assert filled.exit_code == ExitCode.DONE, filled.stderr
        passed(invoke, text)
        assert printed(invoke) == [text]
    assert states(invoke) == {"First.": "passed"}

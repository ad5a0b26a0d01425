"""The words that people type instead of an answer. No option and no number begins with a slash.

A text that begins with a slash itself is typed with two.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from hybridequiz.plain.result import Departure
from hybridequiz.problems import near_match, say
from hybridequiz.questionnaire.states import Missing
from hybridequiz.values import frozen

SLASH: Final = "/"
HELP_MARK: Final = "?"
"""Asks for help at whatever is not answered with a text."""


class Command(Enum):
    """What one can ask for at any question."""

    NEXT = auto()
    BACK = auto()
    DONT_KNOW = auto()
    REFUSE = auto()
    NOT_APPLICABLE = auto()
    CLEAR = auto()
    HELP = auto()
    COMMANDS = auto()
    AGAIN = auto()
    REMARK = auto()
    LANGUAGE = auto()
    CONTENTS = auto()
    JUMP = auto()
    ADD_ROW = auto()
    REMOVE_ROW = auto()
    REVIEW = auto()
    PAUSE = auto()
    LEAVE = auto()
    NEXT_PERSON = auto()
    END = auto()
    FINISH = auto()


MEANINGS: Final[Mapping[Command, str]] = {
    Command.NEXT: say("go on; the same as Enter"),
    Command.BACK: say("to the question before"),
    Command.DONT_KNOW: say("don’t know, where offered"),
    Command.REFUSE: say("prefer not to say, where offered"),
    Command.NOT_APPLICABLE: say("not applicable, where offered"),
    Command.CLEAR: say("take the answer back"),
    Command.HELP: say("explain this question"),
    Command.COMMANDS: say("name all commands"),
    Command.AGAIN: say("read the question again"),
    Command.REMARK: say("note a remark at this question"),
    Command.LANGUAGE: say("go on in another language"),
    Command.CONTENTS: say("list the questions"),
    Command.JUMP: say("go to the question with this number in the list"),
    Command.ADD_ROW: say("add a row, where questions are asked in rows"),
    Command.REMOVE_ROW: say("take this row away"),
    Command.REVIEW: say("say what is still open"),
    Command.PAUSE: say("clear the screen until the code is typed"),
    Command.LEAVE: say("save and leave; go on later with your code"),
    Command.NEXT_PERSON: say("save, close and clear, for the next person"),
    Command.END: say("end the interview here"),
    Command.FINISH: say("finish the interview"),
}

WORDS: Final[Mapping[str, Mapping[Command, tuple[str, ...]]]] = {
    "en": {
        Command.NEXT: ("next", "n"),
        Command.BACK: ("back", "b"),
        Command.DONT_KNOW: ("know", "k", "dk", "dont-know", "don't-know"),
        Command.REFUSE: ("refuse", "rf"),
        Command.NOT_APPLICABLE: ("na", "not-applicable"),
        Command.CLEAR: ("clear", "x"),
        Command.HELP: ("help", "h", "?"),
        Command.COMMANDS: ("commands",),
        Command.AGAIN: ("again", "a"),
        Command.REMARK: ("remark", "r"),
        Command.LANGUAGE: ("lang", "l", "language"),
        Command.CONTENTS: ("contents", "c"),
        Command.JUMP: ("jump", "j"),
        Command.ADD_ROW: ("row", "add-row"),
        Command.REMOVE_ROW: ("remove-row",),
        Command.REVIEW: ("review", "rv"),
        Command.PAUSE: ("pause", "p"),
        Command.LEAVE: ("leave", "q", "quit", "save"),
        Command.NEXT_PERSON: ("next-person", "np"),
        Command.END: ("end",),
        Command.FINISH: ("finish",),
    },
    "nl": {
        Command.NEXT: ("verder", "v"),
        Command.BACK: ("terug", "t"),
        Command.DONT_KNOW: ("weet-niet", "wn", "weetniet"),
        Command.REFUSE: ("liever-niet", "ln", "geheim"),
        Command.NOT_APPLICABLE: ("nvt", "niet-van-toepassing"),
        Command.CLEAR: ("wis",),
        Command.HELP: ("hulp", "uitleg"),
        Command.COMMANDS: ("opdrachten",),
        Command.AGAIN: ("herhaal", "opnieuw"),
        Command.REMARK: ("opmerking", "o"),
        Command.LANGUAGE: ("taal",),
        Command.CONTENTS: ("inhoud", "i"),
        Command.JUMP: ("ga", "g", "naar"),
        Command.ADD_ROW: ("rij", "rij-erbij"),
        Command.REMOVE_ROW: ("rij-weg",),
        Command.REVIEW: ("overzicht",),
        Command.PAUSE: ("pauze",),
        Command.LEAVE: ("stoppen", "bewaar", "s"),
        Command.NEXT_PERSON: ("volgende-persoon", "vp"),
        Command.END: ("beëindig", "beeindig", "afbreken"),
        Command.FINISH: ("klaar", "afronden"),
    },
}
"""Words by language, the one that is shown first. No word means two things in two languages.

`volgende` is none: it could be meant as the next question.
"""

REASON_COMMANDS: Final[Mapping[Missing, Command]] = {
    Missing.DONT_KNOW: Command.DONT_KNOW,
    Missing.REFUSED: Command.REFUSE,
    Missing.NOT_APPLICABLE: Command.NOT_APPLICABLE,
}

LEAVING: Final[Mapping[Command, Departure]] = {
    Command.LEAVE: Departure.COMMAND,
    Command.NEXT_PERSON: Departure.NEXT_PERSON,
}

YES: Final = frozenset({"yes", "y", "ja", "j"})
NO: Final = frozenset({"no", "n", "nee"})


@frozen
class Call:
    """A command as it was typed.

    Attributes:
        command: What is asked for.
        rest: What was typed behind it.
    """

    command: Command
    rest: str = ""


class UnknownCommand(Exception):
    """A word behind a slash that is no command.

    Attributes:
        word: The word.
        near: The command that it probably stands for, or nothing.
        bare: Whether it was typed without a slash, where there is nothing to answer.
    """

    def __init__(self, word: str, near: str, *, bare: bool = False) -> None:
        super().__init__(word)
        self.word = word
        self.near = near
        self.bare = bare


def command_word(command: Command, language: str) -> str:
    """Give the command as it is shown: with its slash, in the reader's language if it can."""
    return SLASH + WORDS.get(language, WORDS["en"])[command][0]


def read_call(line: str) -> Call | None:
    """Read a command; None where the line is an answer.

    Raises:
        UnknownCommand: when a slash stands before a word that is no command.
    """
    text = line.strip()
    if not text.startswith(SLASH) or text.startswith(SLASH * 2):
        return None
    return call_of(text[1:], bare=False)


def call_of(text: str, *, bare: bool = True) -> Call:
    """Read a command without its slash; `bare`: whether none was typed.

    Raises:
        UnknownCommand: when it is none.
    """
    word, _, rest = text.strip().partition(" ")
    known = _COMMANDS.get(word.casefold())
    if known is None:
        near = "" if word.casefold() in YES | NO else near_match(word.casefold(), _COMMANDS)
        raise UnknownCommand(word, near, bare=bare)
    return Call(known, rest.strip())


def departure_asked(line: str) -> Departure | None:
    """Tell how one leaves with what was typed, where the other commands do nothing; None if one does not."""
    try:
        call = read_call(line)
    except UnknownCommand:
        return None
    return None if call is None else LEAVING.get(call.command)


def answer_text(line: str) -> str:
    """Give what was typed as an answer: of two slashes at the beginning one goes."""
    stripped = line.lstrip()
    return stripped[1:] if stripped.startswith(SLASH * 2) else line


_COMMANDS: Final[Mapping[str, Command]] = {
    word: command
    for words in WORDS.values()
    for command, spellings in words.items()
    for word in spellings
}

"""What people, keyboards, files and malice put into an answer, and every kind of place that an answer has.

A new type of question is one line in `PLACES`; a new idea of mischief one line in `HOSTILE`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

HOSTILE: Final = {
    "a colour sequence": "\x1b[31mred\x1b[0m",
    "a window title": "\x1b]0;pwned\x07 hello",
    "a link": "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "the clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "an answerback": "\x05\x1b[c\x1b[6n\x1bZ",
    "the alternate screen": "\x1b[?1049l\x1b[2J\x1b[3J",
    "C1 controls": "a\x9b31mb\x9dtitle\x9cc\x85d",
    "a device string": "\x1bP+q544e\x1b\\\x90q\x9c",
    "a bracketed paste that ends early": "a\x1b[201~b\x1b[200~c",
    "every control": "".join(map(chr, [*range(9), *range(11, 13), *range(14, 32), 127])) + "x",
    "NUL": "be\x00fore",
    "backspaces": "secret\b\b\b\b\b\bpublic",
    "markup of Rich": "[red]x[/red] [bold]y[/] [/] [/b]",
    "a link of Textual": "[@click=app.quit]go[/] [$primary]z",
    "brackets of surveys": "array[0] [A-Z] [1] Other [specify] [x] done",
    "unclosed markup": "[[[ [red [/ ]]]",
    "emoji codes": ":smile: :warning: :boom:",
    "fills": "{name} {word} {{x}} {0} {word|none} {word.__class__}",
    "formats": "%s %n %(name)s %d $HOME ${HOME} `id` $(id)",
    "the direction of writing": "user\u202egnp.exe\u202c \u2066\u2067\u2069 \u200e\u200f\u061c",
    "zero width": "a\u200bb\u2060c\ufeffd\u00ade",
    "a lone surrogate": "half \ud83d and \udc4d half",
    "a private character": "logo \ue000\U000f0000",
    "no character": "\uffff\ufdd0\U0001fffe!",
    "tags": "flag \U000e0067\U000e0062\U000e007f!",
    "twenty thousand characters": "lang " * 4_000,
    "one long word": "x" * 1_200,
    "a flood of accents": "Z" + "\u0301\u0316\u0334\u0489" * 20 + "algo",
    "an accent alone": "\u0301\u0308 x",
    "a formula": "=1+1",
    "more formulas": '=HYPERLINK("https://example.org","x")\t+1\t-1\t@SUM(A1)',
    "a command by a spreadsheet": "=cmd|'/C calc'!A0",
    "quotes of SQL": "'; DROP TABLE events; -- \" \\' \\\"",
    "a path upward": "../../../../etc/passwd",
    "a path of another system": "..\\..\\x:\\con\\nul.txt",
    "TOML": '[[section]]\nid = "x"\n"""',
    "JSON": '{"missing": "dont_know"}, null, [1, {"x": NaN}]',
    "a script": "<script>alert(1)</script> <!-- & &amp; ]]> <?php",
    "a family": "👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d🔧 🏳\ufe0f\u200d🌈 🇳🇱 1\ufe0f\u20e3 ❤\ufe0f",
    "joiners": "می\u200cخواهم क्\u200dष",
    "right to left": "שלום עולם مرحبا بالعالم abc",
    "full-width digits": "１２",
    "Arabic digits": "٣",
    "digits of elsewhere": "৩ ᠓ 𝟛 ³ ⅓ Ⅲ ④",
    "almost numbers": "1_000",
    "hexadecimal": "0x10 1e3",
    "infinity": "Infinity",
    "no number": "NaN",
    "almost a day": "31-13-2026",
    "several lines": "one\ntwo\r\nthree\rfour\u2028five\u2029six\vseven\feight",
    "tabs": "a\tb\t\tc",
    "only spaces": " \u00a0\u2003\u3000\t ",
    "nothing that shows": "\u200b\u200d\ufeff\u2060",
    "commands of plain lines": "/leave",
    "a slash and more": "/etc/passwd /finish",
    "a dot": ".",
    "a question mark": "?",
    "reasons": "dont_know -99 refused off_route",
    "decomposed": "cafe\u0301 \u1112\u1161\u11ab A\u030a \u212b",
    "wide": "漢字かな交じり文한국어",
    "a broken encoding": "Ã© â‚¬ \ufffd",
}
Keeps = Literal["line", "prose", "nothing"]


@dataclass(frozen=True)
class Place:
    """A place where something can be put.

    Attributes:
        toml: The question, without its id and text.
        keeps: What it makes of a text: a line, several lines, or nothing, as it is no answer there.
        keys: What is pressed on the screen, and typed in plain lines, to come there.
        most: How many characters fit.
        picks: Characters that are keys of the answers here: who types one, chooses it.
        in_row: Whether it is asked once a row.
        after: What stands behind it in the questionnaire.
    """

    toml: str
    keeps: Keeps = "nothing"
    keys: tuple[str, ...] = ()
    most: int = 0
    picks: str = ""
    in_row: bool = False
    after: str = ""

    @property
    def address(self) -> str:
        """Give the id of the question, as it is in an interview."""
        return "word[1]" if self.in_row else "word"


OPTIONS: Final = (
    'options = [ { code = 8, en = "Yes" }, { code = 9, en = "No, namely", other = true } ]'
)
ROWS: Final = """
[[section]]
id = "rows"
title = "Rows"
repeat = "word"
row_title = "Row {row}"

[[section.question]]
id = "inner"
type = "text"
text = "Inner?"
"""
PLACES: Final = {
    "text": Place('type = "text"', "line", most=200),
    "long_text": Place('type = "long_text"', "prose", most=4_000),
    "namely": Place(f'type = "single"\n{OPTIONS}', "line", ("9",), most=100),
    "namely of several": Place(f'type = "multiple"\n{OPTIONS}', "line", ("9",), most=100),
    "single": Place(f'type = "single"\n{OPTIONS}', picks="89"),
    "multiple": Place(f'type = "multiple"\n{OPTIONS}', picks="89"),
    "integer": Place('type = "integer"\nmin = 0\nmax = 9999'),
    "decimal": Place('type = "decimal"\nmin = 0\nmax = 9999'),
    "scale": Place(
        'type = "scale"\nmin = 0\nmax = 9\nlow = "bad"\nhigh = "good"', picks="0123456789"
    ),
    "date": Place('type = "date"'),
    "time": Place('type = "time"'),
    "grid": Place(
        'type = "grid"\nitems = [ { id = "word", text = "it" } ]\n'
        'options = [ { code = 8, en = "Yes" }, { code = 9, en = "No" } ]',
        picks="89",
    ),
    "ranking": Place(f'type = "ranking"\n{OPTIONS}', picks="89"),
    "namely of a ranking": Place(
        f'type = "ranking"\nmax_ranked = 1\n{OPTIONS}', "line", ("9",), most=100
    ),
    "lookup": Place('type = "lookup"\nlist = "places.csv"'),
    "partial date": Place('type = "date"\npartial = true'),
    "text in a row": Place('type = "text"', "line", most=200, in_row=True),
    "count of rows": Place('type = "integer"\nmin = 0\nmax = 5', after=ROWS),
}
LIST: Final = """\
code,label,=1+1
\u0141\u00f3d\u017a,Qvq \u00dfq,<script>
'QQ',\u202eQqv [bold]q[/],"{q}"
%s;--,"Vqv ""q"",\nv",q
"""
"""What a lookup chooses from; the letters are in none of the texts."""
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def is_text(character: str) -> bool:
    """Tell whether a character can stand in an answer, as docs/authors.md says."""
    if character in "\n\t\u200c\u200d":
        return True
    code = ord(character)
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return unicodedata.category(character) not in _DROPPED and not is_none


def as_lines(text: str) -> str:
    """Give a text with every kind of line end as a newline."""
    return _LINE_END.sub("\n", text)


def as_kept(text: str) -> str:
    """Give what an answer keeps of a text: line ends as newlines, without what is no text, in NFC, trimmed."""
    kept = "".join(filter(is_text, as_lines(text)))
    return unicodedata.normalize("NFC", kept).strip()


def squashed(text: str) -> str:
    """Give a text with single spaces: how lines are joined, and what becomes of a tab, differs between clients."""
    return re.sub("[ \t\n]+", " ", text).strip()


def is_answer(text: str) -> bool:
    """Tell whether there is anything but spaces and joiners in what is kept of a text."""
    return any(not (one.isspace() or one in "\u200c\u200d") for one in as_kept(text))


def is_harmless(shown: str) -> bool:
    """Tell whether no terminal obeys any of it."""
    return all(is_text(one) and one != "\t" for one in shown)

"""Plain mode: the same interview in plain prompts, one line a thing, in reading order.

For screen readers, simple terminals, slow lines and pipes. Nothing here moves the cursor or sets a
colour.

| typed | means |
| --- | --- |
| what stands before an option | choose it; several with spaces or commas where more may be chosen |
| Enter on nothing | keep the answer; without one it is asked once whether to leave it empty |
| lines, then a line with only a full stop | a long text; two full stops stand for one |
| `/word` | a command; `/commands` names them, in English and in the language of the interview |
| `//text` | a text that begins with a slash |
| `?` | help, where the answer is not a text |
| `/pause` | clear the screen until the code is typed; so it is where nobody types for too long |
| `/next-person` | save, close and clear, for the next person |
| `/back` at a follow-up question | back to the question that it belongs to |
"""

from hybridequiz.plain.dialogue import run_plain
from hybridequiz.plain.kiosk import run_kiosk
from hybridequiz.plain.result import Departure, Outcome, PlainResult, Terminated
from hybridequiz.plain.setup import NewInterview, Resumption, choose_setup
from hybridequiz.plain.talk import CoverWanted, Terminal

__all__ = [
    "CoverWanted",
    "Departure",
    "NewInterview",
    "Outcome",
    "PlainResult",
    "Resumption",
    "Terminal",
    "Terminated",
    "choose_setup",
    "run_kiosk",
    "run_plain",
]

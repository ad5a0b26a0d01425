"""Every problem that a questionnaire can have: its code, and the rule behind it in one sentence.

`docs/problems.md` shows each with an example; a test holds the two, and the code, against each other.
"""

from __future__ import annotations

from typing import Final

RULES: Final[dict[str, str]] = {
    # The file
    "no-such-file": "The file that is named exists.",
    "not-a-file": "What is named is a file, not a folder.",
    "cannot-read": "The file may be read.",
    "too-large": "A questionnaire has at most 5,000,000 bytes, and 500,000 keys and values.",
    "not-utf8": "A questionnaire is written in UTF-8.",
    "not-toml": "A questionnaire is TOML, and its numbers can be reckoned with.",
    "too-deep": "Tables and lists are at most 32 deep within each other.",
    "too-many": "A file has at most 1,000 wrong keys and values; more are not told.",
    "not-a-questionnaire": "A questionnaire is named where one is expected, not a study.",
    # The study
    "unknown-study": "The study that a questionnaire names is a file beside it.",
    "not-a-study": "What a questionnaire names as its study is a study, not a questionnaire.",
    "core-differs": "A core question has the same type and codes in every questionnaire of the study.",
    "core-unused": "Every id in the core of a study is a question of one of its questionnaires.",
    "not-live": "A study that is live has all its values filled in.",
    # Who is invited
    "invited-location": "Numbers of who is invited are by locations of the study.",
    "invited-group": "Other numbers of who is invited are by the groups of a breakdown that are known beforehand.",
    "invited-total": "The numbers by location, and by group, add up to the total.",
    "invited-audience": "The audiences that are invited are those of the questionnaires.",
    "shared-audience": "An audience that figures are of is asked by one questionnaire.",
    # Keys and values
    "unknown-key": "Every key is one that its table can have.",
    "missing-key": "No key that a table needs is missing.",
    "wrong-type": "A value is of the kind that its key takes.",
    "wrong-value": "A value is one of those that its key takes.",
    "unknown-type": "A question is of one of the types that there are.",
    "bad-id": "An id is 1 to 24 small letters, digits and underscores, and begins with a letter; "
    "that of an indicator or a claim is 1 to 12 letters and digits.",
    "reserved-word": "An id is no word of the condition language, of claims, of SPSS or Stata, and has no '__' in it.",
    "awkward-name": "An id is no reserved word of R or SQL, so that the column of its answers needs no quotes there.",
    "long-name": "The columns of a question have names of at most 32 characters, with what is added to its id.",
    "names-alike": "Every column has a name of its own in exports, also where names are cut after 32 characters.",
    "duplicate-id": "Every question, section, indicator, breakdown, group, chapter and claim has an id of its own.",
    "bounds": "Bounds are in order, and can be kept.",
    "reserved-numbers": "No answer can be a number from -99 to -90: in exports these say why there is none.",
    # Option lists
    "unknown-list": "An option list that is named stands under [options], here or in the study.",
    "duplicate-code": "Every option of a list, and every location, has a code of its own.",
    "no-options": "A choice offers as many options as must be chosen, wherever it is asked.",
    "mixed-codes": "The codes of a list are all numbers, or all names.",
    # Lists of codes in files
    "unknown-file": "The list that a lookup names is a file beside the questionnaire.",
    "empty-list": "A list in a file has a header, and a row for each code.",
    "missing-column": "A list has a column 'code', and words in every language of the questionnaire.",
    "unknown-column": "A column that is named is one of the list.",
    "bad-row": "A row of a list is CSV, has a cell for every column, and a code.",
    "missing-label": "Every code of a list has words in every language.",
    # Texts
    "unknown-text": "A text that is named with @ stands under [texts], here or in the study.",
    "unknown-language": "The languages of a text are among those of the file.",
    "missing-translation": "A text has a wording in every language of the file, or one for all.",
    "bad-fill": "Braces in a text hold a name, as in {name} or {name|fallback}.",
    "fill-without-fallback": "What is filled into a text has a value there, or a fallback.",
    # Names
    "unknown-name": "Every name stands for something.",
    "forward-reference": "What is referred to comes earlier.",
    "unusable-name": "What is referred to has an answer.",
    "shuffled": "What is referred to comes earlier in every order that shuffling can give.",
    # Consents
    "one-sided-consent": "Who is asked for consent can give it, and can keep it back.",
    "consent-without-exit": "Who does not consent to taking part leaves the interview.",
    # Conditions
    "syntax": "A condition can be read.",
    "foreign-spelling": "A condition is spelled like Python.",
    "not-allowed": "A condition holds only what the language has.",
    "too-long": "A condition has at most 2,000 characters, and a number in it 20.",
    "too-complex": "A condition has at most 200 parts, and 50 within each other.",
    "unknown-function": "A function that is called is one of the language.",
    "wrong-arguments": "A function is given what it takes.",
    "bad-pattern": "A pattern can be read, and does not look around.",
    "type-mismatch": "What is compared, calculated or taken together is of kinds that go together.",
    "unknown-option": "A code that a question is compared with is one of its options.",
    "this-outside-check": "The word this stands in checks only.",
    # Routes
    "always-true": "A condition decides something: it is not always true.",
    "always-false": "A condition decides something: it is not always false.",
    "can-be-unknown": "Where a condition can be unknown, the questionnaire says what happens then.",
    "unreachable": "Some answers lead to every question.",
    # The report of a study
    "either-or": "Of keys that exclude each other one is there, with the key that goes with it.",
    "overlapping-groups": "Nobody is in two groups of a breakdown.",
    "never-a-value": "A calculation with written numbers has a value: it divides by no zero.",
    "no-figure": "The figures that a claim says or shows are there for each of its lines.",
    "never-said": "Words of a claim without a rule come after those with one.",
    "quotation-option": "What else an option of a permission to quote means fits what it grants.",
}
"""The rule by the code."""

"""Where things are written: examples drawn with carets, and laws over files in random style."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from hybridequiz.questionnaire.parts import Key
from hybridequiz.questionnaire.places import Places, Span
from questionnaire.toml_writer import Range, Writer, everything, written

# Examples: the line of carets under a line of TOML is the span expected.


def drawn(picture: str) -> tuple[str, Span]:
    """Take the carets out of a picture: the TOML that is left, and what they underline."""
    lines = dedent(picture).strip("\n").split("\n")
    (at,) = (number for number, line in enumerate(lines) if set(line.strip()) == {"^"})
    carets = lines.pop(at)
    return "\n".join(lines) + "\n", Span(at, carets.index("^") + 1, carets.count("^"))


def shown(picture: str, look: Callable[[Places, Any], Span | None]) -> None:
    """Check a look-up against the carets, whatever line ends and byte order mark the file has."""
    text, expected = drawn(picture)
    document = tomli.loads(text)
    for variant in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        assert look(Places(variant), document) == expected


def key_is(path: Key, picture: str) -> None:
    shown(picture, lambda places, _: places.key(path))


def value_is(path: Key, picture: str) -> None:
    shown(picture, lambda places, _: places.value(path))


def nearest_is(path: Key, picture: str) -> None:
    shown(picture, lambda places, _: places.nearest(path))


def part_is(part: str, picture: str) -> None:
    """Check where `part` of the string `x` is written."""

    def look(places: Places, document: dict[str, str]) -> Span | None:
        start = document["x"].index(part)
        return places.within(("x",), start, start + len(part))

    shown(picture, look)


def test_a_key_is_underlined_where_it_stands_among_blanks_and_comments() -> None:
    key_is(
        ("years", "min"),
        """
        # min = 1
        [years]
          min   = 0  # bounds
          ^^^
        """,
    )


def test_a_quoted_key_is_underlined_with_its_quotes() -> None:
    key_is(("a.b",), 'x = 1\n"a.b" = 2\n^^^^^')
    key_is(("é\t",), '"\\u00e9\\t" = 2\n^^^^^^^^^^')
    key_is(("",), "'' = 2\n^^")


def test_each_part_of_a_dotted_key_has_its_own_place() -> None:
    key_is(("text",), "text . 'nl' = 1\n^^^^")
    key_is(("text", "nl"), "text . 'nl' = 1\n       ^^^^")
    key_is(("1", "2"), "1.2 = 3.4\n  ^")


def test_a_table_is_named_in_its_header_and_begins_with_it() -> None:
    key_is(("a", "b"), "[ a . b ]\n      ^\nc = 1")
    value_is(("a", "b"), "[ a . b ]\n^^^^^^^^^\nc = 1")


def test_the_own_header_of_a_table_goes_before_a_header_that_implies_it() -> None:
    key_is(("a",), "[a.b]\n[a]\n ^")
    key_is(("a",), "[a.b]\n ^\n[a.c]")


def test_a_table_that_is_only_implied_has_a_name_but_no_value() -> None:
    places = Places("[a.b]\nc.d = 1\n")
    assert places.key(("a",)) == Span(1, 2, 1)
    assert places.key(("a", "b", "c")) == Span(2, 1, 1)
    assert places.value(("a",)) is None
    assert places.value(("a", "b", "c")) is None


def test_a_question_is_its_own_header_and_not_the_first_one() -> None:
    questionnaire = """
        [[section]]
        [[section.question]]
        id = "one"
        [[section]]
        [[section.question]]
        id = "two"
          [[section.question.check]]
          that = "this > 1"
        [[section.question]]
        {}
        id = "three"
        {}
        """
    header, identifier = "^" * len("[[section.question]]"), "^" * len("id")
    key_is(("section", 1, "question", 1), questionnaire.format(header, ""))
    value_is(("section", 1, "question", 1), questionnaire.format(header, ""))
    key_is(("section", 1, "question", 1, "id"), questionnaire.format("", identifier))


def test_a_table_under_an_array_of_tables_belongs_to_the_last_element() -> None:
    key_is(("a", 1, "b", "c"), "[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2\n^")
    value_is(("a",), "[[a]]\n^^^^^\n[[a]]")
    key_is(("a",), "[[a]]\n  ^\n[[a]]")


def test_an_option_in_an_inline_table_over_several_lines_is_found() -> None:
    options = """
        [options]
        status = [   # who is asked, "quoted"
          { code = "current",   nl = "Nu" },
          {
            code = "stopped",  # a comment with ] and }
            {}
            nl   = "Gestopt",
            {}
          },
        ]
        """
    key_is(("options", "status", 1, "code"), options.replace("{}", "^^^^", 1).replace("{}", ""))
    value_is(
        ("options", "status", 1, "nl"),
        options.replace("{}", "", 1).replace("{}", "       " + "^" * len('"Gestopt"')),
    )


def test_a_value_over_several_lines_is_underlined_on_its_first_line_without_the_comment() -> None:
    value_is(("a",), "a = [ 1, '#',   # [\n    ^^^^^^^^^\n 2 ]")
    value_is(("a",), "a = {   # {\n    ^\n b = 1 }")
    value_is(("a",), 'a = """one # two\n    ^^^^^^^^^^^^\nthree"""  # four')
    value_is(("a",), 'a = [ """one\n    ^^^^^^^^\ntwo""" ] ')


def test_elements_of_nested_arrays_are_found_by_index() -> None:
    value_is(("a", 1, 0, "b", 2), "a = [[], [{ b = [1, 2, 33, ], }],]\n                       ^^")
    key_is(("a", 1, 0), "a = [[], [{ b = [1, 2, 33, ], }],]\n          ^^^^^^^^^^^^^^^^^^^^^")


@pytest.mark.parametrize(
    "value",
    [
        "-1_000",
        "0xFF",
        "6.02e+23",
        "-inf",
        "true",
        "2026-05-27",
        "07:32",
        "2026-05-27 07:32:00.5-07:00",
        "2026-05-27T07:32Z",
        '"a # b"',
        r'"\\"',
        "''",
        '""""a"""""',
        "'''''a''''",
        "{}",
        "[ ]",
    ],
)
def test_a_value_of_each_kind_ends_where_the_next_thing_begins(value: str) -> None:
    value_is(("a", 0), f"a = [{value},3]\n     {'^' * len(value)}")
    value_is(("a", "b"), f"a = {{b={value}}}\n       {'^' * len(value)}")
    value_is(("a",), f"a = {value} # b\n    {'^' * len(value)}")
    value_is(("a",), f"a = {value}#b\n    {'^' * len(value)}\nb = 2")


def test_a_tab_counts_as_one_character() -> None:
    key_is(("a",), "[b]\n[c]\n\t\t[a]\n\t\t ^")
    part_is("d", 'x\t=\t"c\td"\n \t \t  \t^')


def test_a_character_beyond_the_basic_plane_counts_as_one() -> None:
    part_is("b", 'x = "😀é\u2028b"\n       ' + " ^")


def test_the_part_of_a_condition_that_is_wrong_is_underlined() -> None:
    part_is('"complete"', "x = 'p_status == \"complete\"'\n                 ^^^^^^^^^^")


def test_an_escape_is_underlined_whole() -> None:
    part_is('"é', r'x = "a\"\u00e9b"' + "\n      ^^^^^^^^")
    part_is("A", r'x = "\x41b"' + "\n     ^^^^")
    part_is("\x1b", r'x = "\\\eb"' + "\n       ^^")
    part_is("😀", r'x = "\U0001F600b"' + "\n     ^^^^^^^^^^")


def test_a_backslash_in_a_literal_string_is_no_escape() -> None:
    part_is("n", r"x = '\n'" + "\n      ^")
    part_is("n", r"x = '''\n'''" + "\n        ^")


def test_the_line_end_after_opening_quotes_is_no_character() -> None:
    part_is("one", 'x = """\none\n^^^\ntwo"""')
    part_is("one", "x = '''\none\n^^^\ntwo'''")
    part_is("two", "x = '''one\ntwo'''\n^^^")


def test_a_line_ending_backslash_is_no_character() -> None:
    part_is("two", 'x = """one \\\n\n   two"""\n   ^^^')
    part_is("one ", 'x = """one \\  \n       ^^^^\n   two"""')


def test_quotes_at_the_edge_of_a_multi_line_string_belong_to_it() -> None:
    part_is('"a"', 'x = """"a""""\n       ^^^')
    part_is("''b", "x = '''''b'''''\n       ^^^")


def test_a_range_over_a_line_end_is_cut_there() -> None:
    part_is("one\ntwo", 'x = """one\n       ^^^\ntwo"""')


def test_an_empty_range_is_the_point_before_it() -> None:
    places = Places('x = """ab"""\r\ny = "a\\tb"\r\n')
    assert places.within(("x",), 2, 2) == Span(1, 10, 0)
    assert places.within(("y",), 0, 0) == Span(2, 6, 0)
    assert places.within(("y",), 2, 2) == Span(2, 9, 0)


def test_what_is_not_in_the_string_has_no_place() -> None:
    places = Places('x = "ab"\ny = 12\n[t]\nu.v = "a"\n')
    assert places.within(("x",), 0, 3) is None
    assert places.within(("x",), -1, 1) is None
    assert places.within(("x",), 2, 1) is None
    for path in (("y",), ("t",), ("t", "u"), ("z",), ("x", 0), ()):
        assert places.within(path, 0, 0) is None


def test_what_is_not_written_has_no_place() -> None:
    places = Places("[a]\nb = [1]\n")
    for path in ((), ("b",), ("a", "b", 1), ("a", "b", 0, "c"), ("a", 0)):
        assert places.key(path) is None
        assert places.value(path) is None


def test_a_missing_key_is_told_at_the_nearest_thing_that_is_written() -> None:
    nearest_is(("q", 1, "id"), "[[q]]\nid = 1\n[[q]]\n^^^^^\nx = 1")
    nearest_is(("q", 5, "id"), "[[q]]\n  ^\nid = 1\n[[q]]")
    nearest_is(("t", "fr"), "t.nl = 1\n^\nt.en = 2")
    nearest_is(("o", 0, "code", "x"), "o = [{ code = 1 }]\n       ^^^^")
    assert Places("a = 1").nearest(("b", "c")) is None
    assert Places("a = 1").nearest(()) is None


def test_a_line_is_given_without_its_end_and_without_the_byte_order_mark() -> None:
    places = Places("\ufeffa = 1\r\n\tb = '\u2028\x85'\nlast")
    assert [places.line_text(line) for line in range(5)] == [
        "",
        "a = 1",
        "\tb = '\u2028\x85'",
        "last",
        "",
    ]


def test_deep_nesting_needs_no_recursion() -> None:
    deep = 100_000
    assert Places("a = " + "[" * deep + "]" * deep).value(("a", *([0] * (deep - 1)))) == Span(
        1, 4 + deep, 2
    )
    assert Places(".".join("a" * deep) + " = 1").key(("a",) * deep) == Span(1, 2 * deep - 1, 1)


# Laws: what a writer noted while it wrote is what is found.


def spot(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def source(places: Places, span: Span) -> str:
    return places.line_text(span.line)[span.column - 1 :][: span.length]


@given(written())
@settings(max_examples=150, deadline=None)
def test_the_writer_of_these_tests_writes_what_the_reader_reads(
    sample: tuple[dict[str, Any], Writer],
) -> None:
    document, writer = sample
    assert tomli.loads(writer.text) == document


@given(written(), st.sampled_from(["", "\ufeff"]))
@settings(max_examples=200, deadline=None)
def test_every_key_and_every_value_is_found_where_it_was_written(
    sample: tuple[dict[str, Any], Writer], mark: str
) -> None:
    document, writer = sample
    places = Places(mark + writer.text)
    for path, value in everything(document):
        key, where = places.key(path), writer.keys.get(path)
        if where is not None:
            assert key == Span(*spot(writer.text, where[0]), where[1] - where[0])
        else:
            assert key == places.value(path) is not None  # an array element has no name
        assert places.nearest((*path, "not there")) == key
        check_value(places, writer, path, value)


def check_value(places: Places, writer: Writer, path: Key, value: object) -> None:
    span, where = places.value(path), writer.values.get(path)
    if where is None:
        assert span is None
        return
    assert span is not None
    assert (span.line, span.column) == spot(writer.text, where[0])
    raw = writer.text[slice(*where)]
    if "\n" in raw:
        assert raw.startswith(source(places, span))
        assert span.length > 0
    else:
        assert source(places, span) == raw
    if not raw.startswith("[") or (isinstance(value, list) and not raw.startswith("[[")):
        assert tomli.loads(f"x = {raw}") == {"x": value}


@given(written(), st.data())
@settings(max_examples=200, deadline=None)
def test_every_character_of_a_string_is_found_where_it_was_written(
    sample: tuple[dict[str, Any], Writer], data: st.DataObject
) -> None:
    document, writer = sample
    places = Places(writer.text)
    for path, value in everything(document):
        if not isinstance(value, str):
            assert places.within(path, 0, 0) is None
            continue
        pieces = writer.characters[path]
        for index, character in enumerate(value):
            check_character(places, path, index, character)
        start = data.draw(st.integers(0, len(value)))
        end = data.draw(st.integers(start, len(value)))
        check_range(places.within(path, start, end), writer.text, pieces[start:end])
        assert places.within(path, start, len(value) + 1) is None


def check_character(places: Places, path: Key, index: int, character: str) -> None:
    span = places.within(path, index, index + 1)
    assert span is not None
    if span.length == 0:
        assert character == "\n"
        assert span.column == len(places.line_text(span.line)) + 1
        return
    piece = source(places, span)
    assert piece == character or tomli.loads(f'x = "{piece}"') == {"x": character}


def check_range(span: Span | None, text: str, pieces: list[Range]) -> None:
    assert span is not None
    if not pieces:
        assert span.length == 0
        return
    first, last = pieces[0][0], pieces[-1][1]
    assert (span.line, span.column) == spot(text, first)
    line = re.split(r"\r?\n", text[first:last])[0]
    assert span.length == len(line)


@given(
    written(), st.integers(0), st.text(st.sampled_from("[]{}'\"\\=.,# \n\r\ta1\ufeff"), max_size=5)
)
@settings(max_examples=150, deadline=None)
def test_a_file_that_the_reader_would_refuse_raises_nothing(
    sample: tuple[dict[str, Any], Writer], at: int, junk: str
) -> None:
    document, writer = sample
    cut = at % (len(writer.text) + 1)
    for text in (writer.text[:cut] + junk + writer.text[cut:], writer.text[:cut] + junk):
        places = Places(text)
        for path, _ in everything(document):
            places.key(path)
            places.value(path)
            places.nearest(path)
            places.within(path, 0, 1)

"""YAML from strangers: data with its lines, or a sentence that says what to do."""

import time

import pytest
from django.utils import translation

from kysyva.tools.forms.yaml import YamlError, parse, parse_all


def refusal(text: str) -> tuple[int, str]:
    with translation.override("en"), pytest.raises(YamlError) as caught:
        parse(text)
    return caught.value.line, caught.value.message


def test_words_stay_words_and_numbers_are_whole() -> None:
    text = "a: no\nb: on\nc: 1e3\nd: 0x10\ne: 2026-01-01\nf: 12\ng: '12'\nh: true\ni: 1.5"
    assert parse(text).data == {
        "a": "no",
        "b": "on",
        "c": "1e3",
        "d": "0x10",
        "e": "2026-01-01",
        "f": 12,
        "g": "12",
        "h": True,
        "i": "1.5",
    }


@pytest.mark.parametrize("text", ["", "# only a note\n", "a:\n", "a: ~\n", "a: null\n"])
def test_what_is_left_empty_is_left_out(text: str) -> None:
    assert parse(text).data == {}


def test_a_huge_number_is_not_made() -> None:
    assert parse("a: " + "9" * 400).data == {"a": "9" * 400}


def test_lines_are_known_by_path() -> None:
    parsed = parse("a:\n  - x\n  - b: 1\n    c: >-\n      d\n", first_line=2)
    assert parsed.line_of(("a",)) == 2
    assert parsed.line_of(("a", 0)) == 3
    assert parsed.line_of(("a", 1, "c")) == 5
    assert parsed.line_of(("a", 1, "never", 7)) == 4
    assert parsed.line_of(("nowhere",)) == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b: c", 1, "This is not valid YAML. Put a text with a colon in it in quotes."),
        ("a: 1\nb: 'x", 2, "A quotation mark or bracket is opened but not closed."),
        ("a:\n\t- b", 2, "Indent with spaces, not with tabs."),
        ("a: @x", 1, "Put a text that begins with this character in quotes."),
        ("a:\n  - b\n c: d", 3, "The indentation does not fit the lines above."),
        ('a: "\\q"', 1, "Write a backslash in double quotes twice"),
        ("a: {b: c", 1, "This is not valid YAML."),
        ("a: 1\nb: 2\na: 3", 3, "The field “a” stands here twice."),
        ("? [a]\n: b", 1, "A field's name must be a word."),
        ("a: 1\n---\nb: 2", 2, "Only one YAML document is allowed in a file."),
        ("a: \u0007", 1, "This character is not allowed in YAML."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, message: str) -> None:
    found = refusal(text)
    assert found[0] == line
    assert message in found[1]


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['id']",
        "a: !!python/name:os.system",
        "a: !!str b",
        "a: ! b",
        "a: !ruby/object:X {}",
        "a: !!binary aGVp",
    ],
)
def test_tags_are_refused(text: str) -> None:
    assert refusal(text) == (1, "Tags (!) are not allowed.")


@pytest.mark.parametrize("text", ["a: &x 1", "a: *x", "<<: *x", "&a b: c", "- &x [*x]"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    assert refusal(text) == (1, "Anchors and aliases (& and *) are not allowed.")


def test_directives_are_refused() -> None:
    assert refusal("%YAML 1.1\n---\na: yes")[1] == "Directives (%) are not allowed."


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a: &a [lol, lol]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(bomb)[1] == "Anchors and aliases (& and *) are not allowed."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "nested too deep"),
        ("a: " + "[" * 50_000 + "]" * 50_000, "nested too deep"),
        ("{a: " * 50_000, "nested too deep"),
        ("- " * 50_000, "nested too deep"),
        ("[" + "a," * 100_000 + "]", "more than 10000 values"),
        ("- a\n" * 60_000, "more than 10000 values"),
        ("".join(f"a{n}: 1\n" for n in range(20_000)), "more than 10000 values"),
        ("? " * 50_000, "A field's name must be a word"),
        ("'" * 200_001, "opened but not closed"),
    ],
    ids=lambda value: value[:12],
)
def test_a_text_that_is_made_to_be_large_is_refused_soon(text: str, message: str) -> None:
    began = time.process_time()
    assert message in refusal(text)[1]
    assert time.process_time() - began < 5


def test_all_of_yaml_is_read_where_it_is_needed() -> None:
    text = "a: |\n  x\n   y\nb: 'it''s'\nc: [p, {q: r}]\nd: >\n  e\n\n  f\n"
    expected = {"a": "x\n y\n", "b": "it's", "c": ["p", {"q": "r"}], "d": "e\nf\n"}
    assert parse(text).data == parse_all(text).data == expected

"""The quick reader gives what all of YAML gives, or nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kysyva.tools.forms.plain_yaml import quick
from kysyva.tools.forms.yaml import YamlError, parse_all

PIECES = st.sampled_from(
    [
        *"abz:#-?!&*|>'\"%@`{}[], \n",
        *("  ", "    ", ": ", "- ", "\n  ", "\n", "\n- ", "\n    - ", ": >-\n", ">-", "|", "~"),
        *("key: ", "other-key:", "a_b: x", "null", "true", "no", "12", "007", "+1", "1e3", "-"),
        *("[a, b]", "[a,b]", "{a: 1, b: c}", "{a: b c}", '"x"', "'y'", "ä”ö", "😀", "---", "..."),
        *("# note", " # x", "word word", "x: y", "\t", "\r", "\u2028", "\xa0", "\ufeff", "\x85"),
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
KEYS = st.sampled_from(["a", "b", "long-key", "k_1"])
LEAVES = st.sampled_from(
    [
        "word",
        "two words",
        '"quoted: text"',
        "12",
        "[a, b-c]",
        "{key: a, minutes: 5}",
        "”Ää?”",
        "x #",
    ]
)


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """Text that mostly looks like a file of ours."""
    before = " " * indent
    lines = []
    if draw(st.booleans()) and depth:
        lines = [f"{before}- {draw(LEAVES)}" for _ in range(draw(st.integers(1, 3)))]
    else:
        for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=draw(st.booleans()))):
            if depth < 3 and draw(st.booleans()):
                step = draw(st.sampled_from([0, 1, 2, 2, 2, 4]))
                lines += [f"{before}{key}:", draw(blocks(indent + step, depth + 1))]
            elif draw(st.booleans()):
                deeper = before + " " * draw(st.integers(1, 3))
                lines += [f"{before}{key}: >-", f"{deeper}one two", f"{deeper}three: four"]
            else:
                lines.append(f"{before}{key}: {draw(LEAVES)}")
    return "\n".join(lines)


def agree(text: str) -> None:
    found = quick(text, 3)
    if found is None:
        return
    try:
        whole = parse_all(text, first_line=3)
    except YamlError as error:
        raise AssertionError(f"{text!r} was read, but: {error}") from error
    assert found[0] == whole.data
    assert found[1] == whole.lines


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_pieces_in_any_order_are_read_alike_or_not_at_all(text: str) -> None:
    agree(text)


@settings(max_examples=400, deadline=None)
@given(blocks())
def test_files_as_ours_are_read_alike(text: str) -> None:
    agree(text + "\n")


def test_the_quick_reader_is_used_at_all() -> None:
    text = 'a: word\nb:\n  - "x: y"\n  - >-\n    one\n    two\nc: {k: v, n: 5}\nd: [p, q]\n'
    expected = {"a": "word", "b": ["x: y", "one two"], "c": {"k": "v", "n": 5}, "d": ["p", "q"]}
    found = quick(text, 1)
    assert found is not None
    assert found[0] == expected

"""Tables of numbers: what is found by a text is found again, and nothing else."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from kysyva.search.finder.table import Table, in_order


def table(texts: set[str]) -> Table:
    keys, ordered = in_order(texts)
    return Table(keys, {"length": memoryview(array("f", map(len, ordered)))})


@given(st.sets(st.text(max_size=12)), st.text(max_size=12))
def test_a_packed_table_finds_what_was_put_in(texts: set[str], other: str) -> None:
    found = Table.unpacked(table(texts).packed())
    assert len(found) == len(texts)
    for text in texts:
        row = found.row(text)
        assert row is not None
        assert found.columns["length"][row] == len(text)
    assert (found.row(other) is not None) == (other in texts)


def test_columns_of_any_length_and_kind_are_kept() -> None:
    keys, _ = in_order(["a"])
    columns = {"starts": memoryview(array("I", [0, 3])), "worth": memoryview(array("f", [0.5] * 3))}
    found = Table.unpacked(Table(keys, columns).packed())
    assert {name: list(column) for name, column in found.columns.items()} == {
        "starts": [0, 3],
        "worth": [0.5, 0.5, 0.5],
    }

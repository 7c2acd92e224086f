"""Two versions as people read them."""

from kysyva.tools.forms.comparing import compared
from kysyva.tools.models.rows import moved, removed
from tests import make

DOCUMENT = make.make_document()


def test_nothing_is_told_of_two_equal_versions() -> None:
    assert compared(DOCUMENT, DOCUMENT) == []


def test_parts_come_in_order_with_their_fields() -> None:
    after = make.make_document(texts={"purpose": "Uusi."}, prepare_minutes=3)
    parts = compared(DOCUMENT, after)
    assert [part.part for part in parts] == ["facts", "fi", "sv", "en"]
    assert [len(part.fields) for part in parts] == [1, 1, 1, 1]


def test_an_order_is_called_so_only_when_nothing_else_happened() -> None:
    [order] = compared(DOCUMENT, moved(DOCUMENT, "steps", "open", 1))[0].fields
    rows = compared(DOCUMENT, removed(DOCUMENT, "steps", "open"))[0].fields[0]
    assert order.label != rows.label

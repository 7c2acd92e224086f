"""Differences lose nothing and read well."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kysyva.tools.models.difference import (
    LINE,
    WORD,
    Kind,
    Piece,
    changes,
    difference,
    paragraphs,
)
from kysyva.tools.models.rows import added, removed
from tests import make

words = st.lists(
    st.sampled_from(["kysy", "mitä", "tukea", "hän", "tarvitsee", ",", ".", " ", "  ", "\n", "äö"])
).map("".join)
texts = st.one_of(st.text(max_size=60), words)


def without(kind: Kind, pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not kind)


@given(texts, texts, st.sampled_from([WORD, LINE]))
def test_kept_and_inserted_give_the_new_text_kept_and_deleted_the_old(
    before: str, after: str, unit: object
) -> None:
    pieces = difference(before, after, unit=unit)  # type: ignore[arg-type]
    assert without(Kind.DELETED, pieces) == after
    assert without(Kind.INSERTED, pieces) == before


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert difference(text, text) == ([Piece(Kind.KEPT, text)] if text else [])


@given(texts, texts)
def test_pieces_of_one_kind_never_stand_side_by_side(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))
    assert all(piece.text for piece in pieces)


@given(texts, texts)
def test_reading_line_by_line_loses_nothing_but_line_breaks(before: str, after: str) -> None:
    pieces = difference(before, after)
    read = [piece for line in paragraphs(pieces) for piece in line]
    assert without(Kind.DELETED, read) == after.replace("\n", "")
    assert without(Kind.INSERTED, read) == before.replace("\n", "")


def shown(before: str, after: str) -> str:
    marks = {Kind.KEPT: "{}", Kind.INSERTED: "+{}+", Kind.DELETED: "-{}-"}
    return "".join(marks[piece.kind].format(piece.text) for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Kysy ensin.", "Kysy heti ensin.", "Kysy+ heti+ ensin."),
        ("Kysy työntekijältä.", "Kysy häneltä.", "Kysy -työntekijältä-+häneltä+."),
        ("", "Uusi", "+Uusi+"),
        ("Vanha", "", "-Vanha-"),
        # A full stop between two new sentences is no reason to stop.
        (
            "Ota asia puheeksi. Älä arvaa syytä",
            "Soita huomenna. Kuuntele loppuun",
            "-Ota asia puheeksi. Älä arvaa syytä-+Soita huomenna. Kuuntele loppuun+",
        ),
    ],
)
def test_a_difference_reads_well(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


def test_two_equal_documents_have_no_changes() -> None:
    assert changes(make.make_document(), make.make_document()) == []


def test_changes_name_the_field_and_both_texts() -> None:
    before = make.make_document()
    after = make.make_document(texts={"purpose": "Uusi tarkoitus."}, prepare_minutes=5)
    found = {change.path: change for change in changes(before, after)}
    assert set(found) == {"facts.prepare_minutes", "fi.purpose", "sv.purpose", "en.purpose"}
    assert found["sv.purpose"].before == before.texts["sv"].purpose
    assert found["sv.purpose"].after == "Uusi tarkoitus."


def test_a_row_that_is_new_or_gone_is_a_change_of_each_of_its_fields() -> None:
    before = make.make_document(languages=("fi",))
    after, key = added(removed(before, "steps", "open"), "steps", seed="x")
    paths = [change.path for change in changes(before, after)]
    assert f"facts.steps.{key}.minutes" in paths
    assert "facts.steps.open.minutes" in paths
    assert "fi.steps.open.title" in paths


def test_changes_stand_in_the_order_of_the_card() -> None:
    before = make.make_document(languages=("fi",), texts={"remote": ""})
    after = make.make_document(
        "Uusi", languages=("fi",), texts={"remote": "Puhelimessa.", "origin": ""}
    )
    paths = [change.path for change in changes(before, after)]
    assert paths == ["fi.name", "fi.remote", "fi.origin"]

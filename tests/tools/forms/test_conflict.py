"""Choosing between two texts, field by field."""

from typing import Any

from django.http import QueryDict
from msgspec.structs import replace

from kysyva.tools.forms.conflict import ConflictForm
from kysyva.tools.models import ToolDocument
from kysyva.tools.models.fields import flattened
from kysyva.tools.models.merge import merged
from kysyva.tools.models.rows import added, keys
from tests import make

BASE = make.make_document(languages=("fi",))


def changed(**words: Any) -> ToolDocument:
    return replace(BASE, texts={"fi": replace(BASE.texts["fi"], **words)})


MINE = changed(purpose="Minun tarkoitukseni.", remote="Puhelimessa.")
THEIRS = changed(purpose="Heidän tarkoituksensa.", origin="Heidän lähteensä.")


def form_of(mine: ToolDocument, theirs: ToolDocument) -> ConflictForm:
    together = merged(flattened(BASE), flattened(mine), flattened(theirs))
    return ConflictForm.of(together, theirs)


def sent(form: ConflictForm, **changes: str) -> QueryDict:
    """What the page sends, and the changes (``take:fi.purpose="theirs"``)."""
    data = QueryDict(mutable=True)
    for path, text in form.automatic.items():
        data[f"auto:{path}"] = text
    for choice in form.choices:
        data[f"mine:{choice.path}"] = choice.mine
        data[f"take:{choice.path}"] = "mine" if choice.take_mine else "theirs"
        data[f"collides:{choice.path}"] = "1" if choice.collides else ""
        data[f"own:{choice.path}"] = choice.mine
    for name, value in changes.items():
        data[name] = value
    return data


def chosen(form: ConflictForm, theirs: ToolDocument, **changes: str) -> ToolDocument | None:
    return ConflictForm.read(sent(form, **changes), theirs).document()


def test_choosing_nothing_keeps_mine_and_what_the_other_alone_changed() -> None:
    document = chosen(form_of(MINE, THEIRS), THEIRS)
    assert document == changed(
        purpose="Minun tarkoitukseni.", remote="Puhelimessa.", origin="Heidän lähteensä."
    )


def test_theirs_can_be_taken_and_mine_where_they_alone_wrote() -> None:
    document = chosen(
        form_of(MINE, THEIRS), THEIRS, **{"take:fi.purpose": "theirs", "take:fi.origin": "mine"}
    )
    assert document
    assert document.texts["fi"].purpose == "Heidän tarkoituksensa."
    assert document.texts["fi"].origin == BASE.texts["fi"].origin


def test_a_combined_text_wins_over_both() -> None:
    document = chosen(
        form_of(MINE, THEIRS),
        THEIRS,
        **{"own:fi.purpose": "Meidän\r\ntarkoituksemme.", "take:fi.purpose": "theirs"},
    )
    assert document
    assert document.texts["fi"].purpose == "Meidän tarkoituksemme."


def test_a_combined_text_over_its_limit_is_told_and_stays_typed() -> None:
    own = "x" * 300
    form = ConflictForm.read(sent(form_of(MINE, THEIRS), **{"own:fi.purpose": own}), THEIRS)
    assert form.document() is None
    side = next(side for side in form.sides() if side.choice.path == "fi.purpose")
    assert side.own == own
    assert side.errors


def test_collisions_come_first_and_show_where_the_texts_part() -> None:
    sides = form_of(MINE, THEIRS).sides()
    assert sides[0].choice.path == "fi.purpose"
    assert "".join(piece.text for line in sides[0].mine for piece in line) == "Minun tarkoitukseni."
    theirs = "".join(piece.text for line in sides[0].theirs for piece in line)
    assert theirs == "Heidän tarkoituksensa."


def test_rows_that_both_added_come_along_without_a_choice() -> None:
    mine, my_key = added(MINE, "steps", seed="mine")
    theirs, their_key = added(THEIRS, "steps", seed="theirs")
    document = chosen(form_of(mine, theirs), theirs)
    assert document
    assert set(keys(document, "steps")) == {"open", "listen", my_key, their_key}


def test_fields_that_no_document_has_are_passed_over() -> None:
    data = sent(form_of(MINE, THEIRS))
    data["mine:fi.secret"] = "x"
    data["auto:de.name"] = "x"
    data["auto:facts.steps.<b>.minutes"] = "1"
    assert ConflictForm.read(data, THEIRS).document() == chosen(form_of(MINE, THEIRS), THEIRS)


def test_a_number_that_is_none_is_refused() -> None:
    data = sent(form_of(MINE, THEIRS))
    data["auto:facts.minutes"] = "many"
    form = ConflictForm.read(data, THEIRS)
    assert form.document() is None
    assert form.errors

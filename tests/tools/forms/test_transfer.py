"""The forms of the pages on which toolkits come in and go out."""

from typing import Any

from django.http import QueryDict

from kysyva.organisations.models import Organisation
from kysyva.tools.forms import transfer
from kysyva.tools.forms.transfer import FIELD_NAMES, ApplyForm, ExportForm
from kysyva.tools.models import Kind, StagedPart
from kysyva.tools.models.document import Facts, Texts
from kysyva.tools.models.procedure import ProcedureTexts
from kysyva.tools.models.recipe import RecipeFacts, RecipeTexts
from tests import make


def staged(slug: str) -> StagedPart:
    return StagedPart(kind=Kind.TOOL, slug=slug)


def test_silence_keeps_ours() -> None:
    form = ApplyForm({}, staged=[staged("a"), staged("b")], has_new=False)
    assert form.is_valid()
    assert form.take_theirs() == set()
    assert form.as_drafts() is False


def test_theirs_is_taken_where_it_was_chosen() -> None:
    form = ApplyForm(
        QueryDict("tool-a=theirs&tool-b=ours&tool-c=theirs&new_tools=drafts"),
        staged=[staged("a"), staged("b")],
        has_new=True,
    )
    assert form.is_valid()
    assert form.take_theirs() == {"tool-a"}
    assert form.as_drafts() is True


def test_a_choice_that_there_is_not_is_refused() -> None:
    form = ApplyForm({"tool-a": "both"}, staged=[staged("a")], has_new=False)
    assert not form.is_valid()


def test_choices_made_before_stand_again() -> None:
    kept = QueryDict("tool-a=theirs&new_tools=drafts")
    form = ApplyForm(staged=[staged("a"), staged("b")], has_new=True, kept=kept)
    initial = {name: form[name].value() for name in form.fields}
    assert initial == {"new_tools": "drafts", "tool-a": "theirs", "tool-b": "ours"}


def test_export_offers_the_statuses_that_there_are(organisation: Organisation) -> None:
    make.make_tool(organisation, "a")
    make.make_tool(organisation, "b", status="retired")
    form = ExportForm(organisation=organisation)
    field: Any = form.fields["status"]
    assert [value for value, _label in field.choices] == ["in_use", "retired"]
    assert form.initial["status"] == ["in_use"]


def test_a_package_that_could_not_come_back_is_not_made(
    organisation: Organisation, monkeypatch: Any
) -> None:
    for slug in ("a", "b"):
        make.make_tool(organisation, slug)
    data = {"status": ["in_use"], "language": ["fi"]}
    for limit in ("PARTS_MOST", "ARCHIVE_MOST"):
        with monkeypatch.context() as patch:
            patch.setattr(transfer, limit, 1)
            form = ExportForm(data, organisation=organisation)
            assert form.is_valid()
            assert form.package() == b""
            assert form.errors


def test_every_field_has_a_name_for_people() -> None:
    for kind in (Facts, Texts, RecipeFacts, RecipeTexts, ProcedureTexts):
        assert set(kind.__struct_fields__) <= set(FIELD_NAMES)

"""Publishing makes an immutable version; a status passes its gate."""

from datetime import date

import pytest

from kysyva.accounts.models import Person
from kysyva.activity.models import Activity
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.drafting import Stale, Start, create_tool, save_draft
from kysyva.tools.actions.releasing import Gated, change_status, look_after, publish_draft
from kysyva.tools.models import Draft, DraftRevision, Status, StatusChange, Tool
from kysyva.tools.models.catalogue import catalogue_of
from tests import make

DOCUMENT = make.make_document("Uusi")


@pytest.fixture
def tool(organisation: Organisation) -> Tool:
    return make.make_tool(organisation, "open-questions", status=Status.IN_TRIAL)


def start_of(tool: Tool) -> Start:
    return Start.of(tool, Draft.objects.filter(tool=tool).first())


def test_a_draft_becomes_the_current_version(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, DOCUMENT, by=aino)
    version = publish_draft(
        tool, start=start_of(tool), note="Selkeämpi.", status=Status.IN_TRIAL, by=aino
    )
    fresh = Tool.objects.get()
    assert fresh.current == version
    assert (version.number, version.note, version.created_by) == (2, "Selkeämpi.", aino)
    assert version.document == DOCUMENT
    assert not Draft.objects.exists()
    assert "tool_published" in Activity.objects.values_list("verb", flat=True)


def test_a_version_cannot_be_changed(tool: Tool) -> None:
    assert tool.current
    tool.current.note = "Toinen"
    with pytest.raises(TypeError, match="immutable"):
        tool.current.save()


def test_the_first_publication_of_a_new_tool(organisation: Organisation, aino: Person) -> None:
    tool = create_tool(name="Uusi", language="fi", organisation=organisation, by=aino)
    save_draft(tool, DOCUMENT, start=start_of(tool), by=aino)
    version = publish_draft(
        tool, start=start_of(tool), note="Ensimmäinen.", status=Status.IN_TRIAL, by=aino
    )
    assert version.number == 1
    assert [card.slug for card in catalogue_of(organisation).cards] == ["uusi"]


def test_nobody_publishes_words_they_have_not_seen(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, make.make_document("Nähty"), by=aino)
    seen = start_of(tool)
    save_draft(tool, DOCUMENT, start=seen, by=aino)
    with pytest.raises(Stale):
        publish_draft(tool, start=seen, note="x", status=Status.IN_TRIAL, by=aino)
    assert Tool.objects.get().versions.count() == 1


def test_a_draft_that_does_not_know_of_the_current_version_is_not_published(
    tool: Tool, aino: Person
) -> None:
    make.make_draft(tool, DOCUMENT, by=aino)
    make.make_tool(tool.organisation, tool.slug, document=make.make_document("Tuotu"))
    with pytest.raises(Stale):
        publish_draft(tool, start=start_of(tool), note="x", status=Status.IN_TRIAL, by=aino)
    assert Draft.objects.exists()


def test_an_incomplete_draft_is_not_published(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, make.make_document(texts={"origin": ""}), by=aino)
    with pytest.raises(Gated):
        publish_draft(tool, start=start_of(tool), note="x", status=Status.IN_TRIAL, by=aino)
    assert Draft.objects.exists()


def test_a_gate_without_evidence_opens_with_a_reason_that_is_kept(tool: Tool, aino: Person) -> None:
    make.make_draft(tool, DOCUMENT, by=aino)
    start = start_of(tool)
    with pytest.raises(Gated):
        publish_draft(tool, start=start, note="x", status=Status.READY, reason="  ", by=aino)
    publish_draft(
        tool, start=start, note="x", status=Status.READY, reason="Kokeiltu jo 2025.", by=aino
    )
    change = StatusChange.objects.first()
    assert change
    assert (change.before, change.after) == (Status.IN_TRIAL, Status.READY)
    assert (change.reason, change.by) == ("Kokeiltu jo 2025.", aino)


def test_some_revisions_outlive_publishing_for_those_who_still_write(
    tool: Tool, aino: Person
) -> None:
    make.make_draft(tool, DOCUMENT, by=aino)
    publish_draft(tool, start=start_of(tool), note="x", status=Status.IN_TRIAL, by=aino)
    assert DraftRevision.objects.get().document == DOCUMENT


def test_a_status_changes_with_who_and_why(tool: Tool, aino: Person) -> None:
    revision = tool.organisation.content_revision
    change = change_status(
        tool, before=Status.IN_TRIAL, after=Status.RETIRED, reason="Ei toiminut.", by=aino
    )
    assert (change.before, change.after, change.by) == (Status.IN_TRIAL, Status.RETIRED, aino)
    assert Tool.objects.get().status == Status.RETIRED
    assert tool.organisation.content_revision > revision


def test_who_saw_an_older_status_is_told(tool: Tool, aino: Person) -> None:
    change_status(tool, before=Status.IN_TRIAL, after=Status.RETIRED, by=aino)
    with pytest.raises(Stale):
        change_status(tool, before=Status.IN_TRIAL, after=Status.REFINING, by=aino)
    assert Tool.objects.get().status == Status.RETIRED


def test_a_status_forward_needs_its_reason(tool: Tool, aino: Person) -> None:
    with pytest.raises(Gated):
        change_status(tool, before=Status.IN_TRIAL, after=Status.IN_USE, by=aino)
    assert not StatusChange.objects.filter(after=Status.IN_USE).exists()


def test_a_tool_without_a_version_is_never_shown_to_members(
    organisation: Organisation, aino: Person
) -> None:
    tool = create_tool(name="Uusi", language="fi", organisation=organisation, by=aino)
    with pytest.raises(Gated):
        change_status(tool, before=Status.DRAFT, after=Status.IN_TRIAL, reason="x", by=aino)


def test_somebody_looks_after_a_tool(tool: Tool, aino: Person, bo: Person) -> None:
    look_after(tool, owner=bo, review_on=date(2027, 11, 23), by=aino)
    fresh = Tool.objects.get()
    assert (fresh.owner, fresh.review_on) == (bo, date(2027, 11, 23))

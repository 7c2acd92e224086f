"""Steps in the life of a tool: publishing, another status, somebody who looks after it."""

from datetime import date

from django.db import transaction

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.tools.actions.drafting import Stale, Start
from kysyva.tools.actions.publishing import (
    Edition,
    publish,
    raise_content_revision,
    tell_listeners,
)
from kysyva.tools.models import (
    Draft,
    DraftRevision,
    StatusChange,
    Tool,
    ToolDocument,
    ToolVersion,
)
from kysyva.tools.models.life import COMPLETE, gate

REVISIONS_LEFT = 5


class Gated(Exception):
    """The tool is not ready for this step: something is incomplete, or a reason is missing."""


@transaction.atomic
def publish_draft(
    tool: Tool, *, start: Start, note: str, status: str, reason: str = "", by: Person
) -> ToolVersion:
    """Make the draft the next version of its tool, for good; the draft is then gone.

    ``start`` is the revision that ``by`` read; :class:`Stale` is raised if the draft was changed,
    or a version was published, after that. Raises :class:`Gated` if the gate is shut.
    """
    raise_content_revision(tool.organisation)
    draft = Draft.objects.select_for_update().filter(tool=tool, pk=start.draft).first()
    tool.refresh_from_db()
    if draft is None or draft.revision != start.revision or draft.based_on_id != tool.current_id:
        raise Stale
    document = draft.document
    _through_gate(tool, document=document, status=status, reason=reason)
    draft.delete()
    old = DraftRevision.objects.filter(tool=tool).values_list("pk", flat=True)[REVISIONS_LEFT:]
    DraftRevision.objects.filter(pk__in=list(old)).delete()
    edition = Edition(tool.slug, document, status, note=note, reason=reason)
    [published] = publish([edition], organisation=tool.organisation, by=by)
    assert published.current is not None
    return published.current


@transaction.atomic
def change_status(
    tool: Tool, *, before: str, after: str, reason: str = "", by: Person
) -> StatusChange:
    """Take a tool to another status without a new version.

    ``before`` is the status that ``by`` saw: :class:`Stale` is raised if it has changed since, and
    :class:`Gated` if the gate is shut.
    """
    raise_content_revision(tool.organisation)
    locked = Tool.objects.select_for_update().get(pk=tool.pk)
    if locked.status != before or before == after:
        raise Stale
    document = locked.current.document if locked.current else None
    _through_gate(locked, document=document, status=after, reason=reason)
    change = StatusChange.objects.create(
        tool=locked,
        organisation=tool.organisation,
        before=before,
        after=after,
        reason=reason,
        by=by,
    )
    locked.status = tool.status = after
    locked.save(update_fields=["status", "updated_at"])
    record("tool_status_changed", organisation=tool.organisation, by=by, target=locked)
    tell_listeners(tool.organisation, [locked])
    return change


@transaction.atomic
def look_after(tool: Tool, *, owner: Person | None, review_on: date | None, by: Person) -> None:
    """Say who looks after a tool, and when it is looked at again."""
    raise_content_revision(tool.organisation)
    tool.owner, tool.review_on = owner, review_on
    tool.save(update_fields=["owner", "review_on", "updated_at"])
    record("tool_care_changed", organisation=tool.organisation, by=by, target=tool)


def _through_gate(tool: Tool, *, document: ToolDocument | None, status: str, reason: str) -> None:
    if document is None:
        if status in COMPLETE:
            raise Gated
        return
    found = gate(document, before=tool.status, after=status)
    if found.problems or (found.missing and not reason.strip()):
        raise Gated

"""Writing: new tools, and drafts on which several people write without losing a word.

Every save keeps its row in ``DraftRevision``, which says what was saved; only beginning and
throwing away are recorded as activity.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from django.db import IntegrityError, transaction
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.organisations.models import Organisation
from kysyva.tools.models import (
    Draft,
    DraftRevision,
    Status,
    StatusChange,
    Tool,
    ToolDocument,
    ToolVersion,
)
from kysyva.tools.models.document import Texts
from kysyva.tools.models.fields import EMPTY, NO_FACTS
from kysyva.tools.models.tool import RESERVED_SLUGS

SLUG_MOST = 60
REVISIONS_KEPT = 20
TRIES = 5


@dataclass(frozen=True)
class Start:
    """What a writer began from: a revision of a draft, or a version when there was no draft."""

    draft: int = 0
    revision: int = 0
    version: int = 0

    def __str__(self) -> str:
        return f"{self.draft}.{self.revision}.{self.version}"

    @classmethod
    def of(cls, tool: Tool, draft: Draft | None) -> Self:
        """Where somebody who begins to write now begins."""
        if draft:
            return cls(draft.pk, draft.revision)
        return cls(version=tool.current_id or 0)

    @classmethod
    def read(cls, text: str) -> Self:
        """What :meth:`__str__` gave; anything else is a start that fits nothing."""
        match = re.fullmatch(r"(\d{1,15})\.(\d{1,9})\.(\d{1,15})", text)
        return cls(*map(int, match.groups())) if match else cls(draft=-1)


class Stale(Exception):
    """Somebody saved, published or threw away the draft meanwhile; nothing was written."""


@transaction.atomic
def create_tool(*, name: str, language: str, organisation: Organisation, by: Person) -> Tool:
    """A new tool with a draft that has a name; ``by`` looks after it."""
    tool = _new_tool(slug_of(name), organisation, by)
    StatusChange.objects.create(tool=tool, organisation=organisation, after=tool.status, by=by)
    document = ToolDocument(NO_FACTS, {language: Texts(name)})
    _begin(tool, document, by)
    record("tool_created", organisation=organisation, by=by, target=tool)
    return tool


@transaction.atomic
def save_draft(tool: Tool, document: ToolDocument, *, start: Start, by: Person) -> Draft | None:
    """Keep ``document`` as the draft of ``tool``, if it is still as ``start`` says.

    Without a draft one is begun, unless ``document`` says what the current version says: then
    nothing is kept, and None comes back. A save that changes nothing leaves the revision as it is.
    Raises :class:`Stale` if somebody was faster.
    """
    draft = Draft.objects.filter(tool=tool).first()
    if start != Start.of(_fresh(tool), draft):
        raise Stale
    content = document.encoded()
    if draft is None:
        if tool.current and tool.current.digest == document.digest():
            return None
        draft = _begin(tool, document, by)
        record("draft_started", organisation=tool.organisation, by=by, target=tool)
        return draft
    if bytes(draft.content) == content:
        return draft
    saved = Draft.objects.filter(pk=draft.pk, revision=start.revision).update(
        content=content,
        revision=start.revision + 1,
        updated_at=timezone.now(),
        updated_by=by,
    )
    if not saved:
        raise Stale
    draft.refresh_from_db()
    _keep(draft)
    return draft


@transaction.atomic
def rebase_draft(
    tool: Tool, document: ToolDocument, *, start: Start, version: ToolVersion, by: Person
) -> Draft:
    """Keep ``document`` as the draft, now founded on ``version``; :class:`Stale` as for a save."""
    draft = save_draft(tool, document, start=start, by=by)
    if draft is None:
        raise Stale
    draft.based_on = version
    Draft.objects.filter(pk=draft.pk).update(based_on=version)
    return draft


@transaction.atomic
def start_draft(tool: Tool, document: ToolDocument, *, by: Person) -> Draft:
    """Begin a draft from an older text; raises :class:`Stale` if there is a draft already."""
    if Draft.objects.filter(tool=tool).exists():
        raise Stale
    draft = _begin(tool, document, by)
    record("draft_started", organisation=tool.organisation, by=by, target=tool)
    return draft


@transaction.atomic
def discard_draft(tool: Tool, *, start: Start, by: Person) -> bool:
    """Throw the draft away; a tool that was never published goes with it, and False comes back.

    Raises :class:`Stale` if it is not the draft that ``by`` saw.
    """
    gone, _rows = Draft.objects.filter(tool=tool, pk=start.draft, revision=start.revision).delete()
    if not gone:
        raise Stale
    record("draft_discarded", organisation=tool.organisation, by=by, target=tool)
    DraftRevision.objects.filter(tool=tool).delete()
    if tool.current_id is None:
        tool.delete()
        return False
    return True


def document_at(tool: Tool, start: Start) -> ToolDocument | None:
    """What a writer began from, if it is still kept."""
    if start.version:
        version = tool.versions.filter(pk=start.version).first()
        return version.document if version else None
    kept = DraftRevision.objects.filter(tool=tool, draft=start.draft, revision=start.revision)
    found = kept.first()
    return found.document if found else None


def current_document(tool: Tool, draft: Draft | None) -> ToolDocument:
    """What a writer sees now: the draft, or the current version, or an empty card."""
    if draft:
        return draft.document
    return tool.current.document if tool.current else EMPTY


def slug_of(name: str) -> str:
    """A short name for addresses: a–z, digits and hyphens; ä and å become a, ö becomes o."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_MOST].strip("-")
    return slug or "tool"


def _new_tool(wanted: str, organisation: Organisation, by: Person) -> Tool:
    """The tool under the first free short name; another writer may take one at the same moment."""
    for _try in range(TRIES):
        slug = _free(wanted, organisation)
        try:
            with transaction.atomic():
                return Tool.objects.create(
                    organisation=organisation, slug=slug, status=Status.DRAFT, owner=by
                )
        except IntegrityError:
            continue
    raise Stale


def _free(wanted: str, organisation: Organisation) -> str:
    same = Tool.objects.filter(organisation=organisation, slug__startswith=wanted[: SLUG_MOST - 5])
    taken = {*same.values_list("slug", flat=True), *RESERVED_SLUGS}
    if wanted not in taken:
        return wanted
    number = 2
    while (slug := f"{wanted[: SLUG_MOST - 5].strip('-')}-{number}") in taken:
        number += 1
    return slug


def _fresh(tool: Tool) -> Tool:
    """The tool with the version that is current now, its row locked until the end."""
    locked = Tool.objects.select_for_update(of=("self",)).select_related("current")
    fresh = locked.get(pk=tool.pk)
    tool.current = fresh.current
    return fresh


def _begin(tool: Tool, document: ToolDocument, by: Person) -> Draft:
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                tool=tool,
                organisation=tool.organisation,
                content=document.encoded(),
                based_on=tool.current,
                updated_by=by,
            )
    except IntegrityError as error:
        raise Stale from error
    _keep(draft)
    return draft


def _keep(draft: Draft) -> None:
    DraftRevision.objects.create(
        tool_id=draft.tool_id,
        organisation_id=draft.organisation_id,
        draft=draft.pk,
        revision=draft.revision,
        content=draft.content,
    )
    kept = DraftRevision.objects.filter(tool_id=draft.tool_id)
    old = list(kept.values_list("pk", flat=True)[REVISIONS_KEPT : 2 * REVISIONS_KEPT])
    if old:
        kept.filter(pk__in=old).delete()

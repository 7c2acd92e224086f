"""Publishing: new immutable versions, and everything that must change with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.organisations.models import Organisation
from kysyva.tools.models import Question, StatusChange, Tool, ToolDocument, ToolVersion
from kysyva.tools.models.document import Summary

# What higher steps of the staircase do in the same transaction when content changed, such as
# search bringing its index up to date. Called with the organisation and the tools concerned.
Listener = Callable[[Organisation, Sequence[Tool]], None]
listeners: list[Listener] = []


@dataclass(frozen=True)
class Edition:
    """A version about to be: what, of which tool, in which status, and why.

    ``package`` names the toolkit package it came from, if it did.
    """

    slug: str
    document: ToolDocument
    status: str
    note: str = ""
    package: str = ""
    reason: str = ""


@transaction.atomic
def publish(
    editions: Sequence[Edition], *, organisation: Organisation, by: Person | None
) -> list[Tool]:
    """Make each edition the current version of its tool, all or none.

    Tools that do not exist yet are made. The caller has checked the documents
    (``tools.models.rules``) and that ``by`` may publish.
    """
    raise_content_revision(organisation)
    tools = _tools_of(editions, organisation)
    versions = _make_versions(editions, tools, organisation, by)
    _change_status(editions, tools, organisation, by)
    for edition, version in zip(editions, versions, strict=True):
        tool = tools[edition.slug]
        tool.current = version
        tool.status = edition.status
        if edition.package:
            tool.package, tool.package_digest = edition.package, version.digest
    fields = ["current", "status", "package", "package_digest", "updated_at"]
    Tool.objects.bulk_update(tools.values(), fields, batch_size=200)
    _replace_questions(editions, tools, organisation)
    for tool in tools.values() if len(tools) <= 20 else ():
        record("tool_published", organisation=organisation, by=by, target=tool)
    if len(tools) > 20:
        record("toolkit_published", organisation=organisation, by=by)
    tell_listeners(organisation, list(tools.values()))
    return list(tools.values())


def raise_content_revision(organisation: Organisation) -> None:
    """Say that what readers see has changed; call it inside the transaction that changes it.

    It is called first: the row's lock puts publishers of one organisation in a queue.
    """
    Organisation.objects.filter(pk=organisation.pk).update(
        content_revision=F("content_revision") + 1
    )
    organisation.refresh_from_db(fields=["content_revision"])


def tell_listeners(organisation: Organisation, tools: Sequence[Tool]) -> None:
    """Let higher steps follow the change, inside the same transaction."""
    for listener in listeners:
        listener(organisation, tools)


def _tools_of(editions: Sequence[Edition], organisation: Organisation) -> dict[str, Tool]:
    slugs = [edition.slug for edition in editions]
    if len(set(slugs)) != len(slugs):
        raise ValueError("Each tool is published once.")
    existing = {tool.slug: tool for tool in Tool.objects.filter(organisation=organisation)}
    missing = [slug for slug in slugs if slug not in existing]
    made = Tool.objects.bulk_create(
        [Tool(organisation=organisation, slug=slug) for slug in missing], batch_size=200
    )
    existing.update({tool.slug: tool for tool in made})
    return {slug: existing[slug] for slug in slugs}


def _make_versions(
    editions: Sequence[Edition],
    tools: dict[str, Tool],
    organisation: Organisation,
    by: Person | None,
) -> list[ToolVersion]:
    numbers = dict(
        ToolVersion.objects.filter(tool__in=tools.values())
        .order_by()
        .values_list("tool")
        .annotate(Max("number"))
    )
    return ToolVersion.objects.bulk_create(
        [
            ToolVersion(
                tool=tools[edition.slug],
                organisation=organisation,
                number=numbers.get(tools[edition.slug].pk, 0) + 1,
                content=edition.document.encoded(),
                digest=edition.document.digest(),
                summary=Summary.of(edition.document).encoded(),
                note=edition.note,
                package=edition.package,
                created_by=by,
            )
            for edition in editions
        ],
        batch_size=100,
    )


def _change_status(
    editions: Sequence[Edition],
    tools: dict[str, Tool],
    organisation: Organisation,
    by: Person | None,
) -> None:
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                tool=tool,
                organisation=organisation,
                before=tool.status if tool.current_id else "",
                after=edition.status,
                reason=edition.reason,
                by=by,
            )
            for edition in editions
            if (tool := tools[edition.slug]).status != edition.status or not tool.current_id
        ],
        batch_size=200,
    )


def _replace_questions(
    editions: Sequence[Edition], tools: dict[str, Tool], organisation: Organisation
) -> None:
    """Bring the question bank to what the versions say; a question keeps its id by its key."""
    kept: list[int] = []
    rows: list[Question] = []
    fields = ["phase", "type", "position", "text_fi", "text_sv", "text_en"]
    for edition in editions:
        for position, question in enumerate(edition.document.facts.questions):
            texts = {
                f"text_{language}": texts.questions.get(question.key, "")
                for language, texts in edition.document.texts.items()
            }
            rows.append(
                Question(
                    organisation=organisation,
                    tool=tools[edition.slug],
                    key=question.key,
                    phase=question.phase,
                    type=question.type,
                    position=position,
                    **texts,
                )
            )
    existing = {
        (question.tool_id, question.key): question.pk
        for question in Question.objects.filter(tool__in=tools.values()).only("tool_id", "key")
    }
    changed: list[Question] = []
    new: list[Question] = []
    for row in rows:
        row.pk = existing.get((row.tool_id, row.key))
        (changed if row.pk else new).append(row)
    kept = [row.pk for row in changed]
    gone = [pk for pk in existing.values() if pk not in set(kept)]
    Question.objects.filter(pk__in=gone).delete()
    Question.objects.bulk_update(changed, fields, batch_size=100)
    Question.objects.bulk_create(new, batch_size=300)

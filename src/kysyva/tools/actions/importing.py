"""Bringing a toolkit package in: compare, show, then all or nothing."""

import io
import zipfile
from collections.abc import Callable, Collection
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.publishing import Edition, publish
from kysyva.tools.forms.archive import Files, files_of_zip
from kysyva.tools.forms.package import FileProblem, Manifest, ReadTool, read_tool, slugs
from kysyva.tools.models import StagedTool, Status, Tool, ToolDocument, ToolkitImport

State = StagedTool.State


class ImportRefused(Exception):
    """The package has problems; nothing of it was taken."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@transaction.atomic
def begin_import(
    files: Files, manifest: Manifest, *, name: str, organisation: Organisation, by: Person
) -> ToolkitImport:
    """Keep a package for preparation; nothing of it can be seen in the library yet.

    Earlier imports that the same person never confirmed are dropped.
    """
    ToolkitImport.objects.filter(organisation=organisation, created_by=by, applied_at=None).delete()
    return ToolkitImport.objects.create(
        organisation=organisation,
        name=name[:200],
        archive=zip_of(files),
        package_id=f"{manifest.id} {manifest.version}"[:80],
        total_count=len(slugs(files)),
        created_by=by,
    )


@transaction.atomic
def prepare_import(toolkit_import: ToolkitImport, *, count: int) -> None:
    """Read and compare the next ``count`` tools of the package.

    Preparation goes in small steps so that its progress can be shown, and so that it goes on where
    it was after an interruption.
    """
    locked = ToolkitImport.objects.select_for_update().get(pk=toolkit_import.pk)
    files = files_of_zip(bytes(locked.archive))
    batch = slugs(files)[locked.prepared_count : locked.prepared_count + count]
    existing = _existing(locked.organisation, batch)
    StagedTool.objects.bulk_create(
        [_staged(locked, read_tool(files, slug), existing.get(slug)) for slug in batch]
    )
    locked.prepared_count += len(batch)
    locked.save(update_fields=["prepared_count"])
    toolkit_import.prepared_count = locked.prepared_count


@transaction.atomic
def apply_import(
    toolkit_import: ToolkitImport, *, take_theirs: Collection[str], by: Person
) -> list[Tool]:
    """Publish what is new and changed, and of the conflicting ones those in ``take_theirs``.

    Compared once more with the library as it is now: a tool that somebody edited after the preview
    is only overwritten if it was chosen. Raises :class:`ImportRefused` if a tool has problems, and
    ValueError if the import was applied before or is not fully prepared.
    """
    locked = ToolkitImport.objects.select_for_update().get(pk=toolkit_import.pk)
    if locked.applied_at or not locked.is_prepared:
        raise ValueError("An import is applied once, after it has been prepared.")
    staged = list(locked.staged.all())
    problems = [FileProblem(**problem) for tool in staged for problem in tool.problems]
    if problems:
        raise ImportRefused(problems)
    existing = _existing(locked.organisation, [tool.slug for tool in staged])
    editions = []
    for tool in staged:
        document = ToolDocument.decoded(bytes(tool.content or b""))
        state = compare(document, existing.get(tool.slug))
        if state in (State.NEW, State.CHANGED) or (
            state == State.CONFLICTING and tool.slug in take_theirs
        ):
            editions.append(
                _edition(tool.slug, tool.status, document, existing.get(tool.slug), locked)
            )
    locked.applied_at = timezone.now()
    locked.archive = b""
    locked.save(update_fields=["applied_at", "archive"])
    locked.staged.all().delete()
    return publish(editions, organisation=locked.organisation, by=by) if editions else []


def import_files(
    files: Files,
    manifest: Manifest,
    *,
    organisation: Organisation,
    by: Person | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, int]:
    """Import a whole package at once, as commands do; counts by state come back.

    Conflicting tools are left as they are. ``progress`` hears how many tools of how many are read.
    Raises :class:`ImportRefused` if any tool has a problem.
    """
    names = slugs(files)
    existing = _existing(organisation, names)
    problems: list[FileProblem] = []
    editions: list[Edition] = []
    counts = dict.fromkeys(State.values, 0)
    package = f"{manifest.id} {manifest.version}"[:80]
    for done, slug in enumerate(names, start=1):
        read = read_tool(files, slug)
        problems += read.problems
        if read.document is not None:
            state = compare(read.document, existing.get(slug))
            counts[state] += 1
            if state in (State.NEW, State.CHANGED):
                editions.append(Edition(slug, read.document, read.status, package=package))
        progress(done, len(names))
    if problems:
        raise ImportRefused(problems)
    if editions:
        publish(editions, organisation=organisation, by=by)
    return counts


def compare(document: ToolDocument, tool: Tool | None) -> State:
    """What importing ``document`` would do to the tool of the same name here."""
    if tool is None or tool.current is None:
        return State.NEW if tool is None else State.CONFLICTING
    if tool.current.digest == document.digest():
        return State.SAME
    if tool.package_digest == tool.current.digest:
        return State.CHANGED
    return State.CONFLICTING


def zip_of(files: Files) -> bytes:
    """The files as a zip; equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return buffer.getvalue()


def _existing(organisation: Organisation, names: Collection[str]) -> dict[str, Tool]:
    tools = Tool.objects.filter(organisation=organisation, slug__in=names)
    return {tool.slug: tool for tool in tools.select_related("current").defer("current__content")}


def _staged(toolkit_import: ToolkitImport, read: ReadTool, tool: Tool | None) -> StagedTool:
    document = read.document
    return StagedTool(
        toolkit_import=toolkit_import,
        organisation=toolkit_import.organisation,
        slug=read.slug,
        status=read.status,
        state=compare(document, tool) if document else State.INVALID,
        content=document.encoded() if document else None,
        problems=[asdict(problem) for problem in read.problems],
    )


def _edition(
    slug: str, status: str, document: ToolDocument, tool: Tool | None, source: ToolkitImport
) -> Edition:
    # What is here keeps its place in its life; only its words change.
    kept = tool.status if tool and tool.current_id else status
    return Edition(slug, document, kept or Status.IN_USE, package=source.package_id)

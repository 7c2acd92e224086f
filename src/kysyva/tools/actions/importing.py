"""Bringing a toolkit package in: compare, show, then all or nothing."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.publishing import Edition, publish
from kysyva.tools.forms.archive import KeptFiles, PackageFiles, packed
from kysyva.tools.forms.package import FileProblem, Manifest, by_tool, read_tool
from kysyva.tools.models import StagedTool, Status, Tool, ToolDocument, ToolkitImport
from kysyva.tools.models.comparison import compare, differences, incoming, names_of

State = StagedTool.State
# So many tools are held in memory at a time.
BATCH = 50
READ_AT_ONCE = 10
# A step of the preparation takes about so long, whatever the machine.
STEP_SECONDS = 0.8


class ImportRefused(Exception):
    """The package has problems; nothing of it was taken."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class AlreadyApplied(Exception):
    """The tools of this import are in the library: it is applied once."""


class LibraryChanged(Exception):
    """The library is not what the preview showed; the staged tools now say how it is."""


@transaction.atomic
def begin_import(
    files: PackageFiles,
    manifest: Manifest,
    *,
    name: str,
    organisation: Organisation,
    by: Person | None,
) -> ToolkitImport:
    """Keep a package for preparation; nothing of it can be seen in the library yet.

    Earlier imports that the same person never confirmed are dropped.
    """
    ToolkitImport.objects.open().filter(  # type: ignore[attr-defined]
        organisation=organisation, created_by=by
    ).delete()
    tools = by_tool(files)
    begun = ToolkitImport.objects.create(
        organisation=organisation,
        name=name[:200],
        package=manifest.package,
        total_count=len(tools),
        compared_revision=organisation.content_revision,
        created_by=by,
    )
    waiting = (
        StagedTool(
            toolkit_import=begun, organisation=organisation, slug=slug, files=packed(files, names)
        )
        for slug, names in tools.items()
    )
    for batch in _batched(waiting):
        StagedTool.objects.bulk_create(batch)
    return begun


def prepare_import(toolkit_import: ToolkitImport, *, seconds: float = STEP_SECONDS) -> None:
    """Read and compare the next tools of the package, for about ``seconds``.

    Preparation goes in small steps so that its progress can be shown, and so that it goes on where
    it was after an interruption. Files are read before anything is locked; when two people or two
    tabs prepare at once, both write the same.
    """
    until = time.monotonic() + seconds
    waiting = toolkit_import.staged.filter(state=State.WAITING)
    while batch := list(waiting[:READ_AT_ONCE]):
        existing = _existing(toolkit_import.organisation, batch)
        for staged in batch:
            _read(staged, existing.get(staged.slug))
        fields = ["names", "status", "state", "files", "content", "differences"]
        StagedTool.objects.bulk_update(batch, fields)
        if time.monotonic() >= until:
            break


def _read(staged: StagedTool, tool: Tool | None) -> None:
    read = read_tool(KeptFiles(bytes(staged.files or b"")), staged.slug)
    staged.status = read.status if read.status in Status.values else ""
    if read.document is not None:
        staged.names = names_of(read.document)
        staged.content = read.document.encoded()
        staged.files = None
    _describe(staged, read.document, tool)


def refresh_import(toolkit_import: ToolkitImport) -> bool:
    """Compare again if the library has changed since; True if the preview is another now."""
    if toolkit_import.compared_revision == toolkit_import.organisation.content_revision:
        return False
    with transaction.atomic():
        return _compare_again(toolkit_import, _locked_organisation(toolkit_import))


def _locked_organisation(toolkit_import: ToolkitImport) -> Organisation:
    """The organisation; its lock puts everybody who publishes there in a queue."""
    return Organisation.objects.select_for_update().get(pk=toolkit_import.organisation_id)


def _compare_again(toolkit_import: ToolkitImport, organisation: Organisation) -> bool:
    if toolkit_import.compared_revision == organisation.content_revision:
        return False
    changed = False
    for batch in _batches(toolkit_import):
        existing = _existing(organisation, batch)
        for staged in batch:
            before = (staged.state, staged.differences)
            _describe(staged, _document(staged), existing.get(staged.slug))
            if before != (staged.state, staged.differences):
                staged.save(update_fields=["state", "differences"])
                changed = True
    toolkit_import.compared_revision = organisation.content_revision
    toolkit_import.save(update_fields=["compared_revision"])
    return changed


def apply_import(
    toolkit_import: ToolkitImport,
    *,
    take_theirs: Collection[str] = (),
    as_drafts: bool = False,
    by: Person | None,
) -> ToolkitImport:
    """Publish what is new and changed, and of the conflicting ones those in ``take_theirs``.

    All or nothing. ``as_drafts`` keeps new tools from readers until a facilitator opens them.
    Raises :class:`AlreadyApplied`; :class:`ImportRefused` if a tool has problems;
    :class:`LibraryChanged` if somebody edited a tool after the preview, so that nothing is
    overwritten that nobody was shown; and ValueError if the import is not fully prepared.
    """
    with transaction.atomic():
        organisation = _locked_organisation(toolkit_import)
        locked = ToolkitImport.objects.select_for_update().get(pk=toolkit_import.pk)
        _check_applicable(locked)
        changed = _compare_again(locked, organisation)
        if not changed:
            _publish_staged(locked, organisation, take_theirs, as_drafts, by)
    if changed:
        raise LibraryChanged
    return locked


def _check_applicable(toolkit_import: ToolkitImport) -> None:
    if toolkit_import.is_applied:
        raise AlreadyApplied
    if not toolkit_import.is_prepared:
        raise ValueError("An import is applied after it has been prepared.")
    if problems := problems_of(toolkit_import):
        raise ImportRefused(problems)


def problems_of(toolkit_import: ToolkitImport, *, most: int | None = None) -> list[FileProblem]:
    """What is wrong with the package's tools, or the first ``most`` of them, in this language."""
    invalid = toolkit_import.staged.filter(state=State.INVALID)[:most]
    return [
        problem
        for staged in invalid
        for problem in read_tool(KeptFiles(bytes(staged.files or b"")), staged.slug).problems
    ]


def _publish_staged(
    toolkit_import: ToolkitImport,
    organisation: Organisation,
    take_theirs: Collection[str],
    as_drafts: bool,
    by: Person | None,
) -> None:
    counts = counts_of(toolkit_import)
    counts["taken"] = 0
    for batch in _batches(toolkit_import):
        wanted = [
            staged
            for staged in batch
            if staged.state in (State.NEW, State.CHANGED)
            or (staged.state == State.CONFLICTING and staged.slug in take_theirs)
        ]
        counts["taken"] += sum(staged.state == State.CONFLICTING for staged in wanted)
        existing = _existing(organisation, wanted)
        editions = [
            _edition(staged, existing.get(staged.slug), toolkit_import.package, as_drafts)
            for staged in wanted
        ]
        if editions:
            publish(editions, organisation=organisation, by=by)
    toolkit_import.staged.all().delete()
    toolkit_import.applied_at, toolkit_import.applied_by = timezone.now(), by
    toolkit_import.counts = counts
    toolkit_import.save(update_fields=["applied_at", "applied_by", "counts"])
    record("toolkit_imported", organisation=organisation, by=by, target=toolkit_import)


def counts_of(toolkit_import: ToolkitImport) -> dict[str, int]:
    """How many tools of the package are in each state."""
    rows = toolkit_import.staged.order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(State.values, 0), **dict(rows)}


def cancel_import(toolkit_import: ToolkitImport) -> None:
    """Give an import up; one that was applied stays, as the record of what was done."""
    ToolkitImport.objects.open().filter(pk=toolkit_import.pk).delete()  # type: ignore[attr-defined]


def import_files(
    files: PackageFiles,
    manifest: Manifest,
    *,
    organisation: Organisation,
    by: Person | None = None,
    take_theirs: bool = False,
    dry: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, int]:
    """Import a whole package at once, as commands do; counts by state come back.

    Conflicting tools are left as they are unless ``take_theirs``; ``dry`` compares and changes
    nothing. ``progress`` hears how many tools of how many are read. Raises :class:`ImportRefused`
    if any tool has a problem.
    """
    begun = begin_import(files, manifest, name=manifest.package, organisation=organisation, by=by)
    try:
        while (done := begun.prepared_count) < begun.total_count:
            progress(done, begun.total_count)
            prepare_import(begun)
        progress(begun.total_count, begun.total_count)
        if dry:
            _check_applicable(begun)
            return counts_of(begun)
        conflicting = begun.staged.filter(state=State.CONFLICTING)
        theirs = conflicting.values_list("slug", flat=True) if take_theirs else ()
        return dict(apply_import(begun, take_theirs=set(theirs), by=by).counts)
    finally:
        cancel_import(begun)


def _existing(organisation: Organisation, staged: Iterable[StagedTool]) -> dict[str, Tool]:
    tools = Tool.objects.filter(organisation=organisation, slug__in=[tool.slug for tool in staged])
    return {tool.slug: tool for tool in tools.select_related("current")}


def _batches(toolkit_import: ToolkitImport) -> Iterator[list[StagedTool]]:
    """The staged tools in order, a few in memory at a time."""
    last = ""
    while batch := list(toolkit_import.staged.filter(slug__gt=last).order_by("slug")[:BATCH]):
        yield batch
        last = batch[-1].slug


def _batched(tools: Iterable[StagedTool]) -> Iterator[list[StagedTool]]:
    batch: list[StagedTool] = []
    for tool in tools:
        batch.append(tool)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _document(staged: StagedTool) -> ToolDocument | None:
    return ToolDocument.decoded(bytes(staged.content)) if staged.content else None


def _describe(staged: StagedTool, document: ToolDocument | None, tool: Tool | None) -> None:
    """State and differences of a staged tool beside the tool here."""
    staged.differences = []
    if document is None:
        staged.state = State.INVALID
        return
    whole = incoming(document, tool)
    staged.state = compare(whole, tool)
    if staged.state in (State.CHANGED, State.CONFLICTING) and tool and tool.current:
        # As lists, which is how the database gives them back.
        staged.differences = [list(pair) for pair in differences(tool.current.document, whole)]


def _edition(staged: StagedTool, tool: Tool | None, package: str, as_drafts: bool) -> Edition:
    document = _document(staged)
    assert document is not None
    if tool is not None and tool.current_id:
        # What is here keeps its place in its life; only its words change.
        status = tool.status
    else:
        status = Status.DRAFT if as_drafts else staged.status
    return Edition(staged.slug, incoming(document, tool), status, package=package)

"""Bringing a toolkit package in: compare, show, then all or nothing."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.placing import Placing, found_here, place
from kysyva.tools.forms.archive import KeptFiles, PackageFiles, packed
from kysyva.tools.forms.package import FileProblem, Manifest, Part, ReadPart, parts_of, read_part
from kysyva.tools.models import Kind, StagedPart, Status, ToolkitImport
from kysyva.tools.models.comparison import (
    compare,
    compare_bank,
    differences,
    document_of,
    incoming,
    names_of,
    state_of_bank,
)

State = StagedPart.State
# So many parts are held in memory at a time.
BATCH = 50
READ_AT_ONCE = 10
# A step of the preparation takes about so long, whatever the machine.
STEP_SECONDS = 0.8
# A package that nobody confirmed in this time goes when the next one comes.
FORGOTTEN_AFTER = timedelta(days=30)


class ImportRefused(Exception):
    """The package has problems; nothing of it was taken."""

    def __init__(self, problems: list[FileProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class AlreadyApplied(Exception):
    """The tools of this import are in the library: it is applied once."""


class LibraryChanged(Exception):
    """The library is not what the preview showed; the staged parts now say how it is."""


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

    Earlier imports that the same person never confirmed are dropped, and those that anybody forgot.
    """
    left = Q(created_at__lt=timezone.now() - FORGOTTEN_AFTER)
    if by is not None:
        left |= Q(created_by=by)
    ToolkitImport.objects.open().filter(  # type: ignore[attr-defined]
        left, organisation=organisation
    ).delete()
    parts = parts_of(files)
    begun = ToolkitImport.objects.create(
        organisation=organisation,
        name=name[:200],
        package=manifest.package,
        total_count=len(parts),
        compared_revision=organisation.content_revision,
        created_by=by,
    )
    waiting = (
        StagedPart(
            toolkit_import=begun,
            organisation=organisation,
            kind=part.kind,
            slug=part.slug,
            files=packed(files, names),
        )
        for part, names in parts.items()
    )
    for batch in _batched(waiting):
        StagedPart.objects.bulk_create(batch)
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
        here = _here(toolkit_import.organisation, batch)
        for staged in batch:
            _read(staged, here.get((staged.kind, staged.slug)))
        fields = ["names", "status", "state", "files", "content", "differences"]
        StagedPart.objects.bulk_update(batch, fields)
        if time.monotonic() >= until:
            break


def _read(staged: StagedPart, here: Any) -> None:
    read = _read_again(staged)
    staged.status = read.status if read.status in Status.values else ""
    if read.document is not None:
        staged.names = names_of(read.document)
        staged.content = msgspec.json.encode(read.document, order="deterministic")
        staged.files = None
    _describe(staged, read.document, here)


def _read_again(staged: StagedPart) -> ReadPart:
    files = KeptFiles(bytes(staged.files or b""))
    return read_part(files, Part(Kind(staged.kind), staged.slug))


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
        here = _here(organisation, batch)
        for staged in batch:
            before = (staged.state, staged.differences)
            _describe(staged, document_of(staged), here.get((staged.kind, staged.slug)))
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
    """Put what is new and changed in its place, and the conflicting parts in ``take_theirs``.

    All or nothing. ``take_theirs`` holds the ``key`` of staged parts; ``as_drafts`` keeps new tools
    from readers until a facilitator opens them. Raises :class:`AlreadyApplied`;
    :class:`ImportRefused` if a part has problems; :class:`LibraryChanged` if somebody edited
    something after the preview, so that nothing is overwritten that nobody was shown; and
    ValueError if the import is not fully prepared.
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
    """What is wrong with the package's parts, or the first ``most`` of them, in this language."""
    invalid = toolkit_import.staged.filter(state=State.INVALID)[:most]
    return [problem for staged in invalid for problem in _read_again(staged).problems]


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
        wanted = [staged for staged in batch if _is_wanted(staged, take_theirs)]
        counts["taken"] += sum(staged.key in take_theirs for staged in wanted)
        here = _here(organisation, wanted)
        placings = [
            _placing(staged, here.get((staged.kind, staged.slug)), as_drafts, take_theirs)
            for staged in wanted
        ]
        place(placings, organisation=organisation, package=toolkit_import.package, by=by)
    toolkit_import.staged.all().delete()
    toolkit_import.applied_at, toolkit_import.applied_by = timezone.now(), by
    toolkit_import.counts = counts
    toolkit_import.save(update_fields=["applied_at", "applied_by", "counts"])
    record("toolkit_imported", organisation=organisation, by=by, target=toolkit_import)


def _is_wanted(staged: StagedPart, take_theirs: Collection[str]) -> bool:
    if staged.state == State.CONFLICTING:
        # Of a question bank, what is new comes in either way.
        return staged.key in take_theirs or staged.kind == Kind.QUESTIONS
    return staged.state in (State.NEW, State.CHANGED)


def counts_of(toolkit_import: ToolkitImport) -> dict[str, int]:
    """How many parts of the package are in each state."""
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
    nothing. ``progress`` hears how many parts of how many are read. Raises :class:`ImportRefused`
    if any part has a problem.
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
        theirs = {staged.key for staged in conflicting} if take_theirs else set()
        return dict(apply_import(begun, take_theirs=theirs, by=by).counts)
    finally:
        cancel_import(begun)


def _here(organisation: Organisation, staged: Iterable[StagedPart]) -> dict[tuple[str, str], Any]:
    return found_here(organisation, keys=[(part.kind, part.slug) for part in staged])


def _batches(toolkit_import: ToolkitImport) -> Iterator[list[StagedPart]]:
    """The staged parts in order, a few in memory at a time."""
    last = 0
    while batch := list(toolkit_import.staged.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _batched(tools: Iterable[StagedPart]) -> Iterator[list[StagedPart]]:
    batch: list[StagedPart] = []
    for tool in tools:
        batch.append(tool)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _describe(staged: StagedPart, document: Any, here: Any) -> None:
    """State and differences of a staged part beside what is here."""
    staged.differences = []
    if document is None:
        staged.state = State.INVALID
        return
    whole = incoming(staged.kind, document, here)
    if staged.kind == Kind.QUESTIONS:
        states = compare_bank(whole, here or {})
        staged.state = state_of_bank(states)
        staged.differences = [list(pair) for pair in Counter(states.values()).items()]
    else:
        staged.state = compare(whole, here)
        if staged.state in (State.CHANGED, State.CONFLICTING) and here.document is not None:
            # As lists, which is how the database gives them back.
            staged.differences = [list(pair) for pair in differences(here.document, whole)]


def _placing(
    staged: StagedPart, here: Any, as_drafts: bool, take_theirs: Collection[str]
) -> Placing:
    return Placing(
        kind=staged.kind,
        slug=staged.slug,
        document=incoming(staged.kind, document_of(staged), here),
        status=Status.DRAFT if as_drafts else staged.status,
        theirs=staged.key in take_theirs,
    )

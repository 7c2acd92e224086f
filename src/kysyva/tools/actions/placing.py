"""Parts of packages and their places in an organisation: what is there, and putting them there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions.publishing import Edition, publish, raise_content_revision
from kysyva.tools.models import Kind, Procedure, Question, Recipe, Tool
from kysyva.tools.models.comparison import Here, State, compare_bank
from kysyva.tools.models.question_bank import BankQuestion, QuestionBank

Key = tuple[str, str]


@dataclass(frozen=True)
class Placing:
    """A document about to be put in its place; ``theirs`` overrules what was edited here."""

    kind: str
    slug: str
    document: Any
    status: str
    theirs: bool


def found_here(organisation: Organisation, *, keys: Iterable[Key]) -> dict[Key, Any]:
    """What an organisation has under these kinds and names.

    A :class:`Here` each; for the question bank those of all its questions, by their key.
    """
    wanted: dict[str, list[str]] = {}
    for kind, slug in keys:
        wanted.setdefault(kind, []).append(slug)
    here: dict[Key, Any] = {}
    for kind, slugs in wanted.items():
        here |= {(kind, slug): found for slug, found in _FIND[kind](organisation, slugs).items()}
    return here


def _tools(organisation: Organisation, slugs: list[str]) -> dict[str, Here]:
    tools = Tool.objects.filter(organisation=organisation, slug__in=slugs)
    return {
        tool.slug: Here(
            tool.current.document if tool.current else None,
            tool.current.digest if tool.current else "",
            tool.package_digest,
        )
        for tool in tools.select_related("current")
    }


def _recipes(organisation: Organisation, slugs: list[str]) -> dict[str, Here]:
    found = Recipe.objects.filter(organisation=organisation, slug__in=slugs)
    return {one.slug: Here(one.document, one.digest, one.package_digest) for one in found}


def _procedures(organisation: Organisation, kinds: list[str]) -> dict[str, Here]:
    found = Procedure.objects.filter(organisation=organisation, kind__in=kinds)
    return {one.kind: Here(one.document, one.digest, one.package_digest) for one in found}


def _bank(organisation: Organisation, slugs: list[str]) -> dict[str, dict[str, Here]]:
    found = Question.objects.filter(organisation=organisation, tool=None)
    here = {}
    for one in found:
        question = bank_question(one)
        here[one.key] = Here(question, question.digest(), one.package_digest)
    return dict.fromkeys(slugs, here)


_FIND: dict[str, Any] = {
    Kind.TOOL: _tools,
    Kind.RECIPE: _recipes,
    Kind.PROCEDURE: _procedures,
    Kind.QUESTIONS: _bank,
}


def bank_question(question: Question) -> BankQuestion:
    """A question that stands alone, as a package holds it."""
    return BankQuestion(
        key=question.key,
        phase=question.phase,
        type=question.type,
        fi=question.text_fi,
        sv=question.text_sv,
        en=question.text_en,
    )


def place(
    placings: Sequence[Placing], *, organisation: Organisation, package: str, by: Person | None
) -> None:
    """Put each document in its place; the caller has compared and checked them."""
    editions = [
        Edition(one.slug, one.document, one.status, package=package)
        for one in placings
        if one.kind == Kind.TOOL
    ]
    if editions:
        publish(_with_kept_status(editions, organisation), organisation=organisation, by=by)
    if len(editions) < len(placings):
        raise_content_revision(organisation)
    for one in placings:
        if one.kind == Kind.RECIPE:
            _place_recipe(one, organisation, package)
        elif one.kind == Kind.PROCEDURE:
            _place_procedure(one, organisation, package, by)
        elif one.kind == Kind.QUESTIONS:
            _place_bank(one.document, organisation, package, theirs=one.theirs)


def _with_kept_status(editions: list[Edition], organisation: Organisation) -> list[Edition]:
    """What is here keeps its place in its life; only its words change."""
    slugs = [edition.slug for edition in editions]
    tools = Tool.objects.filter(organisation=organisation, slug__in=slugs, current__isnull=False)
    kept = dict(tools.values_list("slug", "status"))
    return [
        Edition(one.slug, one.document, kept.get(one.slug, one.status), package=one.package)
        for one in editions
    ]


def _place_recipe(one: Placing, organisation: Organisation, package: str) -> None:
    digest = one.document.digest()
    Recipe.objects.update_or_create(
        organisation=organisation,
        slug=one.slug,
        defaults={
            "content": one.document.encoded(),
            "digest": digest,
            "package": package,
            "package_digest": digest,
        },
    )


def _place_procedure(
    one: Placing, organisation: Organisation, package: str, by: Person | None
) -> None:
    digest = one.document.digest()
    now = Procedure.objects.filter(organisation=organisation, kind=one.slug).first()
    Procedure.objects.update_or_create(
        organisation=organisation,
        kind=one.slug,
        defaults={
            "content": one.document.encoded(),
            "digest": digest,
            "package": package,
            "package_digest": digest,
            # Somebody who is editing the page is told that it is another now.
            "revision": now.revision + 1 if now else 1,
            "updated_by": by,
            "updated_at": timezone.now(),
        },
    )


def _place_bank(
    bank: QuestionBank, organisation: Organisation, package: str, *, theirs: bool
) -> None:
    rows = {row.key: row for row in Question.objects.filter(organisation=organisation, tool=None)}
    states = compare_bank(bank, _bank(organisation, ["questions"])["questions"])
    taken = {State.NEW, State.CHANGED} | ({State.CONFLICTING} if theirs else set())
    wanted = []
    for position, question in enumerate(bank.questions):
        if states[question.key] in taken:
            row = rows.get(question.key) or Question(organisation=organisation, key=question.key)
            row.phase, row.type, row.position = question.phase, question.type, position
            row.text_fi, row.text_sv, row.text_en = question.fi, question.sv, question.en
            row.package, row.package_digest = package, question.digest()
            wanted.append(row)
    Question.objects.bulk_create([row for row in wanted if row.key not in rows], batch_size=200)
    fields = ["phase", "type", "position", "text_fi", "text_sv", "text_en"]
    changed = [row for row in wanted if row.key in rows]
    Question.objects.bulk_update(changed, [*fields, "package", "package_digest"], batch_size=100)

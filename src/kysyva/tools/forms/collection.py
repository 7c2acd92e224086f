"""What an organisation's package holds: its files, one after another."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Max
from django.utils.timezone import localtime

from kysyva.organisations.models import Organisation
from kysyva.tools.forms.package import FORMAT, MANIFEST_LIMITS, Manifest
from kysyva.tools.forms.writing import (
    file_of_manifest,
    file_of_questions,
    files_of_procedure,
    files_of_recipe,
    files_of_tool,
)
from kysyva.tools.models import LANGUAGES, Kind, Procedure, Question, Recipe, Tool
from kysyva.tools.models.characters import visible
from kysyva.tools.models.question_bank import BankQuestion, QuestionBank
from kysyva.tools.models.tool import FOR_MEMBERS, ToolQuerySet

NamedTexts = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Collected:
    """What to take out of an organisation. Its own procedures hold names and phone numbers."""

    organisation: Organisation
    statuses: Collection[str] = FOR_MEMBERS
    languages: Collection[str] = LANGUAGES
    kinds: Collection[str] = (Kind.TOOL, Kind.RECIPE, Kind.QUESTIONS)

    def tools(self) -> ToolQuerySet:
        """The tools with a published version, in these statuses."""
        tools: ToolQuerySet = Tool.objects.filter(  # type: ignore[assignment]
            organisation=self.organisation, status__in=self.statuses
        )
        return tools.with_content() if Kind.TOOL in self.kinds else tools.none()

    def files(self) -> NamedTexts:
        """Every file; what is in none of the languages is left out.

        The same content gives the same files on any day: the package's version is the day of the
        latest change among its tools.
        """
        licences: set[str] = set()
        for tool in self.tools().select_related("current").order_by("slug").iterator(50):
            assert tool.current is not None
            document = tool.current.document.in_languages(self.languages)
            if document.texts:
                licences.add(document.facts.licence)
                yield from files_of_tool(tool.slug, document, tool.status).items()
        if Kind.RECIPE in self.kinds:
            for recipe in Recipe.objects.filter(organisation=self.organisation):
                kept = recipe.document.in_languages(self.languages)
                if kept.texts:
                    yield from files_of_recipe(recipe.slug, kept).items()
        if Kind.PROCEDURE in self.kinds:
            for page in Procedure.objects.filter(organisation=self.organisation):
                yield from files_of_procedure(
                    page.kind, page.document.in_languages(self.languages)
                ).items()
        if Kind.QUESTIONS in self.kinds:
            yield from self._questions()
        yield from file_of_manifest(self._manifest(licences)).items()

    def _questions(self) -> NamedTexts:
        alone = Question.objects.filter(organisation=self.organisation, tool=None)
        bank = [
            BankQuestion(
                row.key,
                row.phase,
                row.type,
                **{code: getattr(row, f"text_{code}") for code in self.languages},
            )
            for row in alone.order_by("position", "key")
        ]
        written = tuple(question for question in bank if question.languages())
        if written:
            yield from file_of_questions(QuestionBank(written)).items()

    def _manifest(self, licences: set[str]) -> Manifest:
        names = {
            code: visible(getattr(self.organisation, f"name_{code}"), MANIFEST_LIMITS["names"])
            for code in LANGUAGES
        }
        latest = self.tools().aggregate(latest=Max("current__created_at"))["latest"]
        return Manifest(
            format=FORMAT,
            id=self.organisation.slug,
            version=f"{localtime(latest):%Y.%m.%d}" if latest else "0",
            names={language: name for language, name in names.items() if name},
            licence=_one_of(licences),
        )


def _one_of(licences: set[str]) -> str:
    """An SPDX expression for all of them; each tool says its own."""
    expression = " AND ".join(sorted(licences)) or "CC-BY-4.0"
    return expression if len(expression) <= MANIFEST_LIMITS["licence"] else "LicenseRef-each-tool"

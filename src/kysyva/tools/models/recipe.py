"""Recipes: agendas made from tools, with minutes; meetings begin from them."""

from dataclasses import dataclass
from typing import ClassVar

import msgspec
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy
from django_scopes import ScopedManager
from msgspec import Struct

from kysyva.organisations.models import Organisation, slug_validator
from kysyva.tools.models.document import Range, Written


class RecipeKind(models.TextChoices):
    """What is planned with a recipe. A path is several occasions over days or weeks."""

    DEVELOPMENT_DAY = "development_day", pgettext_lazy("recipe", "Development day")
    TEAM_MEETING = "team_meeting", pgettext_lazy("recipe", "Team meeting")
    ONE_ON_ONE = "one_on_one", pgettext_lazy("recipe", "One-to-one")
    MANAGEMENT_GROUP = "management_group", pgettext_lazy("recipe", "Management team")
    WORKSHOP = "workshop", pgettext_lazy("recipe", "Workshop")
    PATH = "path", pgettext_lazy("recipe", "Path over days or weeks")


class RecipeItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of an agenda: a tool, a pause, or something of its own.

    ``day`` is the day from the start in a path; elsewhere 0, and parts follow each other.
    """

    key: str
    minutes: int
    tool: str = ""
    pause: bool = False
    day: int = 0


class RecipeFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """What is true in every language."""

    kind: str
    people: Range
    items: tuple[RecipeItem, ...]
    needs: tuple[str, ...] = ()


class RecipeItemText(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a part."""

    title: str
    text: str = ""


class RecipeTexts(Struct, frozen=True, forbid_unknown_fields=True):
    """A recipe's words in one language."""

    name: str
    purpose: str
    items: dict[str, RecipeItemText]
    when: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    remote: str = ""
    advice: str = ""


class RecipeDocument(Written, frozen=True, forbid_unknown_fields=True):
    """A whole recipe."""

    facts: RecipeFacts
    texts: dict[str, RecipeTexts]

    @staticmethod
    def decoded(data: bytes) -> "RecipeDocument":
        """Give the document that ``encoded`` gave."""
        return msgspec.json.decode(data, type=RecipeDocument)

    @property
    def minutes(self) -> int:
        """All minutes together, pauses too."""
        return sum(item.minutes for item in self.facts.items)


@dataclass(frozen=True)
class AgendaRow:
    """A part of an agenda and when it begins: minutes from the start, or the day of a path."""

    item: RecipeItem
    words: RecipeItemText
    begins: int


def agenda(document: RecipeDocument, language: str) -> list[AgendaRow]:
    """Give the parts in order, each with when it begins."""
    rows, clock = [], 0
    for item in document.facts.items:
        words = document.texts[language].items.get(item.key, RecipeItemText(item.key))
        rows.append(AgendaRow(item, words, item.day or clock))
        clock += item.minutes
    return rows


class Recipe(models.Model):
    """A recipe of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="recipes")
    slug = models.CharField(max_length=60, validators=[slug_validator])
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    # As it came with a package: an import can tell whether we changed it.
    package = models.CharField(max_length=80, blank=True)
    package_digest = models.CharField(max_length=64, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Recipe"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="recipe_slug_once")
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        """Give its page, in the language of the page that asks."""
        return reverse("recipe", args=[self.organisation.slug, self.slug])

    @cached_property
    def document(self) -> RecipeDocument:
        """The content, typed."""
        return RecipeDocument.decoded(bytes(self.content))

"""Something of every kind in one organisation, so that every address of the URLconf has an object.

An address with a parameter that is not known here fails in ``arguments_of``: add what makes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from django_scopes import scope

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.models import Kind, Procedure, StagedPart, Tool, ToolkitImport
from tests import make

# A word that stands only in what strangers must not see.
CANARY = "Kanarialintu"


@dataclass(frozen=True)
class Place:
    """A view of the URLconf: its name, its parameters, who may open it."""

    name: str
    parameters: tuple[str, ...]
    access: str
    own: bool

    @property
    def in_organisation(self) -> bool:
        """Does it belong to an organisation?"""
        return "organisation" in self.parameters

    @property
    def objects(self) -> tuple[str, ...]:
        """The parameters that name something inside an organisation."""
        return tuple(name for name in self.parameters if name != "organisation")


def places() -> list[Place]:
    """Every named view, allauth's too (``own`` is False for those)."""
    return sorted(_places(get_resolver().url_patterns, ()), key=lambda place: place.name)


def _places(patterns: Any, before: tuple[str, ...]) -> Iterator[Place]:
    for pattern in patterns:
        names = (*before, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _places(pattern.url_patterns, names)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            view = pattern.callback
            own = not view.__module__.startswith("allauth.")
            yield Place(pattern.name, names, getattr(view, "access", ""), own)


@dataclass
class World:
    """An organisation with something of every kind, as the parameters of addresses."""

    organisation: Organisation
    arguments: dict[str, str | int] = field(default_factory=dict)

    def address(self, place: Place, *, organisation: str = "", language: str = "fi") -> str:
        """The address of a place; ``organisation`` puts our objects under another's name."""
        arguments = self.arguments_of(place)
        if organisation:
            arguments["organisation"] = organisation
        with translation.override(language):
            return reverse(place.name, kwargs=arguments)

    def arguments_of(self, place: Place) -> dict[str, str | int]:
        """Values of a place's parameters: by its own name first, then by the parameter's."""
        found: dict[str, str | int] = {}
        for name in place.parameters:
            key = f"{place.name}.{name}"
            found[name] = self.arguments[key] if key in self.arguments else self.arguments[name]
        return found


def make_world(organisation: Organisation) -> World:
    """Fill an organisation."""
    tool = make.make_tool(
        organisation, "open-questions", document=make.make_document(f"{CANARY} kysyy")
    )
    make.make_tool(
        organisation, "open-questions", document=make.make_document(f"{CANARY} kuuntelee")
    )
    recipe = make.make_recipe(organisation, "quick-start", name=f"{CANARY} aloittaa")
    with scope(organisation=organisation):
        procedure = Procedure.objects.filter(kind="harassment").first()
    procedure = procedure or make.make_procedure(
        organisation, "harassment", name=f"{CANARY} suojelee"
    )
    invitation, token = make.make_invitation(organisation)
    editor = make.make_member(organisation, name=f"{CANARY} Jäsen")
    make.make_draft(tool, make.make_document(f"{CANARY} luonnostelee"), by=editor)
    staged, changed = make_package(organisation, tool, editor)
    return World(
        organisation,
        {
            "organisation": organisation.slug,
            "slug": tool.slug,
            "recipe.slug": recipe.slug,
            "kind": procedure.kind,
            "number": 1,
            "before": 1,
            "after": 2,
            "token": token,
            "invitation_id": invitation.pk,
            "membership_id": editor.memberships.get().pk,
            "unit_id": make.make_unit(organisation, f"{CANARY} Yksikkö").pk,
            "toolkit_import_id": staged.pk,
            "staged_part_id": changed.pk,
            # allauth's
            "key": "no-such-key",
            "uidb36": "1",
        },
    )


def make_package(
    organisation: Organisation, tool: Tool, editor: Person
) -> tuple[ToolkitImport, StagedPart]:
    """A package on its way in, and the part of it that would change ``tool``."""
    with scope(organisation=organisation):
        organisation.refresh_from_db()
        staged = ToolkitImport.objects.create(
            organisation=organisation,
            name=f"{CANARY}.zip",
            total_count=2,
            compared_revision=organisation.content_revision,
            created_by=editor,
        )
        StagedPart.objects.create(
            organisation=organisation,
            toolkit_import=staged,
            kind=Kind.TOOL,
            slug="brought-in",
            state=StagedPart.State.NEW,
            names={"fi": f"{CANARY} saapuu"},
            content=make.make_document(f"{CANARY} saapuu").encoded(),
        )
        changed = StagedPart.objects.create(
            organisation=organisation,
            toolkit_import=staged,
            kind=Kind.TOOL,
            slug=tool.slug,
            state=StagedPart.State.CHANGED,
            names={"fi": f"{CANARY} vaihtuu"},
            differences=[["fi", "name"]],
            content=make.make_document(f"{CANARY} vaihtuu").encoded(),
        )
    return staged, changed

"""Things that tests need, made by plain functions with sensible defaults.

Whatever a test does not name is of no importance to it. Tenant objects are made inside their
organisation's scope, so no caller needs to open it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import count

import msgspec
from django.utils import timezone
from django_scopes import scope

from kysyva.accounts.models import Person
from kysyva.organisations.models import Invitation, Membership, Organisation, Role, Unit
from kysyva.tools.actions.drafting import start_draft
from kysyva.tools.actions.publishing import Edition, publish
from kysyva.tools.models import Draft, Procedure, Recipe, Status, Tool, ToolDocument
from kysyva.tools.models.document import Facts, QuestionFacts, Range, Step, StepText, Texts
from kysyva.tools.models.procedure import ProcedureDocument, ProcedureTexts
from kysyva.tools.models.recipe import (
    RecipeDocument,
    RecipeFacts,
    RecipeItem,
    RecipeItemText,
    RecipeTexts,
)

PASSWORD = "kysy-rohkeasti-2026"
_numbers = count(1)


def make_organisation(slug: str = "", *, is_open: bool = True, name: str = "") -> Organisation:
    """An organisation; open to everybody unless told otherwise."""
    slug = slug or f"kunta-{next(_numbers)}"
    return Organisation.objects.create(
        slug=slug,
        name_fi=name or f"Kunta {slug}",
        opened_at=timezone.now() if is_open else None,
    )


def make_unit(organisation: Organisation, name: str = "", *, parent: Unit | None = None) -> Unit:
    """A unit of an organisation."""
    with scope(organisation=organisation):
        return Unit.objects.create(
            organisation=organisation, parent=parent, name=name or f"Yksikkö {next(_numbers)}"
        )


def make_person(name: str = "", *, email: str = "", language: str = "fi") -> Person:
    """Somebody with an account and ``PASSWORD``, in no organisation yet."""
    number = next(_numbers)
    name = name or f"Henkilö {number}"
    email = email or f"henkilo-{number}@kunta.example"
    return Person.objects.create_user(email, PASSWORD, name=name, language=language)


def make_member(
    organisation: Organisation,
    role: str = Role.EMPLOYEE,
    *,
    name: str = "",
    email: str = "",
    language: str = "fi",
    unit: Unit | None = None,
    expires_at: datetime | None = None,
) -> Person:
    """A new person who belongs to the organisation in this role."""
    person = make_person(name, email=email, language=language)
    make_membership(organisation, person, role, unit=unit, expires_at=expires_at)
    return person


def make_membership(
    organisation: Organisation,
    person: Person,
    role: str = Role.EMPLOYEE,
    *,
    unit: Unit | None = None,
    expires_at: datetime | None = None,
) -> Membership:
    """A place in an organisation for a person who exists."""
    return Membership.objects.create(
        organisation=organisation, person=person, role=role, unit=unit, expires_at=expires_at
    )


def make_invitation(
    organisation: Organisation, *, email: str = "", role: str = Role.SUPERVISOR
) -> tuple[Invitation, str]:
    """An invitation and the token of its link."""
    token = Invitation.new_token()
    with scope(organisation=organisation):
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email or f"kutsuttu-{next(_numbers)}@kunta.example",
            role=role,
            language="fi",
            token_hash=Invitation.hash_of(token),
        )
    return invitation, token


def make_texts(name: str = "Avoimet kysymykset", language: str = "fi", **changes: object) -> Texts:
    """Complete words of a tool in one language, for the steps and questions of ``make_facts``."""
    texts = Texts(
        name=name,
        purpose=f"Auttaa kuuntelemaan ennen neuvomista ({language}).",
        when=("Kun toinen tietää asiasta enemmän kuin sinä.",),
        when_not=("Kun tilanne on vaarallinen.",),
        prepare="Varaa rauhallinen paikka.",
        steps={
            "open": StepText("Avaa", "Kerro, miksi olette tässä."),
            "listen": StepText("Kuuntele", "Ole hiljaa ja kuuntele loppuun."),
        },
        questions={
            "goal": f"Mitä toivot tästä keskustelusta? ({language})",
            "reality": f"Mitä olet jo kokeillut? ({language})",
            "will": f"Mitä teet ensimmäiseksi? ({language})",
        },
        do_not_use_so="Älä kuulustele.",
        follow_up="Palatkaa asiaan kahden viikon päästä.",
        sign_of_success="Toinen puhuu enemmän kuin sinä.",
        two_minutes="Kysy vain ensimmäinen kysymys.",
        origin="Ratkaisukeskeinen perinne.",
        phrases=("en tiedä mitä sanoisin", "hän ei kerro mitään"),
        example="Esihenkilö kysyi ja **odotti**.",
    )
    return msgspec.structs.replace(texts, **changes)


def make_facts(**changes: object) -> Facts:
    """Facts of a tool with two steps and three questions."""
    facts = Facts(
        settings=("one_on_one",),
        needs=("competence",),
        phases=("goal", "reality"),
        dimensions=("listening",),
        minutes=Range(15, 30),
        people=Range(2, 2),
        steps=(Step("open", 5), Step("listen", 10)),
        questions=(
            QuestionFacts("goal", "goal", "opening"),
            QuestionFacts("reality", "reality", "perspective"),
            QuestionFacts("will", "will", "action"),
        ),
        licence_class="generic",
    )
    return msgspec.structs.replace(facts, **changes)


def make_document(
    name: str = "Avoimet kysymykset",
    *,
    languages: Collection[str] = ("fi", "sv", "en"),
    names: Mapping[str, str] | None = None,
    texts: Mapping[str, object] | None = None,
    **facts: object,
) -> ToolDocument:
    """A complete tool as a document; ``texts`` change every language, ``facts`` the facts."""
    return ToolDocument(
        facts=make_facts(**facts),
        texts={
            language: make_texts((names or {}).get(language, name), language, **(texts or {}))
            for language in languages
        },
    )


def make_tool(
    organisation: Organisation,
    slug: str = "",
    *,
    document: ToolDocument | None = None,
    status: str = Status.IN_USE,
    by: Person | None = None,
    note: str = "",
) -> Tool:
    """A published tool; publishing once more under the same slug makes its next version."""
    slug = slug or f"tool-{next(_numbers)}"
    edition = Edition(slug, document or make_document(f"Työkalu {slug}"), status, note=note)
    with scope(organisation=organisation):
        return publish([edition], organisation=organisation, by=by)[0]


def make_recipe(organisation: Organisation, slug: str, *, name: str = "Puoli tuntia") -> Recipe:
    """A recipe of one tool and a pause."""
    items = (RecipeItem("begin", 10, tool="open-questions"), RecipeItem("rest", 5, pause=True))
    words = {"begin": RecipeItemText("Aloitus", "Kysy."), "rest": RecipeItemText("Tauko")}
    document = RecipeDocument(
        RecipeFacts("team_meeting", Range(2, 12), items),
        {"fi": RecipeTexts(name, "Lyhyt kokous.", words)},
    )
    with scope(organisation=organisation):
        return Recipe.objects.create(
            organisation=organisation,
            slug=slug,
            content=document.encoded(),
            digest=document.digest(),
        )


def make_procedure(organisation: Organisation, kind: str, *, name: str = "Häirintä") -> Procedure:
    """A procedure page in Finnish, instead of the one there may be."""
    document = ProcedureDocument(
        {"fi": ProcedureTexts(name, "Toimi ohjeen mukaan.", ("Kuuntele.", "Ilmoita."))}
    )
    with scope(organisation=organisation):
        procedure, _made = Procedure.objects.update_or_create(
            organisation=organisation,
            kind=kind,
            defaults={"content": document.encoded(), "digest": document.digest()},
        )
        return procedure


def make_draft(tool: Tool, document: ToolDocument | None = None, *, by: Person) -> Draft:
    """The next version of a tool, being written."""
    with scope(organisation=tool.organisation):
        return start_draft(tool, document or make_document(f"Luonnos {tool.slug}"), by=by)

"""Organisations, their units, and who belongs to them in which role."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from kysyva.accounts.models import Language

INVITATION_DAYS = 14
# How long an ended membership is shown, so that it can be brought back.
ENDED_DAYS = 30
# Words that stand at the same place of an address as an organisation's short name.
RESERVED_SLUGS = frozenset({"account", "demo", "design", "invitation", "join", "api", "admin"})

slug_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use small letters a–z, digits and single hyphens between them."),
)


def refuse_reserved(slug: str) -> None:
    """A short name must not hide a page of ours."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This word stands for a page of its own. Choose another."))


class Organisation(models.Model):
    """A city, a municipality, a wellbeing services county: one tenant, invisible to the others."""

    slug = models.CharField(
        _("short name in addresses"),
        max_length=40,
        unique=True,
        validators=[slug_validator, refuse_reserved],
    )
    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    language = models.CharField(
        _("first language"), max_length=2, choices=Language.choices, default=Language.FINNISH
    )
    # State as a record: published tools are open to everybody since then, by that person.
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Raised in the same transaction as every change of content that readers see.
    content_revision = models.PositiveBigIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name_fi"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page, otherwise in the first language."""
        language = (get_language() or self.language)[:2]
        return getattr(self, f"name_{language}", "") or self.name_fi

    @property
    def is_open(self) -> bool:
        """Are published tools open to everybody without sign-in?"""
        return self.opened_at is not None


class Unit(models.Model):
    """A part of an organisation; parts have parts."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("name"), max_length=120)

    objects: ClassVar[models.Manager["Unit"]] = ScopedManager(organisation="organisation")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "parent", "name"], name="unit_name_once_in_its_parent"
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(parent=None),
                name="unit_name_once_at_the_top",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def inside(self) -> set[int]:
        """Ids of this unit and of everything below it."""
        branches = (branch for tree in tree_of(Unit.objects.all()) for branch in tree.all())
        found = next(branch for branch in branches if branch.unit == self)
        return {branch.unit.pk for branch in found.all()}

    def is_empty(self) -> bool:
        """No parts, no present members, nobody invited?"""
        return not (
            self.children.exists()
            or Membership.objects.current().filter(unit=self).exists()
            or Invitation.objects.open().filter(unit=self).exists()
        )


@dataclass
class Branch:
    """A unit with its place in the tree: ``path`` is its name and those above it."""

    unit: Unit
    path: str
    parts: list["Branch"] = field(default_factory=list)

    def all(self) -> Iterator["Branch"]:
        """This branch and everything below it, from the top."""
        yield self
        for part in self.parts:
            yield from part.all()


def tree_of(units: Iterable[Unit]) -> list[Branch]:
    """The top branches of all the units of one organisation, in the order the units came."""
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def branches(parent: int | None, path: str) -> list[Branch]:
        return [
            Branch(unit, path + unit.name, branches(unit.pk, f"{path}{unit.name} / "))
            for unit in below.get(parent, [])
        ]

    return branches(None, "")


class Role(models.TextChoices):
    """What somebody is in an organisation."""

    SUPERVISOR = "supervisor", _("Supervisor")
    FACILITATOR = "facilitator", _("HR facilitator")
    CONSULTANT = "consultant", _("Consultant")
    EMPLOYEE = "employee", _("Employee")
    REPRESENTATIVE = "representative", _("Personnel representative")
    MANAGEMENT = "management", _("Management")
    ADMINISTRATOR = "administrator", _("Administrator")


def end_of(day: date | None) -> datetime | None:
    """The moment after a day: what is written down for “until the 31st”."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def last_day_before(moment: datetime | None) -> date | None:
    """The last whole day before a moment: what people are told of it."""
    return None if moment is None else timezone.localdate(moment - timedelta(microseconds=1))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, narrowed."""

    def current(self) -> "MembershipQuerySet":
        """Those that neither ended nor expired."""
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), ended_at=None)

    def lasting(self) -> "MembershipQuerySet":
        """Those that go on until somebody ends them."""
        return self.filter(expires_at=None, ended_at=None)

    def lately_ended(self) -> "MembershipQuerySet":
        """Those that ended or expired in the last days, the latest first."""
        now = timezone.now()
        since = now - timedelta(days=ENDED_DAYS)
        ended = Q(ended_at__gt=since) | Q(ended_at=None, expires_at__gt=since, expires_at__lte=now)
        return self.filter(ended).order_by(Coalesce("ended_at", "expires_at").desc(), "pk")


class Membership(models.Model):
    """A person's place and role in one organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="members")
    expires_at = models.DateTimeField(_("ends by itself"), null=True, blank=True)
    # The row itself says who and when: of its beginning, its last change and its end.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="one_membership_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"

    @property
    def last_day(self) -> date | None:
        """The last day of a membership that ends by itself."""
        return last_day_before(self.expires_at)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed."""

    def to(self, email: str) -> "InvitationQuerySet":
        """Those of an address, however it is capitalised."""
        return self.filter(email__iexact=email)

    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def pending(self) -> "InvitationQuerySet":
        """Those that nobody accepted or took back; some may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)


InvitationManager = models.Manager.from_queryset(InvitationQuerySet)


def invitation_expiry() -> datetime:
    """When an invitation made now stops working."""
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class Invitation(models.Model):
    """A link that lets one person in, once, for two weeks. Only the link's hash is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="+")
    membership_expires_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(default=invitation_expiry)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[InvitationManager["Invitation"]] = ScopedManager(
        organisation="organisation", _manager_class=InvitationManager
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.role} ({self.organisation_id})"

    @property
    def has_expired(self) -> bool:
        """Is it too late to accept?"""
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Can it still be accepted?"""
        return self.accepted_at is None and self.revoked_at is None and not self.has_expired

    @property
    def last_day(self) -> date | None:
        """The last day of the membership it gives, if that ends by itself."""
        return last_day_before(self.membership_expires_at)

    @staticmethod
    def new_token() -> str:
        """A token nobody can guess (256 bits)."""
        return secrets.token_urlsafe(32)

    @staticmethod
    def hash_of(token: str) -> str:
        """What is kept of a token."""
        return hashlib.sha256(token.encode()).hexdigest()

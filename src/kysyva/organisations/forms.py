"""What people type about organisations, units and the people in them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kysyva.accounts.forms import PASSWORD_HINT
from kysyva.accounts.models import Language, Person
from kysyva.organisations.access import can_grant
from kysyva.organisations.models import (
    Invitation,
    Membership,
    Organisation,
    Role,
    Unit,
    tree_of,
)

CONSULTANT_DAYS = 183


def day_field(**options: Any) -> forms.DateField:
    """A date, with the browser's own picker."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **options)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of units by their place in the tree, without those named in ``but``."""

    def __init__(self, *, empty: Any, but: Iterable[int] = (), **options: Any) -> None:
        left_out = set(but)
        units = Unit.objects.exclude(pk__in=left_out)
        super().__init__(units, required=False, empty_label=empty, **options)
        branches = (branch for tree in tree_of(Unit.objects.all()) for branch in tree.all())
        chosen = [(b.unit.pk, b.path) for b in branches if b.unit.pk not in left_out]
        self.choices = [("", empty), *chosen]


class PlaceForm(forms.Form):
    """Role, unit and last day: the same for those who are invited and for members."""

    role = forms.ChoiceField(label=_("Role"))
    last_day = day_field(label=_("Last day of the membership"), required=False)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        granted = [choice for choice in Role.choices if can_grant(by, choice[0])]
        self.fields["role"].choices = granted  # type: ignore[attr-defined]
        self.fields["unit"] = UnitField(label=_("Unit"), empty=_("The whole organisation"))
        self.fields["last_day"].help_text = _(
            "Access ends by itself after this day. A consultant always has one."
        )
        # js/suggest-day.js fills the day in as soon as the role is chosen.
        self.fields["last_day"].widget.attrs["data-for-role"] = Role.CONSULTANT.value
        self.fields["last_day"].widget.attrs["data-suggestion"] = _suggested_day().isoformat()
        self.order_fields(["email", "name", "role", "unit", "last_day", "language"])

    def clean_last_day(self) -> date | None:
        """Today or later, and not ages away."""
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed already."))
        if day is not None and day > timezone.localdate() + timedelta(days=3660):
            raise forms.ValidationError(_("Choose a day within the next ten years."))
        return day

    def clean(self) -> dict[str, Any]:
        """A consultant helps for a limited time; a day is suggested where none was given."""
        cleaned: dict[str, Any] = super().clean() or {}
        missing = "last_day" in cleaned and cleaned["last_day"] is None
        if cleaned.get("role") == Role.CONSULTANT and missing:
            self.data = {**dict(self.data.items()), "last_day": _suggested_day()}
            self.add_error("last_day", _("A consultant needs a last day. We suggest this one."))
        return cleaned


def _suggested_day() -> date:
    return timezone.localdate() + timedelta(days=CONSULTANT_DAYS)


class InvitationForm(PlaceForm):
    """Whom to invite to what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("They can correct it themselves."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        help_text=_("The invitation is written in it."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        kwargs["initial"] = {"language": organisation.language, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """Somebody who is neither a member nor invited already."""
        email: str = self.cleaned_data["email"].lower()
        members = self.organisation.memberships.current()
        if members.filter(person__email__iexact=email).exists():
            raise forms.ValidationError(_("This person is a member already."))
        if Invitation.objects.open().to(email).exists():
            raise forms.ValidationError(
                _("This person has been invited already. You can send the invitation again.")
            )
        return email


class MembershipForm(PlaceForm):
    """A member's role, unit and last day."""

    @classmethod
    def of(cls, membership: Membership, data: Any, *, by: Membership) -> "MembershipForm":
        """The form, filled with what is."""
        last_day = membership.last_day
        initial = {"role": membership.role, "unit": membership.unit_id, "last_day": last_day}
        return cls(data, by=by, initial=initial)


class UnitForm(forms.Form):
    """A unit's name and place."""

    name = forms.CharField(label=_("Name of the unit"), max_length=120)

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            kwargs["initial"] = {"name": unit.name, "parent": unit.parent_id}
        super().__init__(*args, **kwargs)
        self.fields["parent"] = UnitField(
            label=pgettext_lazy("unit", "Part of"),
            empty=_("Directly under the organisation"),
            but=unit.inside() if unit else (),
        )


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Names, first language, and whether the toolkit is open to everybody."""

    is_open = forms.BooleanField(label=_("Open the published tools to everybody"), required=False)

    class Meta:
        model = Organisation
        fields = ("name_fi", "name_sv", "name_en", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_open"].initial = self.instance.is_open
        self.fields["language"].help_text = _(
            "New invitations begin in it, and it fills in for a language that is missing."
        )


class JoiningForm(forms.Form):
    """A newcomer's name and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=PASSWORD_HINT,
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A good password, typed the same way twice."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password:
            person = Person(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
            if again and again != password:
                self.add_error("again", _("The passwords are not the same."))
        return cleaned

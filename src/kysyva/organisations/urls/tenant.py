"""Addresses within an organisation."""

from django.urls import path

from kysyva.organisations.views import invitations, people, settings, units

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.person_invite, name="person_invite"),
    path("people/<int:membership_id>/", people.membership, name="membership"),
    path("people/<int:membership_id>/end/", people.membership_end, name="membership_end"),
    path(
        "people/<int:membership_id>/restore/", people.membership_restore, name="membership_restore"
    ),
    path(
        "people/invitations/<int:invitation_id>/resend/",
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "people/invitations/<int:invitation_id>/revoke/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path("units/", units.units, name="units"),
    path("units/<int:unit_id>/", units.unit, name="unit"),
    path("units/<int:unit_id>/delete/", units.unit_delete, name="unit_delete"),
    path("settings/", settings.organisation_settings, name="organisation_settings"),
]

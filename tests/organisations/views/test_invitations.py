"""Inviting people, and coming in by an invitation's link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from structlog.testing import capture_logs

from kysyva.accounts.models import Person
from kysyva.organisations.models import Invitation, Membership, Organisation, Role
from tests import make
from tests.conftest import SignIn, client_of

INVITE = "/fi/koivuranta/people/invite/"
PASSWORD = "metsässä on hiljaista"
JOIN = {"name": "Maria Nyman", "password": PASSWORD, "again": PASSWORD}


def person(**changes: object) -> dict[str, object]:
    return {
        "email": "maria@koivuranta.example",
        "name": "Maria",
        "role": Role.SUPERVISOR,
        "unit": "",
        "language": "sv",
        "last_day": "",
        **changes,
    }


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/\w\w/invitation/[\w-]+/)", text)
    assert found is not None
    return found[1]


def link(organisation: Organisation, **options: Any) -> str:
    return f"/fi/invitation/{make.make_invitation(organisation, **options)[1]}/"


# --- Inviting -----------------------------------------------------------------------------------


def test_an_invitation_is_mailed_and_its_link_shown_once(as_aino: Client) -> None:
    response = as_aino.post(INVITE, person())
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    shown = link_in(response.text)
    assert shown.startswith("/sv/invitation/")
    assert link_in(str(mail.outbox[0].body)) == shown
    token = shown.split("/")[-2]
    assert token not in as_aino.get("/fi/koivuranta/people/").text
    assert "maria@koivuranta.example" in as_aino.get("/fi/koivuranta/people/").text


def test_sending_the_same_form_again_invites_nobody_twice(as_aino: Client) -> None:
    as_aino.post(INVITE, person())
    response = as_aino.post(INVITE, person())
    assert response.context["form"].errors.keys() == {"email"}
    assert len(mail.outbox) == Invitation.objects.count() == 1


def test_when_the_e_mail_does_not_leave_the_link_is_still_there(
    as_aino: Client, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    response = as_aino.post(INVITE, person())
    assert response.context["is_sent"] is False
    assert link_in(response.text)


def test_nothing_personal_is_logged_on_the_whole_way_in(as_aino: Client) -> None:
    with capture_logs() as lines:
        shown = link_in(as_aino.post(INVITE, person()).text)
        Client().post(shown, JOIN)
    words = ("maria", "nyman", "@", shown.split("/")[-2].lower())
    assert not [word for word in words if word in str(lines).lower()]


def test_a_new_link_takes_the_place_of_the_old_one(
    as_aino: Client, organisation: Organisation
) -> None:
    invitation, old = make.make_invitation(organisation)
    address = f"/fi/koivuranta/people/invitations/{invitation.pk}/resend/"
    new = link_in(as_aino.post(address).text)
    assert len(mail.outbox) == 1
    assert Client().get(f"/fi/invitation/{old}/").status_code == 404
    assert Client().get(new).status_code == 200


def test_an_invitation_is_taken_back(as_aino: Client, organisation: Organisation) -> None:
    invitation, token = make.make_invitation(organisation)
    address = f"/fi/koivuranta/people/invitations/{invitation.pk}/revoke/"
    assert as_aino.post(address).status_code == 302
    assert Client().get(f"/fi/invitation/{token}/").status_code == 410
    assert as_aino.post(address).status_code == 404


@pytest.mark.parametrize("act", ["resend", "revoke"])
def test_a_facilitator_does_not_touch_an_administrators_invitation(
    as_aino: Client, as_timo: Client, organisation: Organisation, act: str
) -> None:
    invitation, _token = make.make_invitation(organisation, role=Role.ADMINISTRATOR)
    address = f"/fi/koivuranta/people/invitations/{invitation.pk}/{act}/"
    assert address not in as_aino.get("/fi/koivuranta/people/").text
    assert as_aino.post(address).status_code == 403
    assert as_timo.post(address).status_code in (200, 302)


@pytest.mark.parametrize("act", ["resend", "revoke"])
def test_an_invitation_of_another_organisation_is_not_found(
    as_aino: Client, other_organisation: Organisation, act: str
) -> None:
    invitation, token = make.make_invitation(other_organisation)
    address = f"/fi/koivuranta/people/invitations/{invitation.pk}/{act}/"
    assert as_aino.post(address).status_code == 404
    assert Client().get(f"/fi/invitation/{token}/").status_code == 200


# --- Coming in ----------------------------------------------------------------------------------


def test_the_page_says_who_invites_to_what(organisation: Organisation, aino: Person) -> None:
    unit = make.make_unit(organisation, "Kirjasto")
    invitation, token = make.make_invitation(organisation)
    Invitation.objects.filter(pk=invitation.pk).update(created_by=aino, unit=unit)
    response = Client().get(f"/fi/invitation/{token}/")
    for word in ("Aino Koivumäki", "Koivurannan kaupunki", "Kirjasto", invitation.email):
        assert word in response.text
    assert "no-store" in response["Cache-Control"]


def test_a_newcomer_chooses_a_password_and_is_in(organisation: Organisation) -> None:
    browser = Client()
    response = browser.post(link(organisation).replace("/fi/", "/sv/"), JOIN)
    assert response["Location"] == "/sv/koivuranta/"
    (member,) = Person.objects.all()
    assert (member.name, member.language) == ("Maria Nyman", "sv")
    assert browser.get("/sv/account/").status_code == 200
    assert member.memberships.get().role == Role.SUPERVISOR


def test_a_closed_organisation_opens_to_whoever_joined(closed: Organisation) -> None:
    browser = Client()
    page = browser.post(link(closed), JOIN, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == "/fi/koivuranta/"


def test_a_weak_password_is_refused_beside_its_field_and_the_name_stays(
    organisation: Organisation,
) -> None:
    address = link(organisation)
    response = Client().post(address, {**JOIN, "password": "123", "again": "124"})
    assert response.context["form"].errors.keys() == {"password", "again"}
    assert 'value="Maria Nyman"' in response.text
    assert "123" not in re.findall(r'value="([^"]*)"', response.text)
    assert not Person.objects.exists()
    assert Client().get(address).status_code == 200


def test_somebody_with_an_account_is_asked_to_sign_in_and_comes_back(
    organisation: Organisation,
) -> None:
    known = make.make_person(language="sv")
    address = link(organisation, email=known.email)
    browser = Client()
    page = browser.get(address)
    assert f"/fi/account/sign-in/?next={address}" in page.text
    browser.post(address, JOIN)
    assert not Membership.objects.exists()
    data = {"login": known.email, "password": make.PASSWORD}
    back = browser.post(f"/fi/account/sign-in/?next={address}", data)
    assert back["Location"] == address.replace("/fi/", "/sv/")
    assert browser.post(back["Location"])["Location"] == "/sv/koivuranta/"
    assert known.memberships.get().organisation == organisation


def test_a_link_never_signs_in_as_somebody_who_has_an_account(
    organisation: Organisation, timo: Person
) -> None:
    browser = Client()
    browser.post(link(organisation, email=timo.email), {**JOIN, "name": "Tunkeilija"})
    assert browser.get("/fi/account/").status_code == 302
    timo.refresh_from_db()
    assert timo.check_password(make.PASSWORD)


def test_somebody_else_who_is_signed_in_signs_out_first(
    organisation: Organisation, aino: Person, signed_in: SignIn
) -> None:
    for email in ("uusi@kunta.example", make.make_person().email):
        address = link(organisation, email=email)
        browser = signed_in(aino)
        page = browser.get(address)
        assert aino.email in page.text
        assert "/fi/account/sign-out/" in page.text
        browser.post(address, JOIN)
        assert Invitation.objects.open().to(email).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"accepted_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
    ],
    ids=["used", "revoked", "expired"],
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_link_that_has_had_its_time_is_gone_and_says_what_to_do(
    organisation: Organisation, change: dict[str, object], language: str
) -> None:
    address = link(organisation).replace("/fi/", f"/{language}/")
    Invitation.objects.update(**change)
    for response in (Client().get(address), Client().post(address, JOIN)):
        assert response.status_code == 410
        assert f'<html lang="{language}"' in response.text
        assert response.text.count("<h1>") == 1
        # Whoever finds an old link learns of nobody.
        assert Invitation.objects.get().email not in response.text
    assert not Person.objects.exists()


def test_a_link_that_never_was_is_not_found(client: Client) -> None:
    response = client.get(f"/sv/invitation/{Invitation.new_token()}/")
    assert response.status_code == 404
    assert response.text.count("<h1>") == 1


def test_pressing_join_twice_leads_in_both_times(organisation: Organisation) -> None:
    address, browser = link(organisation), Client()
    for _press in range(2):
        assert browser.post(address, JOIN)["Location"] == "/fi/koivuranta/"
    assert Person.objects.count() == 1


def test_an_invitation_does_not_name_another_organisations_people(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    member = make.make_member(other_organisation, name="Salainen Henkilö")
    address = link(organisation, email=member.email)
    assert "Salainen Henkilö" not in Client().get(address).text
    assert client_of(member).post(address).status_code == 302
    assert member.memberships.count() == 2

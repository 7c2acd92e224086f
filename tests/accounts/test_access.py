"""Sign-in as this product wants it: in people's languages, limited, telling nobody who is here."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings
from structlog.testing import capture_logs

from kysyva.accounts.models import Person
from tests import make
from tests.conftest import SignIn

NEW = "metsässä on hiljaista"


def sign_in(
    client: Client, email: str, password: str, address: str = "/fi/account/sign-in/"
) -> str:
    """Where signing in leads, or the page that says why not."""
    response = client.post(address, {"login": email, "password": password})
    return str(response["Location"]) if response.status_code == 302 else response.text


def reset_link(client: Client, email: str) -> str:
    """Ask for a new password; the link of the e-mail, without the host."""
    client.post("/fi/account/password/forgotten/", {"email": email})
    found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_after_signing_in_one_is_in_ones_own_language(client: Client, bo: Person) -> None:
    assert sign_in(client, bo.email, make.PASSWORD) == "/sv/"


def test_a_page_that_waited_is_opened_in_ones_own_language(bo: Person) -> None:
    address = "/fi/account/sign-in/?next=/fi/koivuranta/tools/%3Fsort=short"
    for language in ("fi", "en"):
        start = address.replace("/fi/account", f"/{language}/account")
        found = sign_in(Client(), bo.email, make.PASSWORD, start)
        assert found == "/sv/koivuranta/tools/?sort=short"


def test_an_address_is_the_same_in_capitals(client: Client, bo: Person) -> None:
    assert sign_in(client, "BO@Koivuranta.example", make.PASSWORD) == "/sv/"


def test_signing_in_never_leads_to_another_host(client: Client, bo: Person) -> None:
    address = "/fi/account/sign-in/?next=https://muualla.example/"
    assert sign_in(client, bo.email, make.PASSWORD, address) == "/sv/"


def test_signing_in_gives_the_session_a_new_key(client: Client, bo: Person) -> None:
    session = client.session
    session["kept"] = "yes"
    session.save()
    before = client.cookies["session"].value
    sign_in(client, bo.email, make.PASSWORD)
    assert client.cookies["session"].value != before
    assert client.session["kept"] == "yes"


def test_a_session_lasts_until_the_browser_closes_unless_one_asks_for_more(
    client: Client, bo: Person
) -> None:
    sign_in(client, bo.email, make.PASSWORD)
    assert client.cookies["session"]["max-age"] == ""
    client.logout()
    data = {"login": bo.email, "password": make.PASSWORD, "remember": "on"}
    client.post("/fi/account/sign-in/", data)
    assert client.cookies["session"]["max-age"] == 14 * 24 * 60 * 60


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(
    client: Client, bo: Person
) -> None:
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    wrong = token.sub("", sign_in(client, bo.email, "ihan väärä sana"))
    unknown = token.sub("", sign_in(client, "ei@ole.example", "ihan väärä sana"))
    assert wrong == unknown.replace("ei@ole.example", bo.email)
    assert "error-summary" in wrong


def test_a_failure_is_logged_without_saying_whose(client: Client, bo: Person) -> None:
    with capture_logs() as lines:
        sign_in(client, bo.email, "ihan väärä sana")
        sign_in(client, bo.email, make.PASSWORD)
    assert [line["event"] for line in lines] == ["sign_in_failed", "signed_in"]
    assert all(line.keys() == {"event", "log_level"} for line in lines)


# --- Limits -------------------------------------------------------------------------------------


@pytest.fixture(params=["memory", "database"])
def cache_kind(request: pytest.FixtureRequest, db: None) -> Iterator[str]:
    """The limits in the cache of the tests, and in the table that a real installation uses."""
    if request.param == "memory":
        yield request.param
        return
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    with override_settings(CACHES={"default": table}):
        call_command("createcachetable")
        yield request.param


@pytest.mark.usefixtures("cache_kind")
def test_after_five_failures_even_the_right_password_waits(client: Client, bo: Person) -> None:
    for _attempt in range(5):
        sign_in(client, bo.email, "ihan väärä sana")
    with capture_logs() as lines:
        page = sign_in(client, bo.email, make.PASSWORD)
    assert "error-summary" in page
    assert [line["event"] for line in lines] == ["sign_in_limited"]


def test_others_from_the_same_network_sign_in_meanwhile(
    client: Client, bo: Person, aino: Person
) -> None:
    for _attempt in range(5):
        sign_in(client, bo.email, "ihan väärä sana")
    assert sign_in(client, aino.email, make.PASSWORD) == "/fi/"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_too_many_requests_are_answered_with_our_own_page(
    client: Client, language: str, bo: Person
) -> None:
    address = f"/{language}/account/password/forgotten/"
    for _attempt in range(3):
        assert client.post(address, {"email": bo.email}).status_code == 302
    response = client.post(address, {"email": bo.email})
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert f'<html lang="{language}"' in response.text
    assert 'class="topbar"' in response.text


# --- A forgotten password -----------------------------------------------------------------------


def test_a_reset_is_answered_alike_whether_the_address_is_known(client: Client, bo: Person) -> None:
    address = "/fi/account/password/forgotten/"
    answers = [
        client.post(address, {"email": email}, follow=True)
        for email in (bo.email, "ei@ole.example")
    ]
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert answers[0].text == answers[1].text
    # Both get an e-mail, so the time it takes tells nothing either.
    assert [message.to for message in mail.outbox] == [[bo.email], ["ei@ole.example"]]


def test_the_link_is_in_the_persons_language_whoever_asked_in_which(
    client: Client, bo: Person
) -> None:
    assert reset_link(client, bo.email).startswith("/sv/account/password/forgotten/")


def test_a_new_password_ends_every_session_and_works_at_once(
    client: Client, bo: Person, signed_in: SignIn
) -> None:
    elsewhere = signed_in(bo)
    form = client.get(reset_link(client, bo.email), follow=True)
    address = form.request["PATH_INFO"]
    done = client.post(address, {"password1": NEW, "password2": NEW})
    assert done["Location"] == "/sv/account/password/forgotten/done/"
    assert elsewhere.get("/sv/account/").status_code == 302
    assert sign_in(client, bo.email, NEW) == "/sv/"


def test_a_link_works_once(client: Client, bo: Person) -> None:
    link = reset_link(client, bo.email)
    address = client.get(link, follow=True).request["PATH_INFO"]
    client.post(address, {"password1": NEW, "password2": NEW})
    assert client.get(link).context["token_fail"] is True


def test_a_link_works_for_a_day(client: Client, bo: Person, settings: object) -> None:
    assert settings.PASSWORD_RESET_TIMEOUT == 24 * 60 * 60  # type: ignore[attr-defined]
    link = reset_link(client, bo.email)
    settings.PASSWORD_RESET_TIMEOUT = -1  # type: ignore[attr-defined]
    assert client.get(link).context["token_fail"] is True


def test_the_links_secret_is_not_in_the_address_of_the_form(client: Client, bo: Person) -> None:
    link = reset_link(client, bo.email)
    address = client.get(link, follow=True).request["PATH_INFO"]
    assert address.endswith("-set-password/")


# --- Changing the password ----------------------------------------------------------------------


def test_changing_the_password_signs_out_elsewhere_and_tells_by_e_mail(
    bo: Person, signed_in: SignIn
) -> None:
    here, elsewhere = signed_in(bo), signed_in(bo)
    data = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/fi/account/password/", data)["Location"] == "/fi/account/"
    assert here.get("/sv/account/").status_code == 200
    assert elsewhere.get("/sv/account/").status_code == 302
    assert mail.outbox[0].to == [bo.email]
    assert "/sv/account/password/forgotten/" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("password", "again", "field"),
    [
        ("lyhyt", "lyhyt", "password1"),
        ("123456789012345", "123456789012345", "password1"),
        ("qwertyuiopasdfgh", "toinen sana tässä", "password2"),
        ("bosandvik12", "bosandvik12", "password1"),
        ("bo sandvik 1", "bo sandvik 1", "password1"),
    ],
)
def test_a_weak_password_is_refused_beside_its_field(
    as_bo: Client, password: str, again: str, field: str
) -> None:
    data = {"oldpassword": make.PASSWORD, "password1": password, "password2": again}
    response = as_bo.post("/sv/account/password/", data)
    assert response.context["form"].errors.keys() == {field}


def test_somebody_without_a_password_chooses_a_first_one(db: None, signed_in: SignIn) -> None:
    person = Person.objects.create_user("uusi@kunta.example", name="Uusi Ihminen")
    browser = signed_in(person)
    assert browser.get("/fi/account/password/")["Location"] == "/fi/account/password/first/"
    browser.post("/fi/account/password/first/", {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)


# --- E-mails ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_e_mails_are_plain_in_the_persons_language_and_say_nothing_of_their_network(
    client: Client, db: None, language: str
) -> None:
    person = make.make_person("Maija & Co", language=language)
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    data = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW}
    browser.post("/en/account/password/", data, headers={"user-agent": "Selain 1.0"})
    client.post("/en/account/password/forgotten/", {"email": person.email})
    changed, link = mail.outbox
    for message in (changed, link):
        text = str(message.body)
        assert message.alternatives == []  # type: ignore[attr-defined]
        assert f"http://testserver/{language}/account/password/forgotten/" in text
        assert "Maija & Co" in text
        assert "127.0.0.1" not in text
        assert "Selain" not in text
        assert "example.com" not in text


def test_an_unknown_address_is_told_so_without_a_name(client: Client, db: None) -> None:
    client.post("/en/account/password/forgotten/", {"email": "ei@ole.example"})
    (message,) = mail.outbox
    assert str(message.body).startswith("Hello,\n")
    assert "http" not in str(message.body)


def test_a_mail_server_that_does_not_answer_breaks_nothing(
    client: Client, bo: Person, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    with capture_logs() as lines:
        response = client.post("/fi/account/password/forgotten/", {"email": bo.email})
    assert response.status_code == 302
    assert lines == [
        {"event": "email_not_sent", "reason": "ConnectionRefusedError", "log_level": "warning"}
    ]

"""May they have an account, and who is asking? Sign-in as this product wants it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.views import redirect_to_login
from django.core.mail import EmailMessage
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kysyva.accounts.models import Person
from kysyva.core.mail import send

log = structlog.get_logger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def marked(view: View, word: str) -> View:
    """The view, saying who may open it; a system check asks each one."""
    view.access = word  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anybody may. For pages outside of organisations; those within have a word of their own."""
    return marked(view, "public")


def signed_in(view: View) -> View:
    """Anybody with an account may."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return marked(guarded, "signed_in")  # type: ignore[return-value]


def _in_language(address: str, language: str) -> str:
    """The same page in a language; what is no page of ours stays as it is."""
    now = translation.get_language_from_path(urlsplit(address).path)
    with translation.override(now or translation.get_language()):
        return translate_url(address, language)


class SignedInRequest(HttpRequest):
    """A request that ``@signed_in`` let through."""

    user: Person


def display_name(person: Person) -> str:
    """What a person is called in messages and e-mails."""
    return str(person)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth as this product wants it.

    Sign-up is closed: people come by an invitation's link. Pages and e-mails after signing in are
    in the person's own language. What happens at sign-in is logged without saying who.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or password is wrong."),
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("The link has been used or is too old."),
        "too_many_login_attempts": _(
            "Too many attempts have failed. Wait five minutes, or set a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names, only addresses."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; log it when there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            log.warning("sign_in_limited")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log that somebody could not sign in; not who, nor with which address."""
        log.warning("sign_in_failed")

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in; the session gets a new key."""
        super().login(request, user)
        log.info("signed_in")

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """On to where they were going, in the person's own language."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response["Location"] = _in_language(response["Location"], user.language)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("preferences")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the person's language; without a person, in the language of the page.

        A mail server that does not answer neither breaks the page nor tells who has an account.
        """
        person = context.get("user")
        language = person.language if person else translation.get_language()
        context = {**context, "person": person}
        if address := context.get("password_reset_url"):
            context["password_reset_url"] = _in_language(address, language)
        with translation.override(language):
            message: EmailMessage = self.render_mail(template_prefix, email, context)
        send(message)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what was done with their account; not from which network or browser."""
        signed_out = self.request.build_absolute_uri(reverse("account_reset_password"))
        known = {"user": user, "password_reset_url": signed_out, **(context or {})}
        self.send_mail(template_prefix, email or user.email, known)

"""May they have an account? Only those who were invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from kysyva.accounts.models import Person


def display_name(person: Person) -> str:
    """What a person is called in messages and e-mails."""
    return str(person)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed: people come by an invitation's link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the start page, in the person's own language."""
        language = getattr(request.user, "language", translation.get_language())
        with translation.override(language):
            return reverse("front")

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names, only addresses."""

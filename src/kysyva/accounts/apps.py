"""People, sign-in and own data."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, sign-in and own data."""

    name = "kysyva.accounts"

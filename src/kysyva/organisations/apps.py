"""Organisations, units, memberships, access."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations, units, memberships, access."""

    name = "kysyva.organisations"

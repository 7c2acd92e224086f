"""What people do with their own account."""

import structlog
from django.db.models import F

from kysyva.accounts.models import Person

log = structlog.get_logger(__name__)


def change_preferences(person: Person, *, name: str, language: str, theme: str) -> None:
    """Keep a person's name, language and theme."""
    person.name, person.language, person.theme = name, language, theme
    person.save(update_fields=["name", "language", "theme"])


def change_theme(person: Person, *, theme: str) -> None:
    """Keep how the pages look for a person."""
    person.theme = theme
    person.save(update_fields=["theme"])


def end_sessions(person: Person) -> None:
    """Sign a person out everywhere.

    A view that means "everywhere else" calls ``update_session_auth_hash`` afterwards.
    """
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    log.info("sessions_ended")

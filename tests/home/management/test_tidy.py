"""Daily tidying."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone

from kysyva.organisations.models import Invitation, Organisation
from tests import make

TABLE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}


def test_what_has_had_its_time_goes_and_the_rest_stays(organisation: Organisation) -> None:
    now = timezone.now()
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(days=days)
        )
    make.make_invitation(organisation)
    make.make_invitation(organisation)
    first = Invitation.objects.first()
    assert first is not None
    Invitation.objects.filter(pk=first.pk).update(expires_at=now - timedelta(days=91))
    call_command("tidy")
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert Invitation.objects.count() == 1


def test_counts_of_sign_in_do_not_outlive_their_time(db: None) -> None:
    with override_settings(CACHES={"default": TABLE}):
        call_command("createcachetable")
        caches["default"].set("old", 1, timeout=-1)
        caches["default"].set("kept", 1, timeout=600)
        with connection.cursor() as cursor:
            later = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(days=1))
            cursor.execute("INSERT INTO cache VALUES ('stale', 'x', %s)", [later])
        call_command("tidy")
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key FROM cache")
            assert [key for (key,) in cursor.fetchall()] == [":1:kept"]

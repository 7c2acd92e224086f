"""Makes a library of so many tools in the database of the environment; prints facts about it.

The tools are the starter toolkit's, repeated with words of their own mixed in, so that names differ
and the index grows as it would with real tools.
"""

import os
import random
import sys
import time
from pathlib import Path
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kysyva.settings")
django.setup()

import msgspec  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_scopes import scope  # noqa: E402

from bench.starter import starter_tools  # noqa: E402
from kysyva.accounts.models import Person  # noqa: E402
from kysyva.home.management.commands.serve import prepare  # noqa: E402
from kysyva.organisations.models import Membership, Organisation, Role  # noqa: E402
from kysyva.tools.actions import publishing  # noqa: E402
from kysyva.tools.models import ToolDocument  # noqa: E402

QUERIES = (
    "kuuntelu palaute kiitos palaveri muutos perehdytys huoli tavoite askel kysymys "
    "jaksaminen asteikko työhyvinvointi kehityskeskustelu samtal respons feedback meeting "
    "tiimipalaverit väsynyt"
).split()


def varied(document: ToolDocument, number: int, chance: random.Random) -> ToolDocument:
    """The same tool with a name of its own and its phrases partly from elsewhere."""
    texts = {
        language: msgspec.structs.replace(
            text,
            name=f"{text.name} {number}",
            phrases=tuple(chance.sample(text.phrases, k=min(len(text.phrases), 8))),
        )
        for language, text in document.texts.items()
    }
    return ToolDocument(document.facts, texts)


def fill(organisation: Organisation, size: int) -> float:
    """Publish ``size`` tools; seconds."""
    documents, chance = list(starter_tools().values()), random.Random(7)
    started = time.monotonic()
    for begin in range(0, size, 250):
        editions = [
            publishing.Edition(
                f"tool-{number}",
                varied(documents[number % len(documents)], number, chance),
                "in_use",
            )
            for number in range(begin, min(begin + 250, size))
        ]
        publishing.publish(editions, organisation=organisation, by=None)
    return time.monotonic() - started


def index(organisation: Organisation) -> float:
    """Build the whole index anew; seconds."""
    from kysyva.search.actions import rebuild_index

    started = time.monotonic()
    rebuild_index(organisation)
    return time.monotonic() - started


def queries(client: Client) -> list[int]:
    """How many queries library, tool and search cost, after what is kept was warmed."""
    counts = []
    for path in ("tools/", "tools/tool-1/", "search/?q=kuuntelu"):
        client.get(f"/fi/bench/{path}")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(f"/fi/bench/{path}&again=1" if "?" in path else f"/fi/bench/{path}?again=1")
        counts.append(len(captured))
    return counts


def megabytes() -> float:
    """Size of the database."""
    if connection.vendor == "sqlite":
        return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size / 1e6
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0]) / 1e6


def main(size: int) -> None:
    """Make it and say what there is."""
    settings.ALLOWED_HOSTS = ["*"]
    prepare()
    organisation = Organisation.objects.create(
        slug="bench", name_fi="Mittauskaupunki", opened_at=timezone.now()
    )
    person = Person.objects.create_user("bench@example.org", name="Bench")
    Membership.objects.create(organisation=organisation, person=person, role=Role.SUPERVISOR)
    with scope(organisation=organisation):
        # What the index costs is measured apart from what publishing costs.
        listeners, publishing.listeners[:] = publishing.listeners[:], []
        published = fill(organisation, size)
        publishing.listeners[:] = listeners
        indexed = index(organisation)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    signed_out, signed_in = Client(), Client()
    signed_in.force_login(person)
    signed_in.get("/fi/bench/tools/")
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    chosen = [f"tool-{number}" for number in range(0, size, max(1, size // 40))]
    print(f"publish={published:.3f}")
    print(f"index={indexed:.3f}")
    print(f"megabytes={megabytes():.1f}")
    print(f"cookie={settings.SESSION_COOKIE_NAME}={cookie}")
    print(f"slugs={'|'.join(chosen)}")
    print(f"words={'|'.join(quote(word) for word in QUERIES)}")
    print("queries=" + "|".join(map(str, queries(signed_out) + queries(signed_in))))


if __name__ == "__main__":
    main(int(sys.argv[1]))

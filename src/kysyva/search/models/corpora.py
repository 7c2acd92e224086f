"""An organisation's tools as the finder needs them, kept for as long as the content stays."""

import os
import threading
from collections import deque
from contextlib import suppress
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django_scopes import scopes_disabled

from kysyva.organisations.models import Organisation
from kysyva.search.finder.answering import Situation, answer
from kysyva.search.finder.corpus import Candidate, Corpus, corpus
from kysyva.search.finder.embedding import embedder, is_installed
from kysyva.search.finder.semantic import Meaning
from kysyva.search.models.sayings import Saying
from kysyva.search.models.vectors import Kept, Stopped
from kysyva.tools.models import LANGUAGES, Tool


def corpus_of(organisation: Organisation, language: str) -> Corpus:
    """Give the corpus of an organisation in a language: tools alone, never anything that was asked.

    It is made at the first question after a change of content. Where the semantic extra is
    installed, its meaning is read beside that, and questions are answered without it until then.
    """
    return _corpus(organisation.pk, organisation.content_revision, language)


def candidate(tool: Tool, language: str) -> Candidate | None:
    """See a tool as the finder does in a language; None if it has no version."""
    if tool.current is None:
        return None
    document = tool.current.document
    facts, texts = document.facts, document.texts.get(language)
    return Candidate(
        tool.pk,
        tool.slug,
        frozenset(facts.needs),
        frozenset(facts.settings),
        frozenset(facts.phases),
        (facts.minutes.least, facts.minutes.most),
        (facts.people.least, facts.people.most),
        # When *not* to use a tool is left out: it names what other tools are for.
        (*texts.phrases, *texts.when) if texts else (),
    )


@lru_cache(maxsize=12)
def _corpus(organisation: int, _revision: int, language: str) -> Corpus:
    tools = Tool.objects.filter(organisation=organisation, current__isnull=False)
    rows = tools.select_related("current").order_by("pk").iterator(chunk_size=100)
    known = (found for row in rows if (found := candidate(row, language)) is not None)
    sayings = Saying.objects.filter(organisation=organisation, language=language)
    made = corpus(known, language, sayings.values_list("said", "meant"))
    if settings.SEMANTIC and is_installed():
        _read_beside(made)
    return made


def add_meaning(made: Corpus) -> None:
    """Read what a corpus means: in a moment if it was read before, else in half a minute or so."""
    found = embedder()
    if found is not None:
        made.meaning = Meaning(made, Kept(settings.DATA_DIR, found))


_waiting: deque[Corpus] = deque()
_one_reader = threading.Lock()


def _read_beside(made: Corpus) -> None:
    """Read beside the pages. Whichever thread is first reads all that waits; the others end."""
    _waiting.append(made)
    # No daemon: the process must not end while the engine is at work; it asks between texts.
    threading.Thread(target=_read_what_waits).start()


def _read_what_waits() -> None:
    # It gives way to the pages.
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
    with _one_reader, suppress(Stopped):
        while _waiting:
            add_meaning(_waiting.popleft())


def warm_up(*, most: int = 1) -> None:
    """Answer a question of no words, so that nobody waits until the finder has learnt.

    For a thread of its own when a process starts; its connection is closed at the end.
    """
    try:
        with scopes_disabled():
            for organisation in Organisation.objects.order_by("pk")[:most]:
                for language in LANGUAGES:
                    answer(Situation("", language), corpus_of(organisation, language))
    finally:
        connection.close()

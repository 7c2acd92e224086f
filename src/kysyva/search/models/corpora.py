"""An organisation's tools as the finder needs them, kept for as long as the content stays.

Under the server what is new is learnt in a process of its own: it takes a processor for seconds,
during which the pages go on, and the memory it takes is given back. Meanwhile questions are
answered by what was known before.
"""

import os
import subprocess
import sys
import threading
from collections import OrderedDict, defaultdict, deque
from contextlib import suppress
from typing import NamedTuple

import structlog
from django.conf import settings
from django.db import connection
from django_scopes import scope, scopes_disabled

from kysyva.organisations.models import Organisation
from kysyva.search.finder.answering import Situation, answer
from kysyva.search.finder.corpus import Corpus
from kysyva.search.finder.embedding import embedder, is_installed
from kysyva.search.finder.patterns import Patterns, compiled
from kysyva.search.finder.semantic import Meaning
from kysyva.search.models.learnt import (
    Tables,
    candidates,
    learn,
    learnt,
    made_of,
    own_phrases,
)
from kysyva.search.models.sayings import Saying
from kysyva.search.models.vectors import Kept, Stopped
from kysyva.tools.models import LANGUAGES
from kysyva.tools.models.catalogue import Catalogue, catalogue_of

log = structlog.get_logger(__name__)
_MOST = 12
# An organisation's id, and a language.
Place = tuple[int, str]


class _Made(NamedTuple):
    """A corpus, at which revision of the content it was last right, and what it was learnt from."""

    revision: int
    made_of: str
    corpus: Corpus


_made: OrderedDict[Place, _Made] = OrderedDict()
_locks: defaultdict[Place, threading.Lock] = defaultdict(threading.Lock)
# Is there a server, so that learning is left to another process?
served = threading.Event()


def corpus_of(organisation: Organisation, language: str) -> Corpus:
    """Give the corpus of an organisation in a language: tools alone, never anything that was asked.

    After a change of content it is learnt: before this returns where nothing was known yet or no
    server runs, otherwise beside, and until then this gives what was known. Where the semantic
    extra is installed, meaning is read beside, and questions are answered without it until then.
    """
    place = organisation.pk, language
    known = _made.get(place)
    if known and known.revision == organisation.content_revision:
        return known.corpus
    catalogue = catalogue_of(organisation)
    wanted = made_of(catalogue)
    sayings = _sayings(organisation, language)
    if known:
        known.corpus.sayings = sayings  # in place: its meaning may be being read just now
    if known and known.made_of == wanted:
        corpus = known.corpus
    elif (found := learnt(organisation, catalogue, language)) is not None:
        corpus = Corpus(language, candidates(catalogue), *found, sayings)
        _read_beside(corpus, catalogue)
    elif known and served.is_set():
        learn_beside(organisation, language)
        return known.corpus
    else:
        corpus = Corpus(language, candidates(catalogue), *_learn(organisation, language), sayings)
        _read_beside(corpus, catalogue)
    _made[place] = _Made(organisation.content_revision, wanted, corpus)
    while len(_made) > _MOST:
        _made.popitem(last=False)
    return corpus


def corpus_known(organisation: Organisation, language: str) -> Corpus | None:
    """Give what :func:`corpus_of` does; under a server None, and no wait, until there is any.

    That is for some twenty seconds after the first start and after an upgrade.
    """
    nothing = served.is_set() and (organisation.pk, language) not in _made
    if nothing and learnt(organisation, catalogue_of(organisation), language) is None:
        learn_beside(organisation, language)
        return None
    return corpus_of(organisation, language)


def forget_corpora() -> None:
    """Forget every corpus: for tests, whose database is another each time."""
    _made.clear()


def learn_beside(organisation: Organisation, *languages: str) -> None:
    """Under a server, begin to learn what is new in an organisation's tools, and do not wait."""
    new = tuple(code for code in languages if not _locks[organisation.pk, code].locked())
    if new and served.is_set():
        threading.Thread(target=_learn_all, args=[organisation, new], daemon=True).start()


def _learn_all(organisation: Organisation, languages: tuple[str, ...]) -> None:
    try:
        with scope(organisation=organisation):
            for language in languages:
                _learn(organisation, language)
    finally:
        connection.close()


def _learn(organisation: Organisation, language: str) -> Tables:
    """Learn, unless somebody did meanwhile. One thread does; others who want the same wait."""
    catalogue = catalogue_of(organisation)
    with _locks[organisation.pk, language]:
        found = learnt(organisation, catalogue, language)
        if found is None and served.is_set():
            _learn_apart(organisation, language)
            found = learnt(organisation, catalogue, language)
        return found or learn(organisation, catalogue, language)


def _learn_apart(organisation: Organisation, language: str) -> None:
    """Learn in a process of its own that gives way to the pages, and wait for it."""
    command = [sys.executable, "-m", "django", "learn_finder", organisation.slug, language]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:  # noqa: S603
        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
    if process.returncode:
        log.warning("finder_not_learnt_apart", organisation=organisation.pk, language=language)


def _sayings(organisation: Organisation, language: str) -> Patterns:
    rows = Saying.objects.filter(organisation=organisation, language=language)
    return compiled(rows.values_list("meant", "said"), language)


def add_meaning(made: Corpus, catalogue: Catalogue) -> None:
    """Read what a corpus means: in a moment if it was read before, else in half a minute or so."""
    found = embedder()
    if found is not None:
        own = list(own_phrases(catalogue, made.language))
        made.meaning = Meaning(made, own, Kept(settings.DATA_DIR, found))


_waiting: deque[tuple[Corpus, Catalogue]] = deque()
_one_reader = threading.Lock()


def _read_beside(made: Corpus, catalogue: Catalogue) -> None:
    """Read beside the pages. Whichever thread is first reads all that waits; the others end."""
    if settings.SEMANTIC and is_installed():
        _waiting.append((made, catalogue))
        # No daemon: the process must not end while the engine is at work; it asks between texts.
        threading.Thread(target=_read_what_waits).start()


def _read_what_waits() -> None:
    # It gives way to the pages.
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
    try:
        with _one_reader, suppress(Stopped), scopes_disabled():
            while _waiting:
                add_meaning(*_waiting.popleft())
    finally:
        connection.close()


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

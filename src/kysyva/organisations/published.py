"""Pages that are the same for everybody who is signed out: kept whole in memory.

A view marked :func:`published` says that its answer depends on the address, the organisation's
content revision, the theme and the day, and on nothing else, as long as nobody is signed in and no
session exists. Such an answer is kept compressed, and given again before anything expensive runs.
A change of content raises the revision in its own transaction, so a page is at most
``FRESH_SECONDS`` old; those who are signed in never get a kept page.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from kysyva.organisations.models import Organisation

FRESH_SECONDS = 0.2
BYTES_KEPT = 12 * 1024 * 1024
BODY_MOST = 512 * 1024
THEMES = frozenset({"light", "dark"})

Handler = Callable[[HttpRequest], HttpResponseBase]
Key = tuple[str, str, str, str, bool]


@dataclass(slots=True)
class Page:
    """An answer as it was given: headers, and the body once for each encoding asked for."""

    organisation_id: int
    revision: int
    day: date
    etag: str
    headers: list[tuple[str, str]]
    plain: bytes
    encoded: dict[str, bytes] = field(default_factory=dict)

    def body(self, encoding: str) -> bytes:
        """The body in ``br``, ``gzip`` or as it is (``""``)."""
        if not encoding:
            return self.plain
        if encoding not in self.encoded:
            self.encoded[encoding] = (
                brotli.compress(self.plain, quality=5)
                if encoding == "br"
                else gzip.compress(self.plain, 6)
            )
        return self.encoded[encoding]


class Shelf:
    """Kept pages, the least used thrown out first; and the newest known revisions."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._size = 0
        self._revisions: dict[int, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Page | None:
        """The page of a key, if it is still what the view would answer."""
        page = self._pages.get(key)
        if page is None:
            return None
        today = timezone.localdate()
        if page.day != today or page.revision != self._revision(page.organisation_id):
            self.drop(key)
            return None
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
        return page

    def keep(self, key: Key, page: Page) -> None:
        """Put a page on the shelf."""
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self._size += len(page.plain)
            while self._size > BYTES_KEPT:
                self._forget(next(iter(self._pages)))

    def drop(self, key: Key) -> None:
        """Take a page off."""
        with self._lock:
            self._forget(key)

    def clear(self) -> None:
        """Take everything off: for tests, whose organisations share ids."""
        with self._lock:
            self._pages.clear()
            self._revisions.clear()
            self._size = 0

    def _forget(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._size -= len(page.plain)

    def _revision(self, organisation_id: int) -> int:
        now = time.monotonic()
        known = self._revisions.get(organisation_id)
        if known is None or now - known[0] > FRESH_SECONDS:
            found = Organisation.objects.filter(pk=organisation_id)
            revision = found.values_list("content_revision", flat=True).first()
            known = (now, revision if revision is not None else -1)
            self._revisions[organisation_id] = known
        return known[1]


shelf = Shelf()


def published(view: Any) -> Any:
    """Mark a view whose answer may be kept (see above). It stands inside the access decorator."""

    @wraps(view)
    def marked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if response.status_code == 200 and request.organisation.is_open:
            organisation = request.organisation
            response.published = (organisation.pk, organisation.content_revision)  # type: ignore[attr-defined]
        return response

    return marked


def published_pages(get_response: Handler) -> Handler:
    """The middleware: stands before all others that cost anything."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return get_response(request)
        key = _key(request)
        page = shelf.get(key)
        if page is not None:
            return _given(request, page)
        response = get_response(request)
        of = getattr(response, "published", None)
        if of is None or request.method != "GET" or not _may_be_kept(request, response):
            return response
        assert isinstance(response, HttpResponse)
        page = _page(response, *of)
        shelf.keep(key, page)
        return _given(request, page)

    return answer


def _key(request: HttpRequest) -> Key:
    theme = request.COOKIES.get("theme", "")
    return (
        request.META.get("HTTP_HOST", ""),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        theme if theme in THEMES else "",
        request.is_secure(),
    )


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Nothing personal was read or set on the way."""
    return (
        isinstance(response, HttpResponse)
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and len(response.content) <= BODY_MOST
        and not request.user.is_authenticated
    )


def _page(response: HttpResponse, organisation_id: int, revision: int) -> Page:
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    response["Cache-Control"] = "no-cache"
    response["ETag"] = etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = [(name, value) for name, value in response.items() if name != "Content-Length"]
    return Page(organisation_id, revision, timezone.localdate(), etag, headers, response.content)


def _given(request: HttpRequest, page: Page) -> HttpResponse:
    if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
        response = HttpResponse(status=304)
        response["ETag"] = page.etag
        return response
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    body = page.body(encoding)
    response = HttpResponse(body)
    for name, value in page.headers:
        response.headers[name] = value
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(body))
    return response

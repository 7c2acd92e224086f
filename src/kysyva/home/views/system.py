"""What machines ask for."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from kysyva.organisations.access import public
from kysyva.organisations.models import Organisation
from kysyva.tools.models import LANGUAGES, Tool


@public
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the front page in the language of the person or their browser."""
    language = getattr(request.user, "language", None)
    with translation.override(language or translation.get_language_from_request(request)):
        return redirect("front")


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, otherwise 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what is open to everybody."""
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(
        f"User-agent: *\nDisallow: /*/account/\nDisallow: /*/demo/\nDisallow: /*/invitation/\nSitemap: {address}\n",
        content_type="text/plain; charset=utf-8",
    )


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The tools of open organisations, in every language of the pages."""
    pages = []
    with scopes_disabled():
        for organisation in Organisation.objects.exclude(opened_at=None):
            tools = Tool.objects.filter(organisation=organisation).in_use()  # type: ignore[attr-defined]
            pages.append((organisation.slug, list(tools.values_list("slug", "updated_at"))))
    context = {
        "pages": pages,
        "languages": LANGUAGES,
        "base": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "home/sitemap.xml", context, content_type="application/xml")

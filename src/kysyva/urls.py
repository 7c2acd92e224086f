"""All addresses: ``/<language>/<organisation>/…``, and a few that have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kysyva.home.views import errors

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many_requests  # not Django's: allauth looks for it
handler500 = errors.server_error

urlpatterns = [
    path("", include("kysyva.home.urls.plain")),
    *i18n_patterns(
        path("account/", include("kysyva.accounts.urls")),
        path("", include("kysyva.home.urls.pages")),
        path("", include("kysyva.organisations.urls.pages")),
        path(
            "<slug:organisation>/",
            include(
                [
                    path("", include("kysyva.tools.urls")),
                    path("", include("kysyva.search.urls")),
                    path("", include("kysyva.home.urls.tenant")),
                    path("", include("kysyva.organisations.urls.tenant")),
                ]
            ),
        ),
    ),
]

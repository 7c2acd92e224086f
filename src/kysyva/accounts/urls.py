"""Addresses of one's own account: ours, and those of allauth's pages that make sense here.

Nobody signs up, and an address is not changed by oneself, so allauth's pages for that are left out.
"""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from kysyva.accounts import views

urlpatterns = [
    path("", views.preferences, name="preferences"),
    path("theme/", views.theme, name="theme"),
    path("sessions/end/", views.sessions_end, name="sessions_end"),
    path("sign-in/", allauth_views.login, name="account_login"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("closed/", allauth_views.account_inactive, name="account_inactive"),
    # allauth names it in an e-mail; the page says that one comes by invitation.
    path("new/", allauth_views.signup, name="account_signup"),
    path("password/", allauth_views.password_change, name="account_change_password"),
    path("password/first/", allauth_views.password_set, name="account_set_password"),
    path("password/forgotten/", allauth_views.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/forgotten/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

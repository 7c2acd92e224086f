"""Addresses of one's own account, beside allauth's."""

from django.urls import path

from kysyva.accounts import views

urlpatterns = [
    path("theme/", views.theme, name="theme"),
]

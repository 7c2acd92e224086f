"""Addresses within an organisation."""

from django.urls import path

from kysyva.home.views import pages

urlpatterns = [path("", pages.organisation_home, name="organisation_home")]

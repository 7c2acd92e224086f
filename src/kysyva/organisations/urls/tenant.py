"""Addresses within an organisation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

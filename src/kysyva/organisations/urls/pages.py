"""Addresses outside of an organisation: how one comes in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

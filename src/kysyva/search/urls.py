"""Addresses of search and of the finder."""

from django.urls import path

from kysyva.search.views import ask, sayings, search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("ask/", ask.ask, name="ask"),
    path("ask/gaps/", ask.ask_gaps, name="ask_gaps"),
    path("ask/sayings/", sayings.sayings, name="sayings"),
]

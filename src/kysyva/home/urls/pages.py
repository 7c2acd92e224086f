"""Addresses in a language, outside of organisations."""

from django.urls import path

from kysyva.home.views import demo, pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("demo/", demo.demo, name="demo"),
    path("design/", pages.design, name="design"),
]

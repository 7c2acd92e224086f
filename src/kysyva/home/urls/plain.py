"""Addresses without a language."""

from django.urls import path

from kysyva.home.views import system

urlpatterns = [
    path("", system.root, name="root"),
    path("healthz", system.healthz, name="healthz"),
    path("robots.txt", system.robots, name="robots"),
    path("sitemap.xml", system.sitemap, name="sitemap"),
]

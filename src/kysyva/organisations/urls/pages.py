"""Addresses outside of an organisation: how one comes in."""

from django.urls import path

from kysyva.organisations.views import invitations

urlpatterns = [
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
]

"""Addresses of the pages across modules."""

from __future__ import annotations

from django.urls import include, path

from passerelle.web import views

urlpatterns = [
    path("", include("passerelle.web.communities.urls")),
    path("administration/", include("passerelle.web.administration.urls")),
    path("", include("passerelle.web.people.urls")),
    path("", include("passerelle.web.device.urls")),
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("waiting/", views.waiting, name="waiting"),
    path("seen/", views.seen, name="home_seen"),
]

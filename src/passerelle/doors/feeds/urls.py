"""Addresses of feeds, and of the page on which their owner keeps them."""

from __future__ import annotations

from django.urls import path

from passerelle.doors.feeds import settings, views

urlpatterns = [
    path("feeds/<str:token>.ics", views.calendar, name="feed_calendar"),
    path("feeds/<str:token>.atom", views.atom, name="feed_atom"),
    path("settings/feeds/", settings.page, name="settings_feeds"),
    path("settings/feeds/make/", settings.make, name="feed_make"),
    path("settings/feeds/<slug:pid>/renew/", settings.renew, name="feed_renew"),
    path("settings/feeds/<slug:pid>/end/", settings.end, name="feed_end"),
]

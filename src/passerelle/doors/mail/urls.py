"""Addresses of mail that comes in."""

from __future__ import annotations

from django.urls import path

from passerelle.doors.mail import views

urlpatterns = [path("mail/communities/<slug:pid>/", views.switch, name="community_mail")]

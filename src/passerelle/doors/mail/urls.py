"""Addresses of mail that comes in."""

from __future__ import annotations

from django.urls import path

from passerelle.doors.mail import views

urlpatterns = [
    path("mail/communities/<slug:pid>/", views.switch, name="community_mail"),
    path("mail/hooks/events/", views.events, name="mail_events"),
    # Mailgun sends a mail as it came, and not in parts it read, to addresses with this word in them
    path("mail/hooks/inbound-mime/", views.inbound, name="mail_inbound"),
]

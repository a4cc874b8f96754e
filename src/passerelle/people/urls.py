"""Addresses of the people module."""

from __future__ import annotations

from django.urls import path

from passerelle.people.views import arriving, card, first_run, settings

urlpatterns = [
    path("account/card/", card.card_login, name="card_login"),
    path("account/invitation/<str:token>/", arriving.invitation, name="invitation"),
    path("welcome/", first_run.first_run, name="first_run"),
    path("welcome/mail/", first_run.test_mail, name="test_mail"),
    path("welcome/charter/", arriving.charter, name="charter"),
    path("settings/", settings.profile, name="settings"),
    path("settings/photo/", settings.photo, name="settings_photo"),
    path("settings/topics/", settings.topics, name="settings_topics"),
    path("settings/preferences/", settings.preferences, name="settings_preferences"),
    path("settings/account/", settings.account, name="settings_account"),
    path("settings/mail/again/", settings.write_again, name="mail_again"),
    path("settings/language/", settings.set_language, name="set_language"),
]

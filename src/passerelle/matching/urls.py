"""Addresses of asking and of one's own decisions about being asked."""

from __future__ import annotations

from django.urls import path

from passerelle.matching import views
from passerelle.matching.knowing import views as knowing
from passerelle.matching.similar import views as similar

urlpatterns = [
    path("c/<slug:pid>/help/answer/", views.answer, name="help_answer"),
    path("c/<slug:pid>/help/<slug:person>/", views.ask, name="help_ask"),
    path("c/<slug:pid>/help/<slug:person>/take-back/", views.take_back, name="help_take_back"),
    path("who-knows/", knowing.who_knows, name="who_knows"),
    path("similar/", similar.similar, name="similar"),
    path("similar/keep/", similar.keep, name="similar_keep"),
    path("c/<slug:pid>/similar/solved/", similar.solved, name="solved"),
    path("c/<slug:pid>/similar/solved/take-back/", similar.take_back, name="solved_take_back"),
    path("settings/help/", views.mine, name="settings_help"),
    path("settings/help/<slug:topic>/", views.decide, name="help_decide"),
]

"""Addresses of a question's own verbs, mounted at ``/c/<pid>/question/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.talk.question import views

urlpatterns = [
    path("answers/<slug:reply>/accept/", views.accept, name="question_accept"),
    path("answers/<slug:reply>/helped/", views.helped, name="question_helped"),
    path("not-yet/", views.not_yet, name="question_not_yet"),
]

"""Addresses of an idea, mounted at ``/c/<pid>/idea/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.idea.views import idea as views

urlpatterns = [
    path("vote/", views.vote, name="idea_vote"),
]

"""Addresses of the ideas of a community, mounted at ``/communities/<pid>/idea/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.idea.views import community, weighing

urlpatterns = [
    path("", community.board, name="idea_board"),
    path("move/", community.move, name="idea_board_move"),
    path("budget/", community.budget, name="idea_budget"),
    path("promise/", community.promise, name="idea_promise"),
    path("criteria/", weighing.criteria, name="idea_criteria"),
]

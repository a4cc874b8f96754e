"""Addresses of a project's own verbs, mounted at ``/c/<pid>/project/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.project import views

urlpatterns = [
    path("milestones/", views.milestones, name="project_milestones"),
    path("milestones/progress/", views.progress, name="project_progress"),
    path("milestones/drop/", views.drop, name="project_milestone_drop"),
    path("note/", views.note, name="project_note"),
    path("join/", views.join, name="project_join"),
    path("leave/", views.leave, name="project_leave"),
    path("team/<slug:person>/let-go/", views.let_go, name="project_let_go"),
]

"""Addresses of moderation."""

from __future__ import annotations

from django.urls import path

from passerelle.moderation import views

urlpatterns = [
    path("r/<slug:pid>/report/", views.report, name="report"),
    path("r/<slug:pid>/remove/", views.remove, name="remove"),
    path("r/<slug:pid>/decision/", views.decide, name="decide_held"),
    path("r/<slug:pid>/change/", views.change, name="change"),
    path("reports/<int:number>/close/", views.close, name="close_report"),
]

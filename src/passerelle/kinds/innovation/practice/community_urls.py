"""Addresses of practices in a community, mounted at ``/communities/<pid>/practice/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.practice.views import portfolio, practice

urlpatterns = [
    path("focal/", practice.focal, name="practice_focal"),
    path("portfolio/", portfolio.show, name="practice_portfolio"),
]

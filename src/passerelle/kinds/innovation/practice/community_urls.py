"""Addresses of practices in a community, mounted at ``/communities/<pid>/practice/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.practice.views import planning, portfolio, practice

urlpatterns = [
    path("focal/", practice.focal, name="practice_focal"),
    path("portfolio/", portfolio.show, name="practice_portfolio"),
    path("portfolio/waiting/", portfolio.waits, name="practice_waiting"),
    path("portfolio/offers/", planning.offers, name="practice_offers"),
    path("portfolio/matrix/", portfolio.matrix_sheet, name="practice_matrix_sheet"),
    path("portfolio/outcomes/", portfolio.outcome_sheet, name="practice_outcome_sheet"),
    path("portfolio/review/", portfolio.review_sheet, name="practice_review_sheet"),
]

"""Addresses of an article's own verbs, mounted at ``/c/<pid>/article/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.article.article import views

urlpatterns = [
    path("people/", views.people, name="article_people"),
    path("check/", views.check, name="article_check"),
]

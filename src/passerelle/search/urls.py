"""Addresses of search."""

from __future__ import annotations

from django.urls import path

from passerelle.search import views

urlpatterns = [
    path("search/", views.show, name="search"),
    path("search/suggest/", views.suggestions, name="search_suggest"),
    path("search/sought/", views.sought, name="sought"),
    path("search/topics/", views.topic_proposals, name="topic_proposals"),
]

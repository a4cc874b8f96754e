"""Addresses of saved searches."""

from __future__ import annotations

from django.urls import path

from passerelle.saved_searches import views

urlpatterns = [
    path("search/saved/", views.page, name="saved_searches"),
    path("search/saved/<slug:pid>/", views.revise, name="saved_search"),
    path("search/saved/<slug:pid>/forget/", views.forget, name="saved_search_forget"),
]

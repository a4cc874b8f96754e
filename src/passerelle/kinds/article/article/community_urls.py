"""The library of a community, mounted at ``/communities/<pid>/article/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.article.article import views

urlpatterns = [path("", views.community_library, name="article_community_library")]

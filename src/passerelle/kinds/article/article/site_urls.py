"""The library, mounted at ``/article/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.article.article import views

urlpatterns = [path("", views.library, name="article_library")]

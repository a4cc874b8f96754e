"""Where the component gallery lives."""

from __future__ import annotations

from django.urls import path

from passerelle.ui import views

urlpatterns = [path("gallery/", views.gallery, name="gallery")]

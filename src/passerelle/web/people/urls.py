"""Addresses of directory and people pages."""

from __future__ import annotations

from django.urls import path

from passerelle.web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<slug:pid>/", views.person, name="person"),
    path("people/<slug:pid>/photo/", views.photo, name="photo"),
    path("people/<slug:pid>/follow/", views.follow, name="person_follow"),
    path("logo/", views.logo, name="logo"),
]

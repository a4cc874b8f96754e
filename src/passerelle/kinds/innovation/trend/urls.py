"""Addresses of trends, mounted at ``/c/<pid>/trend/``: of a signal the first two, of a trend the others."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.trend import views

urlpatterns = [
    path("", views.choose, name="trend_choose"),
    path("name/", views.name, name="trend_name"),
    path("split/", views.split, name="trend_split"),
    path("absorb/", views.absorb, name="trend_absorb"),
    path("keep/", views.keep, name="trend_keep"),
    path("signals/", views.confirm, name="trend_confirm"),
    path("signals/out/", views.take_out, name="trend_take_out"),
]

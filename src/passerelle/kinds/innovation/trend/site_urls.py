"""Addresses of trends as a whole, mounted at ``/trend/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.trend import views

urlpatterns = [path("", views.rising, name="trend_board")]

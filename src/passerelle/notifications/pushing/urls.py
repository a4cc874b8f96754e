"""Addresses of one's own devices."""

from __future__ import annotations

from django.urls import path

from passerelle.notifications.pushing import views

urlpatterns = [
    path("settings/devices/", views.show, name="settings_devices"),
    path("settings/devices/here/", views.tell_here, name="device_here"),
    path("settings/devices/<int:number>/forget/", views.forget, name="device_forget"),
    path("settings/devices/<int:number>/words/", views.words, name="device_words"),
    path("settings/devices/<int:number>/test/", views.trial, name="device_trial"),
]

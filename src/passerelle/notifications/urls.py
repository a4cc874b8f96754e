"""Addresses of the notifications module."""

from __future__ import annotations

from django.urls import include, path

from passerelle.notifications import views
from passerelle.notifications.mailing import views as mail

urlpatterns = [
    path("", include("passerelle.notifications.pushing.urls")),
    path("", include("passerelle.notifications.wishes.urls")),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/unread/", views.unread, name="inbox_unread"),
    path("inbox/read/", views.read_many, name="inbox_read"),
    path("inbox/gestures/", views.gesture, name="inbox_gesture"),
    path("inbox/undo/", views.undo, name="inbox_undo"),
    path("inbox/<int:number>/", views.show, name="notice"),
    path("inbox/<int:number>/read/", views.read, name="notice_read"),
    path("inbox/<int:number>/mute/", views.mute, name="notice_mute"),
    path("mail/picture/<str:token>/", mail.picture, name="mail_picture"),
    path("mail/stop/<str:token>/", mail.stop, name="mail_stop"),
]

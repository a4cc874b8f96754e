"""Where the component gallery lives."""

from __future__ import annotations

from django.urls import path

from passerelle.ui import views

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/mail/", views.mails, name="gallery_mails"),
    path("gallery/mail/<slug:slug>/", views.mail, name="gallery_mail"),
    path("gallery/mail/<slug:slug>/<slug:language>/", views.mail_letter, name="gallery_letter"),
]

"""Addresses below ``/c/<pid>/practice/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.practice.views import adoption, appointment, asking, measuring, practice, translating

urlpatterns = [
    path("changes/", practice.changes, name="practice_changes"),
    path("translate/", translating.translate, name="practice_translate"),
    path("offer/", practice.offer, name="practice_offer"),
    path("answer/", adoption.answer, name="practice_answer"),
    path("ask/", asking.ask, name="practice_ask"),
    path("appointment/", appointment.answer, name="practice_appointment"),
    path("appointment/off/", appointment.off, name="practice_appointment_off"),
    path("contact/", asking.contact, name="practice_contact"),
    path("use/", adoption.use, name="practice_use"),
    path("give-up/", adoption.give_up, name="practice_give_up"),
    path("measure/", measuring.measure, name="practice_measure"),
    path("confirm/", measuring.confirm, name="practice_confirm"),
    path("confirm/lot/", measuring.confirm_lot, name="practice_confirm_lot"),
    path("measure/back/", measuring.take_back, name="practice_measure_take_back"),
]

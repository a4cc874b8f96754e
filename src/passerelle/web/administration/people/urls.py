"""Addresses of the administration of people."""

from __future__ import annotations

from django.urls import path

from passerelle.web.administration.people.views import importing, invitations, people, places

urlpatterns = [
    path("people/", people.directory, name="admin_people"),
    path("people/new/", people.add, name="admin_person_add"),
    path("people/cards/", people.cards, name="admin_cards"),
    path("people/invitations/", invitations.directory, name="admin_invitations"),
    path("people/invitations/<slug:pid>/", invitations.change, name="admin_invitation"),
    path("people/import/", importing.show, name="admin_import"),
    path("people/import/<slug:sort>.csv", importing.sample, name="admin_import_sample"),
    path("people/<slug:pid>/", people.show, name="admin_person"),
    path("people/<slug:pid>/activity/", people.activity, name="admin_person_activity"),
    path("people/<slug:pid>/administration/", people.administration, name="admin_person_administration"),
    path("people/<slug:pid>/erase/", people.erase, name="admin_person_erase"),
]
for _sort in places.SORTS:
    _fixed = {"sort": _sort}
    urlpatterns += [
        path(f"{_sort}/", places.directory, _fixed, name=f"admin_{_sort}"),
        path(f"{_sort}/new/", places.show, _fixed, name=f"admin_{_sort}_add"),
        path(f"{_sort}/<slug:pid>/", places.show, _fixed, name=f"admin_{_sort}_one"),
        path(f"{_sort}/<slug:pid>/remove/", places.remove, _fixed, name=f"admin_{_sort}_remove"),
    ]

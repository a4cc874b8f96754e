"""Every address of the site: each module lists its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("passerelle.web.urls")),
    path("", include("passerelle.people.urls")),
    path("", include("passerelle.communities.urls")),
    path("", include("passerelle.contributions.urls")),
    path("", include("passerelle.notifications.urls")),
    path("", include("passerelle.search.urls")),
    path("", include("passerelle.live.urls")),
    path("", include("passerelle.moderation.urls")),
    path("", include("passerelle.ui.urls")),
    path("account/", include("allauth.urls")),
]

handler400 = "passerelle.web.errors.bad_request"
handler403 = "passerelle.web.errors.refused"
handler404 = "passerelle.web.errors.missing"
handler500 = "passerelle.web.errors.broken"

"""Every address of the site: each module lists its own."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

from passerelle.contributions.kinds import all_kinds

urlpatterns = [  # the pages of contributions stand first: every line before the one that fits is tried
    path("", include("passerelle.trail.urls")),  # ``/c/<pid>/trail/`` is no title of a contribution
    path("", include("passerelle.contributions.urls")),
    path("", include("passerelle.web.urls")),
    path("", include("passerelle.people.urls")),
    path("", include("passerelle.notifications.urls")),
    path("", include("passerelle.search.urls")),
    path("", include("passerelle.saved_searches.urls")),
    path("", include("passerelle.live.urls")),
    path("", include("passerelle.moderation.urls")),
    path("", include("passerelle.matching.urls")),
    path("", include("passerelle.doors.feeds.urls")),
    path("", include("passerelle.doors.mail.urls")),
    path("", include("passerelle.ui.urls")),
    path("", include("passerelle.exchange.demo.urls")),
    path("account/", include("allauth.urls")),
]

for _kind in all_kinds():
    _home = apps.get_containing_app_config(type(_kind).__module__)
    if _home is None:
        continue
    for _part, _above in (("urls", "c"), ("community_urls", "communities")):
        if find_spec(f"{_home.name}.{_part}"):
            urlpatterns.insert(0, path(f"{_above}/<slug:pid>/{_kind.slug}/", include(f"{_home.name}.{_part}")))
    if find_spec(f"{_home.name}.site_urls"):
        urlpatterns.append(path(f"{_kind.slug}/", include(f"{_home.name}.site_urls")))

handler400 = "passerelle.web.errors.bad_request"
handler403 = "passerelle.web.errors.refused"
handler404 = "passerelle.web.errors.missing"
handler500 = "passerelle.web.errors.broken"

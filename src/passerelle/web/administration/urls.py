"""Addresses of administration."""

from __future__ import annotations

from django.urls import include, path

from passerelle.web.administration.views import appearance, communities, jobs, journal, overview, topics

urlpatterns = [
    path("", overview.start, name="administration"),
    path("communities/", communities.directory, name="admin_communities"),
    path("communities/<slug:pid>/", communities.show, name="admin_community"),
    path("communities/<slug:pid>/archive/", communities.archive, name="admin_community_archive"),
    path("topics/", topics.directory, name="admin_topics"),
    path("topics/editors/", topics.editors, name="admin_editors"),
    path("topics/editors/<int:number>/dismiss/", topics.dismiss, name="admin_editor_dismiss"),
    path("topics/<slug:pid>/", topics.show, name="admin_topic"),
    path("topics/<slug:pid>/merge/", topics.merge, name="admin_topic_merge"),
    path("appearance/", appearance.show, name="admin_appearance"),
    path("appearance/face/", appearance.set_face, name="admin_face"),
    path("appearance/logo/", appearance.set_logo, name="admin_logo"),
    path("appearance/charter/", appearance.set_charter, name="admin_charter"),
    path("jobs/", jobs.show, name="admin_jobs"),
    path("jobs/retry/", jobs.retry_all, name="admin_retry_all"),
    path("jobs/discard/", jobs.discard_all, name="admin_discard_all"),
    path("jobs/<int:number>/retry/", jobs.retry, name="admin_retry"),
    path("jobs/<int:number>/discard/", jobs.discard, name="admin_discard"),
    path("journal/", journal.show, name="admin_audit"),
    path("journal/journal.csv", journal.download, name="admin_audit_sheet"),
    path("", include("passerelle.web.administration.people.urls")),
    path("settings/", overview.settings, name="admin_settings"),
]

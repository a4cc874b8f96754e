"""Addresses of communities."""

from __future__ import annotations

from django.urls import path

from passerelle.web.communities import cover, steering, views

urlpatterns = [
    path("communities/", views.directory, name="community_list"),
    path("communities/new/", steering.found, name="community_found"),
    path("communities/<slug:pid>/members/", views.members, name="community_members"),
    path("communities/<slug:pid>/about/", views.about, name="community_about"),
    path("communities/<slug:pid>/join/", views.join, name="community_join"),
    path("communities/<slug:pid>/leave/", views.leave, name="community_leave"),
    path("communities/<slug:pid>/ask/", views.ask, name="community_ask"),
    path("communities/<slug:pid>/mute/", views.mute, name="community_mute"),
    path("communities/<slug:pid>/follow/", views.follow, name="community_follow"),
    path("communities/<slug:pid>/seen/", views.seen, name="community_seen"),
    path("communities/<slug:pid>/settings/", steering.settings, name="community_settings"),
    path("communities/<slug:pid>/objectives/", steering.objectives, name="community_objectives"),
    path("communities/<slug:pid>/rules/", steering.add_rule, name="community_rules"),
    path("communities/<slug:pid>/rules/drop/", steering.drop_rules, name="community_drop_rules"),
    path("communities/<slug:pid>/invite/", steering.invite, name="community_invite"),
    path("communities/<slug:pid>/message/", steering.message, name="community_message"),
    path("communities/<slug:pid>/message/cost/", steering.message_cost, name="community_message_cost"),
    path("communities/<slug:pid>/members/<slug:person>/role/", steering.set_role, name="community_role"),
    path("communities/<slug:pid>/cover/", cover.show, name="community_cover"),
    path("communities/<slug:pid>/cover/set/", cover.upload, name="community_set_cover"),
    path("communities/<slug:pid>/archive/", steering.archive, name="community_archive"),
    path("communities/<slug:pid>/", views.home, name="community_short"),
    path("communities/<slug:pid>/<slug:slug>/", views.home, name="community"),
    path("requests/<int:number>/decide/", views.decide, name="request_decide"),
    path("invitations/<int:number>/answer/", views.answer, name="invitation_answer"),
]

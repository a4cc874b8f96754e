"""Addresses of an idea, mounted at ``/c/<pid>/idea/``."""

from __future__ import annotations

from django.urls import path

from passerelle.kinds.innovation.idea.views import idea as views
from passerelle.kinds.innovation.idea.views import suggesting, weighing

urlpatterns = [
    path("vote/", views.vote, name="idea_vote"),
    path("join/", views.join, name="idea_join"),
    path("leave/", views.leave, name="idea_leave"),
    path("suggest/", suggesting.suggest, name="idea_suggest"),
    path("suggest/take-back/", suggesting.take_back, name="idea_take_back"),
    path("suggestions/<slug:person>/accept/", suggesting.accept, name="idea_accept"),
    path("suggestions/<slug:person>/decline/", suggesting.decline, name="idea_decline"),
    path("owner/", weighing.owner, name="idea_owner"),
    path("reviewers/", weighing.reviewers, name="idea_reviewers"),
    path("reviewers/<slug:person>/remove/", weighing.remove, name="idea_reviewer_remove"),
    path("score/", weighing.score, name="idea_score"),
    path("team/<slug:person>/co-author/", views.co_author, name="idea_co_author"),
    path("team/<slug:person>/let-go/", views.let_go, name="idea_let_go"),
]

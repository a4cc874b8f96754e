"""Addresses of an idea, mounted at ``/c/<pid>/idea/``."""

from __future__ import annotations

from django.urls import path

from passerelle.contributions.views import suggesting
from passerelle.kinds.innovation.idea.views import idea as views
from passerelle.kinds.innovation.idea.views import weighing

urlpatterns = [
    path("vote/", views.vote, name="idea_vote"),
    path("join/", views.join, name="idea_join"),
    path("leave/", views.leave, name="idea_leave"),
    *suggesting.addresses("idea"),
    path("owner/", weighing.owner, name="idea_owner"),
    path("reviewers/", weighing.reviewers, name="idea_reviewers"),
    path("reviewers/<slug:person>/remove/", weighing.remove, name="idea_reviewer_remove"),
    path("score/", weighing.score, name="idea_score"),
    path("team/<slug:person>/co-author/", views.co_author, name="idea_co_author"),
    path("team/<slug:person>/let-go/", views.let_go, name="idea_let_go"),
]

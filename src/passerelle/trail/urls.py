"""Addresses of the trail, below the contribution they are about."""

from __future__ import annotations

from django.urls import path

from passerelle.trail import views
from passerelle.trail.quoting import views as quoting

urlpatterns = [
    path("c/<slug:pid>/trail/", views.show, name="trail"),
    path("c/<slug:pid>/trail/link/", views.link, name="trail_link"),
    path("c/<slug:pid>/trail/links/<int:number>/", views.steer, name="trail_steer"),
    path("c/<slug:pid>/trail/links/<int:number>/passages/<int:passage>/remove/", quoting.unquote, name="trail_unquote"),
    path("r/<slug:pid>/passages/", quoting.choose, name="passages"),
    path("r/<slug:pid>/passages/evidence/", quoting.evidence, name="passage_evidence"),
    path("r/<slug:pid>/passages/comment/", quoting.comment, name="passage_comment"),
    path("r/<slug:pid>/passages/as/<slug:kind>/", quoting.derive, name="passage_derive"),
    path("c/<slug:pid>/trail/weights/", views.weigh, name="trail_weigh"),
    path("c/<slug:pid>/trail/outcomes/", views.measure, name="trail_measure"),
    path("c/<slug:pid>/trail/date/", views.date, name="trail_date"),
    path("c/<slug:pid>/trail/missing/", views.missing, name="trail_missing"),
    path("c/<slug:pid>/trail/missing/<int:number>/", views.claim, name="trail_claim"),
    path("c/<slug:pid>/decide/<slug:move>/", views.decide, name="trail_decide"),
]

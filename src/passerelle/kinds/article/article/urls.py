"""Addresses of an article's own verbs, mounted at ``/c/<pid>/article/``; ``distil``, ``pin``, ``collect``: of any conversation."""

from __future__ import annotations

from django.urls import path

from passerelle.contributions.views import suggesting
from passerelle.kinds.article.article import faq_views, views

urlpatterns = [
    *suggesting.addresses("article"),
    path("distil/", views.distil, name="article_distil"),
    path("versions/", views.versions, name="article_versions"),
    path("versions/restore/", views.restore, name="article_restore"),
    path("translate/", views.translate, name="article_translate"),
    path("side-by-side/", views.side_by_side, name="article_side_by_side"),
    path("place/", views.place, name="article_place"),
    path("people/", views.people, name="article_people"),
    path("used/", views.use, name="article_use"),
    path("used/take-back/", views.take_use_back, name="article_use_take_back"),
    path("used/<slug:person>/confirm/", views.confirm_use, name="article_use_confirm"),
    path("check/", views.check, name="article_check"),
    path("pin/", faq_views.pin, name="article_pin"),
    path("collect/", faq_views.collect, name="article_collect"),
    path("faq/", faq_views.arrange, name="article_faq"),
    path("faq/order/", faq_views.rearrange, name="article_faq_order"),
    path("faq/unpin/", faq_views.unpin, name="article_faq_unpin"),
    path("pdf/", views.pdf, name="article_pdf"),
]

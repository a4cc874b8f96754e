"""Addresses of the spine."""

from __future__ import annotations

from django.urls import path

from passerelle.contributions.views import capture, contribution, files, kept, posts, steering, topics

urlpatterns = [
    path("contribute/", contribution.create, name="contribute"),
    path("capture/", capture.capture, name="capture"),
    path("c/<slug:pid>/edit/", contribution.edit, name="contribution_edit"),
    path("c/<slug:pid>/withdraw/", contribution.withdraw, name="contribution_withdraw"),
    path("c/<slug:pid>/replies/", posts.replies, name="replies"),
    path("c/<slug:pid>/moves/<slug:slug>/", steering.make_move, name="move"),
    path("c/<slug:pid>/follow/", steering.follow, name="contribution_follow"),
    path("c/<slug:pid>/share/", steering.share, name="share"),
    path("c/<slug:pid>/shares/<slug:community>/remove/", steering.unshare, name="unshare"),
    path("c/<slug:pid>/pins/<slug:community>/", steering.pin, name="pin"),
    path("c/<slug:pid>/lock/", steering.lock, name="lock"),
    path("c/<slug:pid>/publish/", steering.publish, name="publish"),
    path("c/<slug:pid>/home/", steering.rehome, name="rehome"),
    path("c/<slug:pid>/split/", steering.split, name="split"),
    path("c/<slug:pid>/merge/", steering.merge, name="merge"),
    path("c/<slug:pid>/", contribution.show, name="contribution_short"),
    path("c/<slug:pid>/<slug:slug>/", contribution.show, name="contribution"),
    path("r/<slug:pid>/", posts.show, name="reply"),
    path("r/<slug:pid>/edit/", posts.edit, name="reply_edit"),
    path("r/<slug:pid>/withdraw/", posts.withdraw, name="reply_withdraw"),
    path("r/<slug:pid>/reactions/", posts.react, name="react"),
    path("r/<slug:pid>/bookmark/", posts.bookmark, name="bookmark"),
    path("r/<slug:pid>/quote/", posts.source, name="quote"),
    path("r/<slug:pid>/history/", posts.history, name="history"),
    path("attachments/", files.upload, name="upload"),
    path("attachments/<slug:pid>/", files.show, name="attachment"),
    path("attachments/<slug:pid>/<slug:size>/", files.show, name="attachment_size"),
    path("mentions/", kept.pick, name="mentions"),
    path("drafts/", kept.drafts, name="drafts"),
    path("drafts/<int:number>/forget/", kept.forget_draft, name="forget_draft"),
    path("bookmarks/", kept.bookmarks, name="bookmarks"),
    path("topics/", topics.directory, name="topics"),
    path("topics/<slug:pid>/", topics.show, name="topic"),
    path("topics/<slug:pid>/follow/", topics.follow, name="topic_follow"),
]

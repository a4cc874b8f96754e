"""Data of the spine."""

from passerelle.contributions.models.attachment import Attachment
from passerelle.contributions.models.attention import Bookmark, Follow, Mention, Reaction
from passerelle.contributions.models.change import Change
from passerelle.contributions.models.contribution import TOMBSTONES, Contribution, Placement, Reach, Standing
from passerelle.contributions.models.details import Details
from passerelle.contributions.models.draft import Draft
from passerelle.contributions.models.involvement import Deadline, Involvement
from passerelle.contributions.models.post import EXCERPT_LENGTH, Passage, Post, Rendition, Revision, reply_address
from passerelle.contributions.models.suggestion import Suggestion

__all__ = [
    "EXCERPT_LENGTH",
    "TOMBSTONES",
    "Attachment",
    "Bookmark",
    "Change",
    "Contribution",
    "Deadline",
    "Details",
    "Draft",
    "Follow",
    "Involvement",
    "Mention",
    "Passage",
    "Placement",
    "Post",
    "Reach",
    "Reaction",
    "Rendition",
    "Revision",
    "Standing",
    "Suggestion",
    "reply_address",
]

"""What people type into the spine."""

from passerelle.contributions.forms.capture import CaptureForm
from passerelle.contributions.forms.contribution import ContributionForm
from passerelle.contributions.forms.post import BlankReplyForm, ReplyForm
from passerelle.contributions.forms.steering import MergeForm, MoveHomeForm, ShareForm, SplitForm

__all__ = [
    "BlankReplyForm",
    "CaptureForm",
    "ContributionForm",
    "MergeForm",
    "MoveHomeForm",
    "ReplyForm",
    "ShareForm",
    "SplitForm",
]

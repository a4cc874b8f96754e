"""Data of the communities module."""

from passerelle.communities.models.community import Community, KeyResult, Objective
from passerelle.communities.models.membership import (
    CommunityInvitation,
    JoinRequest,
    Membership,
    MembershipRule,
    Role,
)

__all__ = [
    "Community",
    "CommunityInvitation",
    "JoinRequest",
    "KeyResult",
    "Membership",
    "MembershipRule",
    "Objective",
    "Role",
]

"""The models of this app."""

from accounts.models.invitation import Invitation
from accounts.models.members_group import MembersGroup
from accounts.models.user import User, UserManager

__all__ = ["Invitation", "MembersGroup", "User", "UserManager"]

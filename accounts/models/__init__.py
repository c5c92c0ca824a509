"""Who may sign in, for which municipality and in which role."""

from accounts.models.house_style import HouseStyle
from accounts.models.invitations import Invitation
from accounts.models.memberships import Membership, Role

__all__ = ["HouseStyle", "Invitation", "Membership", "Role"]

"""Who may sign in, for which municipality and in which role."""

from accounts.models.audit import AuditEvent, What
from accounts.models.house_style import HouseStyle
from accounts.models.invitations import Invitation
from accounts.models.memberships import Membership, Role

__all__ = ["AuditEvent", "HouseStyle", "Invitation", "Membership", "Role", "What"]

"""The trail of who did what with access: signing in, roles, invitations, house style. Lines are added, never changed.

Personal data: the name of who did something, and in `about` or `after` the name or mail address of a colleague it was done to. Never in it:
passwords, codes, keys, links, addresses of computers, and what a stranger typed at the door. Kept for seven years, as long as a municipality
has to be able to account for what it bought; `manage.py forget_audit` then deletes the lines, which the database refuses for younger ones.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from config.triggers import Trigger, refuse

TABLE = "accounts_auditevent"
KEPT = "Een regel van het logboek van toegang verandert nooit"
YEARS = 7
KEPT_FOR = timedelta(days=365 * YEARS + 2)


class What(models.TextChoices):
    """What can stand in the trail."""

    SIGNED_IN = "SIGNED_IN", "ingelogd"
    SIGNED_OUT = "SIGNED_OUT", "uitgelogd"
    SIGN_IN_FAILED = "SIGN_IN_FAILED", "inloggen mislukt"
    FACTOR_ADDED = "FACTOR_ADDED", "tweede stap toegevoegd"
    FACTOR_REMOVED = "FACTOR_REMOVED", "tweede stap verwijderd"
    PASSWORD_CHANGED = "PASSWORD_CHANGED", "wachtwoord gewijzigd"
    INVITED = "INVITED", "collega uitgenodigd"
    INVITED_AGAIN = "INVITED_AGAIN", "uitnodiging opnieuw gestuurd"
    INVITATION_WITHDRAWN = "INVITATION_WITHDRAWN", "uitnodiging ingetrokken"
    INVITATION_ACCEPTED = "INVITATION_ACCEPTED", "uitnodiging aangenomen"
    MEMBER_ADDED = "MEMBER_ADDED", "collega toegevoegd in het beheer"
    ROLE_CHANGED = "ROLE_CHANGED", "rol gewijzigd"
    MEMBER_REMOVED = "MEMBER_REMOVED", "collega verwijderd"
    HOUSE_STYLE_CHANGED = "HOUSE_STYLE_CHANGED", "huisstijl gewijzigd"
    ACCOUNT_ADDED = "ACCOUNT_ADDED", "account gemaakt in het beheer"
    ACCOUNT_CHANGED = "ACCOUNT_CHANGED", "account gewijzigd in het beheer"
    ACCOUNT_REMOVED = "ACCOUNT_REMOVED", "account verwijderd in het beheer"
    GROUP_CHANGED = "GROUP_CHANGED", "groep gewijzigd in het beheer"
    DOSSIER_PURGED = "DOSSIER_PURGED", "dossier definitief gewist"


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def of_municipality(self, municipality_id: int) -> Self:
        return self.filter(municipality_id=municipality_id)

    def newest_first(self) -> Self:
        return self.order_by("-pk")


class AuditEvent(models.Model):
    """One line. Numbers instead of foreign keys: what it tells stays when the account or the row is gone."""

    at = models.DateTimeField("wanneer", auto_now_add=True, db_index=True)
    who_id = models.BigIntegerField("nummer van wie", null=True, blank=True)
    who = models.CharField("wie", max_length=310, blank=True)
    what = models.CharField("wat", max_length=30, choices=What)
    about_kind = models.CharField("soort", max_length=40, blank=True)
    about_key = models.CharField("sleutel", max_length=60, blank=True)
    about = models.CharField("over", max_length=310, blank=True)
    before = models.JSONField("ervoor", default=dict, blank=True)
    after = models.JSONField("erna", default=dict, blank=True)
    municipality_id = models.BigIntegerField("nummer van de gemeente", null=True, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van het logboek"
        verbose_name_plural = "logboek van toegang"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["municipality_id", "-id"], name="audit_of_a_municipality")]
        constraints = [models.CheckConstraint(condition=Q(what__in=What.values), name="a_line_of_the_trail_says_a_known_thing")]

    def __str__(self) -> str:
        return f"{self.who or 'onbekend'}: {self.get_what_display()}"


def _delete_of_young() -> Trigger:
    """Only what is older than the time for which it is kept may go."""
    name = "the_trail_of_access_is_kept_for_years"
    return Trigger(
        name,
        TABLE,
        f"CREATE TRIGGER {name} BEFORE DELETE ON {TABLE} WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%S', 'now', '-{YEARS} years') "
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
        f"CREATE TRIGGER {name} BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN (OLD.at > now() - interval '{YEARS} years') "
        f"EXECUTE FUNCTION portal_refuse('{KEPT}')",
    )


def _never_replaced() -> Trigger:
    name = "the_trail_of_access_is_never_replaced"
    return Trigger(
        name,
        TABLE,
        f"CREATE TRIGGER {name} BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id) "  # noqa: S608 - names of our own
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
        refuse(name, TABLE, "TRUNCATE", KEPT).postgresql,
    )


TRIGGERS = (refuse("the_trail_of_access_never_changes", TABLE, "UPDATE", KEPT), _delete_of_young(), _never_replaced())

"""What the database itself refuses: changing or deleting a frozen report, and changing a line of the log of a dossier."""

from __future__ import annotations

from config.triggers import Trigger, refuse

REPORTS, EVENTS = "procurement_advicereport", "procurement_dossierevent"
FROZEN = "Een vastgesteld rapport verandert nooit"
LOGGED = "Een regel van het logboek verandert nooit"

# A row that is the same one again: SQLite replaces (INSERT OR REPLACE) without asking the trigger on DELETE.
_NEVER_REPLACED = """
CREATE TRIGGER a_frozen_report_is_never_replaced BEFORE INSERT ON procurement_advicereport
WHEN EXISTS (
  SELECT 1 FROM procurement_advicereport WHERE id = NEW.id OR key = NEW.key
  OR (dossier_id = NEW.dossier_id AND (number = NEW.number OR dossier_version = NEW.dossier_version))
)
BEGIN SELECT RAISE(ABORT, 'Een vastgesteld rapport verandert nooit'); END
"""
_EMPTIED = refuse("a_frozen_report_is_never_replaced", REPORTS, "TRUNCATE", FROZEN)

TRIGGERS = (
    refuse("a_frozen_report_never_changes", REPORTS, "UPDATE", FROZEN),
    refuse("a_frozen_report_is_never_deleted", REPORTS, "DELETE", FROZEN),
    Trigger("a_frozen_report_is_never_replaced", REPORTS, _NEVER_REPLACED, _EMPTIED.postgresql),
    refuse("a_logged_event_never_changes", EVENTS, "UPDATE", LOGGED),
)

"""What has changed since: a record of totals and facts behind a report, and the differences between two records."""

from procurement.changes.finding import find_changes
from procurement.changes.model import Changes, FactChange, GroupChanges, Kind, TotalChange
from procurement.changes.reading import UnreadableRecordError
from procurement.changes.taking import take_record

__all__ = ["Changes", "FactChange", "GroupChanges", "Kind", "TotalChange", "UnreadableRecordError", "find_changes", "take_record"]

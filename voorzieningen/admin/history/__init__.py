"""What happened to the catalogue, as its history tells: who changed what, and when. The records themselves: models/history.py."""

from voorzieningen.admin.history.people import last_change, names_of

__all__ = ["last_change", "names_of"]

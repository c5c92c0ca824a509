"""Loads the catalogue's fixtures into the database, never over a person's work."""

from voorzieningen.loading.loader import Summary, load_catalogue
from voorzieningen.loading.rows import FixtureError

__all__ = ["FixtureError", "Summary", "load_catalogue"]

"""For tests in which several threads write at once: a database that makes them wait for each other, as in production."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections

from config import triggers


@pytest.fixture
def in_a_file(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """SQLite in memory, as in the other tests, does not wait for another connection; a file does, and that is what runs in production."""
    memory = connections["default"]
    if memory.vendor != "sqlite":
        yield
        return
    name, path = memory.settings_dict["NAME"], str(tmp_path / "races.sqlite3")
    memory.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        memory.connection.backup(file)
    memory.settings_dict["NAME"] = path
    connections["default"] = memory.copy()
    yield
    connections["default"].close()
    connections["default"] = memory
    memory.settings_dict["NAME"] = name
    triggers.take_away(memory)  # as before every flush; tests/conftest.py did so in the file

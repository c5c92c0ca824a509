"""One editor at a time: who saves waits until whoever was before him is done. Reading waits for nobody."""

from __future__ import annotations

from django.db import connection

EDITING = 7_215_331  # any number, for nothing else in this database


def take_turn() -> None:
    """Wait for the others that edit through the admin or load the catalogue; the turn ends with the transaction that this is called in.

    Whatever is read after it is what the one before left. On SQLite the transaction itself, which is IMMEDIATE, is the turn.
    """
    if connection.vendor == "postgresql":
        assert connection.in_atomic_block
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [EDITING])

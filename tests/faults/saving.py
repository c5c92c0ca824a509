"""Clients that save texts without pause and write down what was acknowledged, to compare with what is there after a fault."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.faults.portal import GONE, SAVED, Portal, SqliteFile

TEXTS = "SELECT key, texts, version FROM procurement_dossier ORDER BY id"
EVENTS = "SELECT COUNT(*) FROM procurement_dossierevent e WHERE e.dossier_id = (SELECT id FROM procurement_dossier ORDER BY id LIMIT 1 OFFSET {})"


class Savers:
    """One thread per dossier; each saves "tekst 1", "tekst 2" and so on, and after a fault goes on where the database is."""

    def __init__(self, portal: Portal, number: int) -> None:
        self.portal = portal
        self.dossiers = portal.dossiers()[:number]
        self.acknowledged = dict.fromkeys(self.dossiers, 0)
        self.statuses: list[int] = []
        self.stop = threading.Event()

    @contextmanager
    def busy(self) -> Iterator[Savers]:
        threads = [threading.Thread(target=self._save, args=(key,)) for key in self.dossiers]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def _save(self, key: str) -> None:
        number = 1
        while not self.stop.is_set():
            with suppress(*GONE):
                # Every save raises the version by one, so text and version go together.
                status = self.portal.save(key, f"tekst {number}", number).status
                self.statuses.append(status)
                if status == SAVED:
                    self.acknowledged[key] = number
                    number += 1
                    continue
                if status == 409:  # stored before the fault, without an answer
                    number += 1
            time.sleep(0.02)

    @property
    def total(self) -> int:
        return sum(self.acknowledged.values())

    def wait_for(self, number: int) -> None:
        """Until so many saves were acknowledged."""
        limit = time.monotonic() + 60
        while self.total < number:
            assert time.monotonic() < limit, f"only {self.total} saved; statuses {self.statuses[-5:]}"
            time.sleep(0.02)

    def assert_nothing_lost(self) -> None:
        """What is stored is the last that was acknowledged, or the one after it; with as many lines in the log as there were saves."""
        rows = self.portal.database.rows(TEXTS)
        is_sqlite = isinstance(self.portal.database, SqliteFile)
        for place, key in enumerate(self.dossiers):
            _, texts, version = rows[place]
            stored = json.loads(texts) if is_sqlite or isinstance(texts, str) else texts
            number = int(stored.get("aanleiding", "tekst 0").split()[1])
            assert number in (self.acknowledged[key], self.acknowledged[key] + 1), f"{number} stored, {self.acknowledged[key]} acknowledged"
            assert version == number + 1
            assert self.portal.database.rows(EVENTS.format(place)) == [(number,)]

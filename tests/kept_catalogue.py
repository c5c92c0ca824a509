"""The catalogue read once per process, for as long as a test has changed nothing: the 30 queries of a snapshot are the same in every test.

A test that writes anything to the catalogue, counts queries, or works with real transactions reads for itself; so do the tests of the reading itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection

from voorzieningen import published
from voorzieningen import snapshot as module
from voorzieningen.catalogue import Catalogue

READ_THEMSELVES = {"test_snapshot.py", "test_history.py", "test_published.py", "test_migrations.py"}
# What is made for all tests of these stands in no table of the catalogue.
LEAVE_IT = {"test_permissions.py"}
_OURS = "voorzieningen_"  # every table of the catalogue

_kept: dict[date | None, Catalogue] = {}
_read: type[Any] = module._Reader


class Watch:
    """Whether the running test still sees the catalogue as it was loaded."""

    def __init__(self) -> None:
        self.is_untouched = False
        self.only_read = False  # the test before this one only read, and left no other catalogue behind than the loaded one

    @contextmanager
    def during(self, item: pytest.Item) -> Iterator[None]:
        self.only_read = False
        # Inside a transaction before the test began: a fixture of the whole module has changed the catalogue.
        name = item.path.name
        self.is_untouched = name not in READ_THEMSELVES and (name in LEAVE_IT or not connection.in_atomic_block)
        with connection.execute_wrapper(self):
            yield
        self.is_untouched = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if _OURS in sql and not sql.lstrip("( ").upper().startswith("SELECT"):
            self.is_untouched = False
        return execute(sql, params, many, context)

    @property
    def may_keep(self) -> bool:
        return self.is_untouched and connection.in_atomic_block and not connection.force_debug_cursor


watch = Watch()


class KeptReader:
    """Stands in for the reader behind `snapshot()`."""

    def __init__(self, as_of: date | None) -> None:
        self._as_of = as_of

    def catalogue(self) -> Catalogue:
        if not watch.may_keep:
            return _read(self._as_of).catalogue()
        if self._as_of not in _kept:
            _kept[self._as_of] = _read(self._as_of).catalogue()
        return _kept[self._as_of]


@contextmanager
def kept_during(item: pytest.Item) -> Iterator[None]:
    """While this test runs, the untouched catalogue is read at most once per process."""
    # What a test puts in the place of the reading is not for the next one.
    published.forget()
    with pytest.MonkeyPatch.context() as patch, watch.during(item):
        if item.path.name not in READ_THEMSELVES:
            patch.setattr(module, "_Reader", KeptReader)
        yield


@contextmanager
def kept_while_reading() -> Iterator[None]:
    """A test that cannot change the catalogue leaves what the portal keeps of it to the next such test."""
    if not watch.only_read:
        published.forget()
        watch.only_read = True
    yield

"""What all tests of signing in share: no limit on guessing is left over from another test, and what waits for a commit happens."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import transaction


@pytest.fixture(autouse=True)
def without_limits(db: None) -> None:
    """The limits live in a table that is rolled back with the test; the browser's tests are not."""
    cache.clear()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allauth tells of a new app when the transaction is over; that of a test never is."""

    def run(function: Callable[[], None]) -> None:
        function()

    monkeypatch.setattr(transaction, "on_commit", run)

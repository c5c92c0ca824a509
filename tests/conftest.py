"""What all tests share: the real catalogue in the database, no network, and the choice to run only what touches the database."""

import socket
import sqlite3
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import blocking_manager_key

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client", "admin_user"}
# They look at what is made of the snapshot, which is the same on every database: that the snapshot itself is, is tested on each
# (test_snapshot, test_history, test_fixtures), and so is every address (test_overview, test_comparison, test_views, test_past_days).
SAME_ON_EVERY_DATABASE = {
    *("test_pdf.py", "test_advice.py", "test_charts.py", "test_claims.py", "test_features.py", "test_freshness.py", "test_readings.py"),
    *("test_sheet.py", "test_tables.py", "test_contradictions.py", "test_detail.py", "test_evidence.py", "test_evidence_html.py"),
}
FLUSHING_FIXTURES = {"transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that use the database, without the browser (for a second database)")


def uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def flushes_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return (marker is not None and bool(marker.kwargs.get("transaction"))) or not FLUSHING_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    chosen = [
        item for item in items if uses_database(item) and item.get_closest_marker("browser") is None and item.path.name not in SAME_ON_EVERY_DATABASE
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Every test that uses the database sees the real catalogue: loaded once per process, each test's changes rolled back."""
    with django_db_blocker.unblock():
        load_catalogue()


@pytest.fixture
def catalogue_data(db: None) -> None:
    """For tests that want to say aloud that they need the fixtures; `db` alone brings them as well."""


_copies: list[sqlite3.Connection] = []


def load_catalogue() -> None:
    """The fixtures through the real command; on SQLite a copy is kept, because putting that back is far quicker than loading again."""
    if _copies:
        _copies[0].backup(connection.connection)
        return
    call_command("load_catalogue", verbosity=0)
    if connection.vendor == "sqlite":
        _copies.append(sqlite3.connect(":memory:"))
        connection.connection.backup(_copies[0])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """A test with real transactions ends with an empty database: give the next one its catalogue back."""
    answer = yield
    if nextitem is not None and flushes_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            load_catalogue()
    return answer


class NetworkForbiddenError(Exception):
    """A test tried to reach something outside this machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Only this machine can be reached: loopback and Unix sockets."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def is_local(host: object) -> bool:
        return host is None or str(host) in {"localhost", "::1", "", "b''"} or str(host).startswith("127.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not is_local(address[0]):
            raise NetworkForbiddenError(f"connect to {address}")
        connect(self, address)

    def guarded_resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_local(host):
            raise NetworkForbiddenError(f"look up {host}")
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield

"""What all tests share: the real catalogue in the database, no network, and the choice to run only what touches the database."""

import socket
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

from procurement.models.immutable import let_go
from tests.databases import Template, alone, template_in
from tests.kept_catalogue import kept_during

# The same examples in every run; how long one takes says more about the machine than about the code.
settings.register_profile("portal", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")
# Otherwise it also tries the numbers that stand in our own modules, so that the examples depend on which of those are loaded.
providers._get_local_constants = providers.Constants

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client", "admin_user"}
# They look at what is made of the snapshot, which is the same on every database: that the snapshot itself is, is tested on each
# (test_snapshot, test_history, test_fixtures), and so is every address (test_overview, test_comparison, test_views, test_past_days).
SAME_ON_EVERY_DATABASE = {
    *("test_pdf.py", "test_advice.py", "test_charts.py", "test_claims.py", "test_features.py", "test_freshness.py", "test_readings.py"),
    *("test_sheet.py", "test_tables.py", "test_contradictions.py", "test_detail.py", "test_evidence.py", "test_evidence_html.py"),
    *("test_workbook.py", "test_workbook_libreoffice.py", "test_document.py", "test_document_libreoffice.py", "test_changes.py"),
    *("test_frozen_json.py", "test_drafts.py", "test_report_parts.py"),
    *("test_fit.py", "test_answers_by_hand.py", "test_forms.py", "test_facets.py"),
    *("test_mix_search_page.py", "test_tipping_page.py", "test_admin_catalogue.py", "test_opened.py", "test_sensitivity_page.py"),
}
# Their many wrong and odd questions are refused by forms, before any database: on a second database the first ones will do, unless a test
# says otherwise with the marker every_database.
FIRST_SETS_ON_EVERY_DATABASE = {
    "test_comparison.py",
    "test_coverage_page.py",
    "test_demand.py",
    "test_overview.py",
    "test_past_days.py",
    "test_admin.py",
    "test_admin_catalogue.py",
}
# Thousands of random questions, and what WeasyPrint does.
UNMEASURED = {"test_mix_search.py", "test_pdf.py", "test_oracle.py", "test_folded_oracle.py"}
# Of a test with a database and many sets of parameters, so many are measured, or run on a second database.
FIRST_SETS = 3
# They make things once that are worth sharing (PDFs, pages, a browser).
ONE_PROCESS = {"test_pdf.py", "test_admin.py", "test_workbook_libreoffice.py", "test_document.py", "test_document_libreoffice.py", "browser"}
FLUSHING_FIXTURES = {"transactional_db", "live_server"}


def is_same_on_every_database(item: pytest.Item) -> bool:
    further = position(item) >= FIRST_SETS and item.get_closest_marker("every_database") is None
    return (further and item.path.name in FIRST_SETS_ON_EVERY_DATABASE) or item.path.name in SAME_ON_EVERY_DATABASE


def position(item: pytest.Item) -> int:
    """Which set of its parameters a test has, from 0; of more than one list, the highest."""
    return max(getattr(getattr(item, "callspec", None), "indices", {}).values(), default=0)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that use the database, without the browser (for a second database)")


def uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def flushes_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return (marker is not None and bool(marker.kwargs.get("transaction"))) or not FLUSHING_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


class OneProcessScheduling(LoadScopeScheduling):
    """Sends what stands in ONE_PROCESS to one process as a whole and the other tests wherever there is room.

    The mark xdist_group has no effect in pytest 9.2: xdist 3.8 writes it into a field of the test that is no longer there.
    """

    def _split_scope(self, nodeid: str) -> str:
        parts = nodeid.partition("::")[0].split("/")
        return next((part for part in parts if part in ONE_PROCESS), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneProcessScheduling:
    return OneProcessScheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    chosen = [item for item in items if uses_database(item) and "browser" not in item.path.parts and not is_same_on_every_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


_template: list[Template] = []


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Every test that uses the database sees the real catalogue: migrated and loaded once, copied per process, each test's changes rolled back."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if hasattr(request.config, "workerinput") else folder
    with django_db_blocker.unblock(), unmeasured(request.config):
        template = template_in(shared)
        with alone(shared / "catalogue.lock"):
            is_made = template.offer()
            databases = setup_databases(verbosity=0, interactive=False)
            if not is_made:
                call_command("load_catalogue", verbosity=0)
                template.keep()
    _template.append(template)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)
        with alone(shared / "catalogue.lock"):
            template.drop()


@pytest.fixture
def admin_client(admin_user: Any) -> Any:
    """As pytest-django's, but signed in with a second factor: without one nobody gets anywhere."""
    from django.test import Client

    from tests.accounts.people import sign_in

    client = Client()
    sign_in(client, admin_user)
    return client


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    with kept_during(item) if uses_database(item) else nullcontext(), nullcontext() if is_measured(item) else unmeasured(item.config):
        return (yield)


def is_measured(item: pytest.Item) -> bool:
    """Coverage doubles the time of a test; only tests that can add to it are measured.

    What runs unmeasured can only make the coverage look lower than it is: a line that nothing else reaches then shows up as not covered.
    """
    if "browser" in item.path.parts or item.path.name in UNMEASURED:
        return False
    return position(item) < FIRST_SETS or not uses_database(item)


@contextmanager
def unmeasured(config: pytest.Config) -> Iterator[None]:
    """Without coverage, when it is on."""
    plugin = config.pluginmanager.get_plugin("_cov")
    if plugin is None or plugin.cov_controller is None or not plugin.cov_controller.started:
        yield
        return
    plugin.cov_controller.pause()
    try:
        yield
    finally:
        plugin.cov_controller.resume()


@pytest.fixture
def catalogue_data(db: None) -> None:
    """For tests that want to say aloud that they need the fixtures; `db` alone brings them as well."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """A test with real transactions ends with an empty database: give the next one its catalogue back.

    The database refuses to empty the table of frozen reports, so for that its triggers go. They come back with the template.
    """
    if flushes_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            let_go(connection)
    answer = yield
    if nextitem is not None and flushes_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            _template[0].restore()
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

"""What all tests share: the real catalogue in the database, no network, and the choice to run only what touches the database."""

import gc
import os
import socket
from collections import OrderedDict
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from pytest_django.plugin import blocking_manager_key
from xdist.scheduler import LoadScopeScheduling

from config import triggers
from tests.databases import Template, alone, template_in
from tests.kept_catalogue import kept_during, kept_while_reading
from tests.races import in_a_file

__all__ = ["in_a_file"]  # a fixture for all tests

# Of all that tests keep, hardly anything is rubbish: looking for it as often as Python does took a sixth of the time.
gc.set_threshold(100_000, 50, 100)

# The same examples in every run; how long one takes says more about the machine than about the code.
settings.register_profile("portal", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")
# Otherwise it also tries the numbers that stand in our own modules, so that the examples depend on which of those are loaded.
providers._get_local_constants = providers.Constants

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client", "admin_user"}
# They look at what is made of the snapshot, which is the same on every database: that the snapshot itself is, is tested on each
# (test_snapshot, test_history, test_fixtures, test_published), and so is every address (test_permissions, test_views, test_requests).
SAME_ON_EVERY_DATABASE = {
    *("test_pdf.py", "test_advice.py", "test_charts.py", "test_claims.py", "test_features.py", "test_freshness.py", "test_readings.py"),
    *("test_sheet.py", "test_tables.py", "test_contradictions.py", "test_detail.py", "test_evidence.py", "test_evidence_html.py"),
    *("test_workbook.py", "test_workbook_libreoffice.py", "test_document.py", "test_document_libreoffice.py", "test_changes.py"),
    *("test_frozen_json.py", "test_drafts.py", "test_report_parts.py", "test_pdf_process.py"),
    *("test_fit.py", "test_answers_by_hand.py", "test_forms.py", "test_facets.py"),
    *("test_observatory.py", "test_methods.py"),
    *("test_mix_search_page.py", "test_tipping_page.py", "test_admin_catalogue.py", "test_opened.py", "test_sensitivity_page.py"),
    *("test_ask_first.py", "test_coverage_page.py", "test_coverage_files.py", "test_mix.py", "test_scenarios.py", "test_comparison_files.py"),
    *("test_price_levels.py", "test_indexation.py", "test_hourly_cost.py", "test_offers.py", "test_overview.py", "test_comparison.py"),
    *("test_many.py",),
}
# Their many wrong and odd questions are refused by forms or the loader, before any database, or ask the same of one table after another: on a
# second database the first ones will do, unless a test says otherwise with the marker every_database.
FIRST_SETS = 3
FIRST_SETS_ON_EVERY_DATABASE = {
    *("test_forms_properties.py", "test_demand.py", "test_past_days.py", "test_admin.py", "test_editing.py", "test_load_catalogue.py"),
}
# They make things once that are worth sharing (PDFs, pages, an upgraded database, a browser).
ONE_PROCESS = {
    *("test_pdf.py", "test_admin.py", "test_workbook_libreoffice.py", "test_document.py", "test_document_libreoffice.py", "browser", "faults"),
    *("test_migrations.py", "test_permissions.py", "test_pdf_process.py", "test_pdf_hostile.py", "test_frozen_json.py"),
}
# Same on every database as well, of files that are not: walks that look at what is in the replies, after the walk that asks for them all.
SAME_TESTS = {
    "test_nothing_confidential_of_a_municipality_reaches_a_stranger",
    "test_the_admin_is_for_catalogue_administrators",
    "test_a_catalogue_administrator_sees_no_dossier_in_the_admin",
    "test_workbook_says_the_same_in_both_formats_and_after_calculating_anew",
}
# What takes long begins first: whatever comes last, the other process waits for it.
LONGEST_FIRST = (
    *("browser", "test_pdf.py", "test_migrations.py", "test_admin.py", "test_permissions.py", "test_workbook_libreoffice.py"),
    *("test_document_libreoffice.py", "faults", "test_document.py", "test_pdf_process.py", "test_pdf_hostile.py", "test_mix_search.py"),
    *("test_oracle.py", "test_requests.py", "test_folded_oracle.py", "test_dossier_states.py", "test_observatory.py", "test_coverage.py"),
    *("test_admin_catalogue.py", "test_load_catalogue.py", "test_engine.py", "test_keeping.py", "test_edit_races.py", "test_log.py"),
    *("test_methods.py", "test_forms_properties.py"),
)
FLUSHING_FIXTURES = {"transactional_db", "live_server"}
ONLY_READS = "quiet_server"  # of the browser tests


def position(item: pytest.Item) -> int:
    """Which set of its parameters a test has, from 0; of more than one list, the highest."""
    return max(getattr(getattr(item, "callspec", None), "indices", {}).values(), default=0)


def is_same_on_every_database(item: pytest.Item) -> bool:
    further = position(item) >= FIRST_SETS and item.get_closest_marker("every_database") is None
    is_same = item.path.name in SAME_ON_EVERY_DATABASE or getattr(item, "originalname", item.name) in SAME_TESTS
    return is_same or (further and item.path.name in FIRST_SETS_ON_EVERY_DATABASE)


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

    def schedule(self) -> None:
        super().schedule()
        self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=lambda item: self._place(item[0])))

    def _place(self, scope: str) -> int:
        name = scope.partition("::")[0].rpartition("/")[2]
        return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)

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


def record_migrations() -> None:
    """The tables were made from the models, in a tenth of the time; to whom asks, all migrations were applied.

    That these give the same tables is tested in tests/config/test_migrations.py.
    """
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations:
        recorder.record_applied(app, name)


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
    if kept := os.environ.get("CATALOGUE_TEMPLATE"):  # mutation testing: a thousand short runs, one migrated database
        shared = Path(kept)
    with django_db_blocker.unblock():
        template = template_in(shared)
        with alone(shared / "catalogue.lock"):
            is_made = template.offer()
            databases = setup_databases(verbosity=0, interactive=False)
            if not is_made:
                record_migrations()
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
    with kept_for(item):
        return (yield)


def kept_for(item: pytest.Item) -> AbstractContextManager[None]:
    if not uses_database(item):
        return nullcontext()
    return kept_while_reading() if ONLY_READS in getattr(item, "fixturenames", ()) else kept_during(item)


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
            triggers.take_away(connection)
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

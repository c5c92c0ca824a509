"""Sends the requests to the portal in this process, in transactions that are undone, and gathers what was wrong with the answers."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from lxml import html

from config.content_type import readable
from procurement.models import Dossier
from tests.fuzz.asked import Asked, make_request
from tests.fuzz.judge import Watch, faults
from tests.fuzz.places import Place, places
from tests.procurement.world import A, World
from tests.test_permissions import ROLES, client_of
from tests.validation import html_messages
from voorzieningen import published

MOST_FAULTS = 25  # after so many it is known that something is wrong


@dataclass(slots=True)
class Told:
    """What became of all requests."""

    by_status: Counter[int] = field(default_factory=Counter)
    by_place: Counter[tuple[str, int]] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    most_queries: tuple[int, str] = (0, "")
    faults: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    sent: int = 0

    def wrong(self, what: str, asked: Asked | None, where: str = "") -> None:
        """The same at the same address is told once."""
        kind = re.sub(r"[0-9]+|'.*'", "#", f"{asked and asked.place.name} {where or what}")
        if kind not in self.kinds:
            self.kinds.add(kind)
            self.faults.append("\n    ".join(text for text in (what, asked and asked.as_curl(), where) if text))


class Sender:
    """Knows the world, its addresses, and who is signed in as whom."""

    def __init__(self, world: World, seed: int, *, validated: int) -> None:
        self.world, self.seed, self.validated = world, seed, validated
        self.places: Sequence[Place] = places(world)
        self.sessions = {role: client_of(world, role).cookies.output(header="", sep=";").partition(";")[0].strip() for role in ROLES}
        self.asked_for_form: Asked | None = None
        self._filled: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def filled(self, place: Place, role: str) -> Sequence[tuple[str, str]]:
        """The largest form on the page, with what stands in it; none where the page has no form."""
        if (place.path, role) not in self._filled:
            self.asked_for_form = asked = Asked(number=-1, place=place, role=role, method="GET", path=place.path, query="aanbod=steunouder")
            with transaction.atomic():
                response = self.send(asked)
                transaction.set_rollback(True)
            self._filled[place.path, role] = _form_on(response)
        return self._filled[place.path, role]

    def send(self, asked: Asked) -> HttpResponse:
        client = Client(raise_request_exception=True, enforce_csrf_checks=asked.checks_csrf)
        cookies = [self.sessions[asked.role], asked.cookie]
        headers = {"REMOTE_ADDR": f"192.0.2.{asked.number % 250 + 1}", "CONTENT_LENGTH": str(len(asked.body)), **asked.headers}
        client.cookies = _Raw("; ".join(cookie for cookie in cookies if cookie))
        return client.generic(
            asked.method,
            "/",
            CONTENT_TYPE=readable(asked.content_type, asked.query),  # as config/wsgi.py does it
            PATH_INFO=unquote_to_bytes(asked.path).decode("latin-1"),
            # An empty one Django's client would read from the address that it was given.
            QUERY_STRING=asked.query.encode().decode("latin-1"),
            **{**headers, "wsgi.input": BytesIO(asked.body)},
        )

    def judged(self, number: int, told: Told) -> None:
        """Send the request of this number and write down what was wrong."""
        try:
            asked = make_request(self.seed, number, self.places, self.filled)
        except Exception as error:  # as below: a page with a form that does not open
            told.wrong(f"{type(error).__name__}: {str(error)[:300]}", self.asked_for_form, _where(error))
            return
        watch, before, start = Watch(), self._of_a() if asked.role == "ander" and not asked.reads else None, time.thread_time()
        try:
            with transaction.atomic(), connection.execute_wrapper(watch):
                response = self.send(asked)
                if response.streaming:
                    response.close()
                found = list(faults(asked, response, watch, time.thread_time() - start, self.world))
                if before is not None and self._of_a() != before:
                    found.append("changed a dossier of another municipality")
                transaction.set_rollback(True)
        except Exception as error:  # whatever a request brings about is what is looked for
            told.by_status[500] += 1
            told.wrong(f"{type(error).__name__}: {str(error)[:300]}", asked, _where(error))
        else:
            self._count(asked, response, watch, time.thread_time() - start, told)
            if not found and self.validated and number % self.validated == 0 and _is_own_page(asked, response):
                found = [f"invalid HTML: {message}" for message in html_messages(response.content.decode())[:3]]
            for fault in found:
                told.wrong(fault, asked)
        finally:
            if watch.changed_catalogue:
                published.forget()  # what was undone the portal's own memory must not hold; reading it all again takes longer than most requests
        told.sent += 1

    def _of_a(self) -> list[tuple[object, ...]]:
        return list(
            Dossier.objects.filter(municipality__code=A).order_by("pk").values_list("pk", "version", "status", "name", "query", "deleted_at", "texts")
        )

    @staticmethod
    def _count(asked: Asked, response: HttpResponse, watch: Watch, seconds: float, told: Told) -> None:
        told.by_status[response.status_code] += 1
        told.by_place[asked.place.name, response.status_code] += 1
        told.slowest = max(told.slowest, (seconds, asked.as_curl()))
        told.most_queries = max(told.most_queries, (watch.queries, asked.as_curl()))


class _Raw(SimpleCookie):
    """The header of a cookie as it is sent, readable or not; what the portal sets is not kept."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def values(self) -> list[_Morsel]:
        return [_Morsel(self.text)] if self.text else []

    def update(self, *_: object) -> None:
        """What comes back is for a browser."""


@dataclass(frozen=True, slots=True)
class _Morsel:
    """Written by Django's client as `key=coded_value`."""

    text: str

    @property
    def key(self) -> str:
        return self.text.partition("=")[0]

    @property
    def coded_value(self) -> str:
        return self.text.partition("=")[2]


def _form_on(response: HttpResponse) -> list[tuple[str, str]]:
    if response.streaming or not response.get("Content-Type", "").startswith("text/html") or not response.content:
        return []
    forms = [form for form in html.fromstring(response.content).forms if form.method == "POST"]
    found = [[(name, text or "") for name, text in form.form_values() if name != "csrfmiddlewaretoken"] for form in forms]
    return max(found, key=len, default=[])


def _is_own_page(asked: Asked, response: HttpResponse) -> bool:
    is_html = not response.streaming and response.get("Content-Type", "").startswith("text/html") and bool(response.content)
    return is_html and not asked.path.startswith("/beheer") and "HTTP_HX_REQUEST" not in asked.headers


def _where(error: BaseException) -> str:
    """The last lines of our own and of the libraries that led to it."""
    found, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(
            f"{code.co_filename.rpartition('site-packages/')[2].removeprefix(str(settings.BASE_DIR) + '/')}:{trace.tb_lineno} {code.co_name}"
        )
        trace = trace.tb_next
    return " < ".join(reversed(found[-9:]))


def fuzz(sender: Sender, numbers: Iterable[int], seconds: float) -> Told:
    """Send the requests of these numbers until the time is over or enough is wrong."""
    told, start = Told(), time.monotonic()
    for number in numbers:
        if time.monotonic() - start > seconds or len(told.faults) >= MOST_FAULTS:
            break
        sender.judged(number, told)
    return told

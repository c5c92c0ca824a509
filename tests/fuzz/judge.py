"""What may never be in an answer, whatever was asked; and what a request may never do to the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

from tests.fuzz.asked import Asked
from tests.procurement.world import World
from tests.test_permissions import leaks

MOST_SECONDS = 5.0  # of this process' own time, so that a busy machine makes no mistakes
MOST_QUERIES = 150
MOST_QUERIES_IN_ADMIN = 400  # deleting names everything that hangs on a row
# Reading may keep a session, count an attempt or remember a limit; nothing that anybody made.
_KEPT_ANYWAY = re.compile(r'"(django_session|accounts_cache|axes_\w+|config_\w*)"')
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|DROP|ALTER|CREATE)\b", re.IGNORECASE)
_OF_CATALOGUE, _OF_DOSSIERS = re.compile(r'"voorzieningen_\w+"'), re.compile(r'"procurement_\w+"')
# Sentences of Django, allauth and browsers that nobody translated; in what the portal says, not in what was typed.
_ENGLISH = re.compile(
    r"Not Found|Forbidden|Bad Request|Server Error|Method Not Allowed|Traceback|CSRF verification|This field|Enter a |Select a |Ensure (this|that)|"
    r"Please (correct|enter|select)|No such|is not a valid|does not exist|Internal error|DoesNotExist|Exception|You (do not|are|must|have)"
)
# Roles that are nobody of municipality A.
STRANGERS = {"anoniem", "ander", "catalogus"}


@dataclass(slots=True)
class Watch:
    """The statements of one request: how many, and which wrote."""

    queries: int = 0
    written: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if "SAVEPOINT" not in sql:
            self.queries += 1
        if _WRITES.match(sql) and not _KEPT_ANYWAY.search(sql.partition("SELECT")[0]):
            self.written.append(sql[:150])
        return execute(sql, params, many, context)

    @property
    def changed_catalogue(self) -> bool:
        return any(_OF_CATALOGUE.search(sql) for sql in self.written)


def faults(asked: Asked, response: HttpResponse, watch: Watch, seconds: float, world: World) -> Iterator[str]:
    """Everything that is wrong with an answer."""
    if response.status_code >= 500:
        yield f"status {response.status_code}"
    yield from _page_faults(asked, response)
    is_entitled = asked.role not in STRANGERS or asked.place.is_shared or (asked.role == "catalogus" and asked.place.path.startswith("/beheer/"))
    if not is_entitled and (found := leaks(response, world)):
        yield f"tells {asked.role} {found}"
    yield from _write_faults(asked, watch)
    if watch.queries > (MOST_QUERIES_IN_ADMIN if asked.path.startswith("/beheer/") else MOST_QUERIES):
        yield f"{watch.queries} queries"
    if seconds > MOST_SECONDS:
        yield f"took {seconds:.1f} s"


def _page_faults(asked: Asked, response: HttpResponse) -> Iterator[str]:
    """A page in Dutch, never blank, and never with the insides of the portal."""
    if response.streaming or asked.method in {"HEAD", "OPTIONS"} or response.status_code in {204, 301, 302, 304}:
        return
    kind = response.get("Content-Type", "")
    if not response.content:
        yield "blank"
    elif kind.startswith("text/html"):
        page = response.content.decode("utf-8", "replace")
        if "HTTP_HX_REQUEST" not in asked.headers and '<html lang="nl' not in page and "popup-response-constants" not in page:
            yield f"no Dutch page: {page[:80]!r}"
        said = re.sub(r"<(script|style|textarea)\b.*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
        if found := _ENGLISH.search(said):
            yield f"English: {said[max(0, found.start() - 40) : found.end() + 60].strip()!r}"


def _write_faults(asked: Asked, watch: Watch) -> Iterator[str]:
    for sql in watch.written:
        if asked.reads:
            yield f"reading wrote: {sql}"
        elif _OF_CATALOGUE.search(sql) and asked.role != "catalogus":
            yield f"{asked.role} changed the catalogue: {sql}"
        elif _OF_DOSSIERS.search(sql) and asked.role in {"anoniem", "lezer"} and "dossierwatch" not in sql:
            yield f"{asked.role} changed a dossier: {sql}"
        elif _OF_DOSSIERS.search(sql) and asked.role == "catalogus" and not asked.path.startswith("/beheer/auth/user/"):
            # Removing a person removes whom he follows and leaves his dossiers without a maker.
            yield f"a catalogue administrator changed a dossier: {sql}"

"""What somebody typed while no longer signed in: kept in the session for that one address, until it is saved, thrown away or a day old."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

SESSION_KEY = "bewaarde_invoer"
MOST_KEPT = 3  # addresses
LONGEST_KEPT = 150_000  # characters of one form: more than any form of a dossier takes
LONGEST_TIME = 24 * 60 * 60  # seconds
NOT_TYPED = {"csrfmiddlewaretoken", "actie"}

Kept = list[tuple[str, list[str]]]


def typed_fields(request: HttpRequest) -> Kept:
    """What was sent, without what the page itself added."""
    return [(name, [str(value) for value in values]) for name, values in request.POST.lists() if name not in NOT_TYPED]


def keep(request: HttpRequest) -> bool:
    """Keep what was sent for the address of the request; False when it is too much. Who may see it again is for the page at that address."""
    fields = typed_fields(request)
    if sum(len(name) + sum(map(len, values)) for name, values in fields) > LONGEST_KEPT:
        return False
    others = [item for item in _items(request) if item["address"] != request.path]
    new = {"address": request.path, "at": int(time.time()), "fields": fields}
    request.session[SESSION_KEY] = [*others, new][-MOST_KEPT:]
    return True


def kept_for(request: HttpRequest) -> MultiValueDict[str, str] | None:
    """What was kept for this address, as a form takes it."""
    found = next((item for item in _items(request) if item["address"] == request.path), None)
    return MultiValueDict(dict(found["fields"])) if found else None


def forget(request: HttpRequest) -> None:
    """Nothing is kept for this address any more. A session without anything kept is not touched."""
    if SESSION_KEY in request.session:
        others = [item for item in _items(request) if item["address"] != request.path]
        if others:
            request.session[SESSION_KEY] = others
        else:
            del request.session[SESSION_KEY]


def _items(request: HttpRequest) -> list[dict[str, Any]]:
    """What the session holds and is not too old; what does not have the right form is nobody's."""
    stored = request.session.get(SESSION_KEY)
    return [item for item in stored if _is_readable(item)] if isinstance(stored, list) else []


def _is_readable(item: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("address"), str) or not isinstance(item.get("fields"), list):
        return False
    at = item.get("at")
    return isinstance(at, int) and time.time() - at < LONGEST_TIME and all(map(_is_field, item["fields"]))


def _is_field(field: Any) -> bool:
    """A name with its values, as `typed_fields` gives them and JSON brings them back."""
    if not isinstance(field, list) or len(field) != 2 or not isinstance(field[0], str) or not isinstance(field[1], list):
        return False
    return all(isinstance(value, str) for value in field[1])

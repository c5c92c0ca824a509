"""The number of the request that is being answered: in the reply, in every line of the log and on the page that says something broke."""

from __future__ import annotations

import re
from contextvars import ContextVar
from secrets import token_hex

_current: ContextVar[str] = ContextVar("request_id", default="")
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)


def current() -> str:
    """The number, or nothing outside a request."""
    return _current.get()


def begin(given: str, is_trusted: bool) -> str:
    """Take over the number that a proxy of our own gave, when it can be one; otherwise make one."""
    number = given if is_trusted and _WELL_FORMED.fullmatch(given) else token_hex(8)
    _current.set(number)
    return number

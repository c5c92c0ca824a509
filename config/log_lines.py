"""How the log looks in production: one JSON object a line. What a visitor sent, an exception's own words and local values are left out."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType

from config import request_id

# What a line of ours may carry beside its text; each is a number or one of a few words.
FIELDS = ("event", "method", "route", "status", "ms", "bytes", "queries", "slow", "limit")
_OURS = ("accounts", "config", "portal", "procurement", "voorzieningen")


def configuration(is_production: bool) -> dict[str, object]:
    """Django's LOGGING: in production a line of JSON for every request; elsewhere only what is slow or wrong, for people to read."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "config.log_lines.JsonLines"}},
        "handlers": {"console": {"class": "logging.StreamHandler", **({"formatter": "json"} if is_production else {})}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "portal.request": {"level": "INFO" if is_production else "WARNING"},
            # Every request has a line already; these add the path, and mail to nobody.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR", "propagate": True},
            "django.server": {"handlers": [] if is_production else ["console"], "level": "WARNING", "propagate": False},
            # Locks out by itself and says so with the name that was typed; portal.security says it without.
            "axes": {"level": "ERROR", "propagate": True},
        },
    }


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": text_of(record),
        }
        if number := request_id.current():
            line["request"] = number
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = chain_of(record.exc_info[1])
            line["trace"] = frames_of(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)


def text_of(record: logging.LogRecord) -> str:
    """Our own messages as they are. Of those of packages only the fixed part: what they fill in is an address, a name or a host that was sent."""
    if record.name.partition(".")[0] in _OURS:
        return record.getMessage()
    if record.name.startswith("django.security") or not isinstance(record.msg, str):
        return f"refused by {record.name}" if record.name.startswith("django.security") else type(record.msg).__name__
    return record.msg


def chain_of(error: BaseException | None) -> str:
    """The kinds of exception, the last one first. Their texts hold values: a key that existed already, a mail address that was refused."""
    kinds: list[str] = []
    while error is not None and len(kinds) < 5:
        kinds.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " < ".join(kinds)


def frames_of(trace: TracebackType | None) -> list[str]:
    """Where it happened: file, line and function, the last twenty."""
    return [f"{'/'.join(PurePath(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-20:]]

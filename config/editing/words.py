"""How a value of a row reads in Dutch, for the pages that lay two versions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import formats, timezone

EMPTY = "niet ingevuld"
LONGEST = 1000


def shown(value: Any, choices: Mapping[Any, Any] | None = None) -> str:
    """One value; a list as its parts. Long texts are cut: the row itself has the whole."""
    if value is None or value == "" or (isinstance(value, (list, tuple, models.QuerySet)) and not value):
        return EMPTY
    if choices and not isinstance(value, (list, tuple)) and value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return ", ".join(shown(part) for part in value)
    text = str(formats.localize(timezone.localtime(value) if hasattr(value, "utcoffset") and value.utcoffset() is not None else value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def choices_of(column: Any) -> dict[Any, Any]:
    """The codes of a column with their Dutch words."""
    return dict(getattr(column, "flatchoices", None) or [])


def typed_in(data: Mapping[str, Any], names: Iterable[str]) -> list[tuple[str, str]]:
    """What somebody sent, field by field, as (name, text); empty fields are left out."""
    found = []
    for name in names:
        values = data.getlist(name) if hasattr(data, "getlist") else [data[name]]
        text = "\n".join(str(value) for value in values if str(value).strip())
        if text:
            found.append((name, text))
    return found

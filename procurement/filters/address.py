"""Which of our parameters an address gives, and how a message shows what stood in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict


def short(text: str) -> str:
    """At most forty characters of what was typed, so that a message stays readable."""
    return text if len(text) <= 40 else f"{text[:40]}..."


def given(data: QueryDict | Mapping[str, Any] | None, names: Mapping[str, Any]) -> QueryDict:
    """Only our parameters, without empty values: an empty field of the form means that nothing was asked."""
    given = QueryDict(mutable=True)
    for name in names:
        values = data.getlist(name) if isinstance(data, QueryDict) else [data[name]] if data and name in data else []
        values = [value for value in values if value.strip()]
        if values:
            given.setlist(name, values)
    return given

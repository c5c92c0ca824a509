"""Reads a stored record back, and refuses one that is damaged or of a kind that this software does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from procurement.changes.record import VERSION, ColumnRecord, Fact, FactGroup, FactSource, Record, Total
from voorzieningen.money import EuroRange

_AMOUNT = re.compile(r"-?[0-9]{1,60}\.[0-9]{2}")


class UnreadableRecordError(ValueError):
    """The record cannot be compared. The message says why in one Dutch sentence."""


def read_record(data: Mapping[str, Any]) -> Record:
    """The record in this JSON. Raises UnreadableRecordError when it is of another version or not a whole record."""
    if not isinstance(data, Mapping):
        raise UnreadableRecordError("De bewaarde gegevens zijn niet te lezen.")
    if data.get("version") != VERSION:
        raise UnreadableRecordError("De bewaarde gegevens hebben een vorm die deze versie van het portaal niet kent.")
    try:
        return Record(
            reference_day=date.fromisoformat(_text(data["reference_day"])),
            query=_text(data["query"]),
            start_year=_number(data["start_year"]),
            is_default_year=data["is_default_year"] is True,
            columns=tuple(_column(item) for item in _items(data["columns"])),
            groups=tuple(_group(item) for item in _items(data["groups"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableRecordError("De bewaarde gegevens zijn beschadigd: er is niet mee te vergelijken.") from error


def _column(data: Any) -> ColumnRecord:
    return ColumnRecord(
        key=_text(data["key"]),
        name=_text(data["name"]),
        offering=_text(data["offering"]),
        tariff=_text(data["tariff"]),
        readings=tuple(_text(code) for code in _items(data["readings"])),
        status=_text(data["status"]),
        total=_total(data["total"]),
        known_years=_total(data["known_years"]),
        tail=_total(data["tail"]),
        is_own=data["is_own"] is True,
    )


def _total(data: Any) -> Total:
    low, high, reason = data["low"], data["high"], _text(data["reason"])
    if low is None and high is None:
        return Total(None, reason)
    return Total(EuroRange(_amount(low), _amount(high)), reason)


def _group(data: Any) -> FactGroup:
    return FactGroup(_text(data["slug"]), _text(data["name"]), tuple(_fact(item) for item in _items(data["facts"])))


def _fact(data: Any) -> Fact:
    sources = tuple(FactSource(_text(item["code"]), _text(item["title"]), _text(item["place"])) for item in _items(data["sources"]))
    return Fact(_text(data["key"]), _text(data["label"]), _text(data["value"]), sources)


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("no number")
    return value


def _amount(value: Any) -> Decimal:
    if _AMOUNT.fullmatch(_text(value)) is None:
        raise ValueError("no amount")
    return Decimal(value)

"""What a text in a cell means for each kind of field, and how a value is written in a cell. An empty cell is never 0 and never "nee"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from import_export.widgets import Widget

from voorzieningen.loading.rows import key_fields

_WHOLE = re.compile(r"-?[0-9]{1,10}")
_NUMBER = re.compile(r"-?[0-9]{1,12}([,.][0-9]{1,8})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]{1,8})?")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_SMALL, _LARGE = 32_767, 2_147_483_647


class CellError(ValueError):
    """A text that is no value of its field; the message says in Dutch what is."""


class Cell(Widget):
    """Text, and what the other kinds share. `clean` gives the value of a cell, `render` the cell of a value.

    `allowed` says in Dutch what may stand there.
    """

    allowed = "tekst"

    def __init__(self, column: models.Field[Any, Any]) -> None:
        super().__init__()
        self.column = column

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value).replace("\r\n", "\n").replace("\r", "\n")
        return self.parsed(text) if text else self.empty()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()

    def parsed(self, text: str) -> Any:
        return text

    def empty(self) -> Any:
        return ""


class NullableCell(Cell):
    """A kind of value that can be unknown: then the cell is empty, if the field may be."""

    def empty(self) -> None:
        if not self.column.null:
            raise CellError("Dit mag niet leeg zijn.")


class WholeCell(NullableCell):
    allowed = "een heel getal"

    def parsed(self, text: str) -> int:
        if not _WHOLE.fullmatch(text):
            raise CellError("Vul een heel getal in, zonder punten of komma's.")
        value, highest = int(text), _SMALL if "Small" in self.column.get_internal_type() else _LARGE
        lowest = 0 if self.column.get_internal_type().startswith("Positive") else -highest - 1
        if not lowest <= value <= highest:
            raise CellError(f"Vul een heel getal in van {lowest} tot en met {highest}.")
        return value

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else int(value)


class NumberCell(NullableCell):
    allowed = "een getal, bijvoorbeeld 1250,50"

    def parsed(self, text: str) -> Decimal:
        if _GROUPED.fullmatch(text):
            if "," not in text:
                raise CellError("Het is niet duidelijk of de punt duizendtallen scheidt. Schrijf bijvoorbeeld 1250 of 1,25.")
            text = text.replace(".", "")
        if not _NUMBER.fullmatch(text):
            raise CellError("Vul een getal in, bijvoorbeeld 1250,50.")
        return Decimal(text.replace(",", "."))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else Decimal(value).normalize()


class DayCell(NullableCell):
    allowed = "een datum, bijvoorbeeld 2026-01-31 of 31-01-2026"

    def parsed(self, text: str) -> date:
        iso, dutch = _ISO_DAY.fullmatch(text), _DUTCH_DAY.fullmatch(text)
        try:
            if iso:
                return _day(int(iso[1]), int(iso[2]), int(iso[3]))
            if dutch:
                return _day(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        except ValueError:
            pass
        raise CellError("Vul een datum in die bestaat, bijvoorbeeld 2026-01-31 of 31-01-2026.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else value.isoformat()


def _day(year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2200:
        raise ValueError("outside the years that a catalogue knows")
    return date(year, month, day)


class YesNoCell(NullableCell):
    allowed = "ja of nee"

    def parsed(self, text: str) -> bool:
        if text.casefold() not in {"ja", "nee"}:
            raise CellError("Vul ja of nee in.")
        return text.casefold() == "ja"

    def empty(self) -> None:
        raise CellError("Vul ja of nee in. Leeg is geen nee.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "ja" if value else "nee"


class ChoiceCell(Cell):
    """A choice by its name on the screen or by its code."""

    def __init__(self, column: models.Field[Any, Any]) -> None:
        super().__init__(column)
        self.labels: Mapping[str, str] = {str(code): str(label) for code, label in column.flatchoices}
        self.codes = {label.casefold(): code for code, label in self.labels.items()} | {code.casefold(): code for code in self.labels}
        self.allowed = f"een van: {', '.join(self.labels.values())}"

    def parsed(self, text: str) -> str:
        if text.casefold() not in self.codes:
            raise CellError(f"Kies {self.allowed}.")
        return self.codes[text.casefold()]

    def empty(self) -> str:
        if not self.column.blank:
            raise CellError(f"Dit mag niet leeg zijn. Kies {self.allowed}.")
        return ""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return self.labels.get(str(value), str(value)) if value else ""


class ListCell(Cell):
    allowed = "een lijst: elk op een eigen regel in het vak"

    def parsed(self, text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]

    def empty(self) -> list[str]:
        return []

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "\n".join(str(item) for item in value or ())


def key_paths(model: type[models.Model]) -> tuple[str, ...]:
    """The natural key of a model as paths to columns, those of its parents first."""
    paths: list[str] = []
    for name in key_fields(model):
        column = model._meta.get_field(name)
        paths.extend(f"{name}__{path}" for path in key_paths(column.related_model)) if column.is_relation else paths.append(name)
    return tuple(paths)


class Keys:
    """The rows of a model by their key as one text, such as steunouder/lijstprijs. Read once, when first asked for."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self._by_text: dict[str, Any] | None = None
        self._by_pk: dict[Any, str] = {}

    def _read(self) -> dict[str, Any]:
        if self._by_text is None:
            rows = self.model._default_manager.values_list("pk", *key_paths(self.model))
            self._by_pk = {row[0]: "/".join(str(part) for part in row[1:]) for row in rows}
            self._by_text = {text: pk for pk, text in self._by_pk.items()}
        return self._by_text

    def pk(self, text: str) -> Any:
        """The primary key of the row with this key, or None."""
        return self._read().get(text)

    def text(self, pk: Any) -> str:
        self._read()
        return self._by_pk.get(pk, "")


class RelationCell(NullableCell):
    """Another row by its natural key, never by its number in the database."""

    def __init__(self, column: models.Field[Any, Any]) -> None:
        super().__init__(column)
        self.keys = Keys(column.related_model)
        self.name = str(column.related_model._meta.verbose_name)
        names = " / ".join(_readable(column.related_model, path) for path in key_paths(column.related_model))
        self.allowed = f"{names} van een bestaande rij in '{column.related_model._meta.verbose_name_plural}'"

    def parsed(self, text: str) -> Any:
        found = self.keys.pk(text)
        if found is None:
            raise CellError(f"'{text[:100]}' bestaat niet als {self.name}. Voeg die eerst toe, of verbeter de schrijfwijze.")
        return found

    def empty(self) -> None:
        if not self.column.null:
            raise CellError("Zonder bron geen feit: vul de sleutel van de bron in." if self.column.name == "source" else "Dit mag niet leeg zijn.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else self.keys.text(value)


class RelationsCell(RelationCell):
    """Other rows by their natural keys, one on each line, in any order."""

    def __init__(self, column: models.Field[Any, Any]) -> None:
        super().__init__(column)
        self.allowed += "; meer dan één: elk op een eigen regel in het vak"

    def parsed(self, text: str) -> Any:
        return sorted({super(RelationsCell, self).parsed(line.strip()) for line in text.splitlines() if line.strip()})

    def empty(self) -> Any:
        return []

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "\n".join(sorted(self.keys.text(pk) for pk in value or ()))


def _readable(model: type[models.Model], path: str) -> str:
    """The last part of a path as the screen calls it: tariff__offering__slug is the sleutel of the aanbod."""
    *parents, last = path.split("__")
    for name in parents:
        model = model._meta.get_field(name).related_model
    word = str(model._meta.get_field(last).verbose_name)
    return f"{word} van {model._meta.verbose_name}" if parents else word


def cell_for(column: models.Field[Any, Any]) -> Cell:
    """The kind of cell of a field of a model."""
    if column.many_to_many:
        return RelationsCell(column)
    if column.is_relation:
        return RelationCell(column)
    if column.choices:
        return ChoiceCell(column)
    kinds: tuple[tuple[type[models.Field[Any, Any]], type[Cell]], ...] = (
        (models.BooleanField, YesNoCell),
        (models.DecimalField, NumberCell),
        (models.IntegerField, WholeCell),
        (models.DateField, DayCell),
        (models.JSONField, ListCell),
    )
    return next((cell for kind, cell in kinds if isinstance(column, kind)), Cell)(column)

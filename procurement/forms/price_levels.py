"""What `prijspeil` asks: one year for all tariffs that state none, and years for the tariffs of one offering."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from procurement.forms.fields import ValuesField, named_value, whole_number
from procurement.pricing import Priced
from voorzieningen.catalogue import Offering

EARLIEST, LATEST = 1990, 2060


@dataclass(frozen=True, slots=True)
class PriceLevels:
    """`general` is the year for every tariff without one of its own (None: nobody asked), `own` the years per offering (slug)."""

    general: int | None = None
    own: dict[str, int] = field(default_factory=dict)


class GeneralYearInput(forms.TextInput):
    """The text box of the general year; the years per offering have lists of their own with the same name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values: list[str] = data.getlist(name)
        return values

    def format_value(self, value: Sequence[str] | None) -> str | None:
        return next((text for text in value or () if ":" not in text), None)


class PriceLevelField(ValuesField):
    """Years, bare or behind an offering: "2020", "steunouder:2019"."""

    widget = GeneralYearInput(attrs={"class": "utrecht-textbox", "inputmode": "numeric", "autocomplete": "off"})


def price_levels(values: Iterable[str], *, offering: Callable[[str], Offering]) -> PriceLevels:
    """What these values ask. `offering` finds an offering by its slug and raises ValidationError when there is none, as this for a wrong year."""
    general: set[int] = set()
    own: dict[str, int] = {}
    for text in values:
        pair = named_value(text)
        if pair is None:
            general.add(_year(text))
            continue
        found, year = offering(pair[0]), _year(pair[1])
        if own.setdefault(found.slug, year) != year:
            raise ValidationError(f"{found.name} staat er twee keer in, met verschillende jaren. Laat er één staan.")
    if len(general) > 1:
        raise ValidationError("Er staat meer dan één algemeen jaar in. Laat er één staan; een jaar voor één aanbod schrijft u als steunouder:2019.")
    return PriceLevels(next(iter(general), None), own)


def _year(text: str) -> int:
    year = whole_number(text)
    if year is None or not EARLIEST <= year <= LATEST:
        raise ValidationError(f"Vul een jaar in van {EARLIEST} tot en met {LATEST}, zoals 2020 of steunouder:2019.")
    return year


def refuse_stated(own: dict[str, int], offerings: Iterable[Offering]) -> None:
    """A price level for an offering of which every tariff states its own year would do nothing: ValidationError."""
    for offering in offerings:
        stated = [tariff.price_level_year for tariff in offering.tariffs]
        if offering.slug in own and None not in stated:
            years = " en ".join(str(year) for year in sorted({year for year in stated if year is not None}))
            raise ValidationError(
                f"{offering.name} heeft geen prijspeil nodig: de bron noemt zelf {years}."
                if years
                else f"{offering.name} heeft geen tarief, dus ook geen prijspeil."
            )


def takes_price_level(column: Priced) -> bool:
    """Whether an own price level changes an amount of this column: it has indexed amounts, and its source names no year."""
    return column.tariff.price_level_year is None and column.tariff.indexable and any(row.low is not None for row in column.rows)

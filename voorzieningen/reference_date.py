"""The reference date in the address (`peildatum`): of which day the catalogue is shown. No address has it: the catalogue as it is now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format

from voorzieningen.tables import first_recorded_on

PARAMETER = "peildatum"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReferenceDate:
    """What the address asks for: `on` is None for now. With a `problem` (Dutch, for at the field) nothing can be shown; `text` is what was typed."""

    on: date | None = None
    problem: str = ""
    text: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameter for links that stay on this day; empty for now."""
        return ((PARAMETER, self.on.isoformat()),) if self.on else ()


NOW = ReferenceDate()


def read_reference_date(query: QueryDict, *, today: date) -> ReferenceDate:
    """The day asked for, checked against what was kept. One query when a day is given, none otherwise."""
    given = [value.strip() for value in query.getlist(PARAMETER) if value.strip()]
    if not given:
        return NOW
    text = given[0]
    if len(given) > 1:
        return ReferenceDate(problem="Dit staat meer dan één keer in het adres. Laat er één staan.", text=text)
    on = _parsed(text)
    if on is None:
        return ReferenceDate(problem="Vul een bestaande dag in als jaar-maand-dag, bijvoorbeeld 2026-11-22.", text=text)
    return ReferenceDate(on=on, text=text) if (problem := _out_of_reach(on, today)) == "" else ReferenceDate(problem=problem, text=text)


def _parsed(text: str) -> date | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _out_of_reach(on: date, today: date) -> str:
    """Why the catalogue of this day cannot be shown, or nothing."""
    if on > today:
        return f"Deze dag moet nog komen. Kies een dag tot en met vandaag, {date_format(today)}."
    first = first_recorded_on()
    if first is None:
        return "Er is nog geen catalogus bewaard."
    if on < first:
        return f"Van deze dag is niets bewaard. Het portaal bewaart de catalogus vanaf {date_format(first)}: kies die dag of een latere."
    return ""


def on_day(address: str, reference: ReferenceDate | None) -> str:
    """An address without query of its own, on the day that the page is about."""
    return f"{address}?{urlencode(reference.pairs)}" if reference and reference.pairs else address


class ReferenceDateField(forms.CharField):
    """The field of a form that carries the parameter; the view has read it already and the form repeats its problem."""

    widget = forms.DateInput(attrs={"class": "utrecht-textbox", "type": "date"}, format="%Y-%m-%d")

    def __init__(self) -> None:
        super().__init__(
            label="Catalogus van een eerdere dag",
            required=False,
            help_text="Toont de gegevens zoals ze op die dag waren. Leeg: zoals ze nu zijn.",
        )

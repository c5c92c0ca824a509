"""The mix as one field per offering, with a message at each field that is wrong. In an address it is `aantal`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement.forms.fields import short
from procurement.forms.mix import Named, read_counts, split_numbers, too_many_years, wrong_together
from procurement.forms.options import FormOption
from procurement.forms.problems import Problem
from procurement.pricing import column_name
from voorzieningen.catalogue import Catalogue, Offering

NUMBERS, TARIFF = "mix_", "mixtarief_"
ANCHOR = "id_aantal"  # of the fields as a whole
# More fields than this make an address that no server reads; the others can be reached by choosing offerings first.
MOST_FIELDS = 40
_SAME = "Hetzelfde aanbod staat er twee keer in. Geef één aantal."
_TWICE = "De mix staat twee keer in het adres: als velden en als ‘aantal’. Kijk na wat er moet staan en verstuur de velden opnieuw."


@dataclass(frozen=True, slots=True)
class MixField:
    """The numbers of one offering as they were typed. `tariff` is what was chosen, empty for that of the comparison."""

    offering: Offering
    text: str = ""
    tariff: str = ""
    errors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{NUMBERS}{self.offering.slug}"

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def tariff_name(self) -> str:
        return f"{TARIFF}{self.offering.slug}"

    @property
    def tariffs(self) -> tuple[FormOption, ...]:
        """The tariffs to choose from; none when there is no choice."""
        if len(self.offering.tariffs) < 2 and not self.tariff:
            return ()
        own = [FormOption(tariff.slug, column_name(self.offering, tariff), tariff.slug == self.tariff) for tariff in self.offering.tariffs]
        typed = [] if not self.tariff or self.offering.tariff(self.tariff) else [FormOption(self.tariff, f"bestaat niet: {short(self.tariff)}", True)]
        return (FormOption("", "zoals vergeleken, anders de lijstprijs", not self.tariff), *typed, *own)

    @property
    def is_combination(self) -> bool:
        return self.offering.is_combination


@dataclass(frozen=True, slots=True)
class MixFields:
    """All fields. `messages` are about the mix as a whole; `values` are `aantal` in an address, empty while something is wrong.

    `is_typed`: they come from the fields themselves and not from a link; `has_more`: not every offering has a field.
    """

    fields: tuple[MixField, ...]
    messages: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    is_typed: bool = False
    has_more: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        whole = [Problem("Uw mix", "aantal", message, f"#{ANCHOR}") for message in self.messages]
        return (*whole, *(Problem(field.offering.name, "aantal", message, f"#{field.id}") for field in self.fields for message in field.errors))


def read_fields(data: QueryDict, catalogue: Catalogue, *, years: int | None, chosen: Iterable[str] = ()) -> MixFields:
    """The fields as they were typed, or else as `aantal` in the address says it. `years` are the contract years, None when that is wrong too.

    `chosen` are the offerings (slugs) that were asked for; the others get a field as far as there is room.
    """
    asked = list(dict.fromkeys(value.strip() for value in data.getlist("aantal") if value.strip()))
    is_typed = any(name.startswith(NUMBERS) for name in data)
    texts = list(_typed(data)) if is_typed else [split_numbers(value) for value in asked]
    known = {offering.slug: offering for offering in catalogue.offerings if offering.tariffs}
    given = {slug: MixField(known[slug], numbers, tariff) for slug, tariff, numbers in texts if slug in known}
    unknown = [f"Er is geen aanbod '{short(slug)}'." for slug, _, _ in texts if slug not in known]
    is_double = len(given) + len(unknown) < len(texts)
    messages = [
        *([_TWICE] if is_typed and asked else []),
        *unknown,
        *(["Hetzelfde aanbod staat er twee keer in. Geef één aantal."] if is_double else []),
    ]
    shown = {**given, **dict.fromkeys(chosen)}.keys() if len(known) > MOST_FIELDS else known.keys()
    fields = [given.get(slug) or MixField(known[slug]) for slug in known if slug in shown]
    return _checked(MixFields(tuple(fields), tuple(messages), is_typed=is_typed, has_more=len(fields) < len(known)), catalogue, years)


def _typed(data: QueryDict) -> Iterator[tuple[str, str, str]]:
    """Offering, tariff and numbers of every field with something in it; a field that was sent twice twice."""
    for name, values in data.lists():
        if name.startswith(NUMBERS):
            slug = name.removeprefix(NUMBERS)
            tariff = data.get(f"{TARIFF}{slug}", "").strip()
            yield from ((slug, tariff, value.strip()) for value in values if value.strip())


def _checked(found: MixFields, catalogue: Catalogue, years: int | None) -> MixFields:
    """The fields with what is wrong in each, and when every field is right with what cannot stand together."""
    named: list[Named] = []
    values, fields = [], []
    for field in found.fields:
        counts, errors = _read(field, years)
        fields.append(replace(field, errors=errors))
        if counts is not None:
            tariff = field.offering.tariff(field.tariff) if field.tariff else None
            named.append((field.offering, tariff, counts))
            values.append(":".join(filter(None, (field.offering.slug, field.tariff, ",".join(map(str, counts))))))
    messages = [*found.messages]
    for slug, message in () if any(field.errors for field in fields) else wrong_together(named, catalogue):
        fields = [replace(field, errors=(*field.errors, message)) if field.offering.slug == slug else field for field in fields]
        messages += [] if slug else [message]
    is_right = not messages and not any(field.errors for field in fields)
    return replace(found, fields=tuple(fields), messages=tuple(messages), values=tuple(values) if is_right else ())


def _read(field: MixField, years: int | None) -> tuple[tuple[int, ...] | None, tuple[str, ...]]:
    try:
        counts = read_counts(field.text, field.offering)
    except ValidationError as error:
        return None, tuple(error.messages)
    problems = []
    if counts and years is not None and (problem := too_many_years(counts, years, field.offering)):
        problems.append(problem)
    if field.tariff and field.offering.tariff(field.tariff) is None:
        problems.append(f"{field.offering.name} heeft geen tarief '{short(field.tariff)}'.")
    return counts, tuple(problems)

"""The mix in an address: `aantal=buurtgezinnen:15` is 15 new matches a year; an offer stands between, `buurtgezinnen:offerte-haarlem-2020:10`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError

from procurement.forms.fields import CountsField, short
from procurement.mix import MixChoice, MixPart
from voorzieningen.catalogue import Catalogue, Offering, Tariff

MOST_PARTS = 12
# An offering, the tariff that the mix pays (None: that of the comparison, otherwise the default one), and numbers as they were typed.
Named = tuple[Offering, Tariff | None, tuple[int, ...]]


def read_numbers(values: Iterable[str], catalogue: Catalogue) -> tuple[Named, ...]:
    """The offerings of a mix with their numbers. Raises ValidationError that says which value is wrong and why."""
    found = [_read(value, catalogue) for value in values]
    for problem in wrong_together(found, catalogue):
        raise ValidationError(problem[1])
    return tuple(found)


def wrong_together(found: Sequence[Named], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(slug of the offering, message) of what cannot stand in one mix; the slug is empty when it is about the mix as a whole."""
    slugs = [offering.slug for offering, _, _ in found]
    for offering, _, _ in found:
        if slugs.count(offering.slug) > 1:
            yield offering.slug, f"{offering.name} staat er twee keer in. Geef één aantal."
        both = [part for part in offering.parts if part in slugs]
        if both:
            part = catalogue.offering(both[0])
            assert part is not None
            yield offering.slug, f"{part.name} is een deel van {offering.name}. Kies de combinatie of de delen, niet allebei."
    if len(found) > MOST_PARTS:
        yield "", f"Een mix kan hoogstens {MOST_PARTS} soorten aanbod hebben; dit zijn er {len(found)}."


def _read(text: str, catalogue: Catalogue) -> Named:
    slug, tariff_slug, numbers = split_numbers(text)
    offering = catalogue.offering(slug)
    if offering is None or not offering.tariffs:
        raise ValidationError(f"Er is geen aanbod '{short(slug)}'.")
    tariff = offering.tariff(tariff_slug) if tariff_slug else None
    if tariff_slug and tariff is None:
        raise ValidationError(f"{offering.name} heeft geen tarief '{short(tariff_slug)}'.")
    counts = read_counts(numbers, offering)
    if counts is None:
        raise ValidationError(f"{offering.name}: vul achter de dubbele punt een aantal in, bijvoorbeeld {offering.slug}:10.")
    return offering, tariff, counts


def split_numbers(text: str) -> tuple[str, str, str]:
    """Offering, tariff (empty: none was named) and numbers of one value of the address, as they were typed."""
    slug, _, rest = text.partition(":")
    tariff, _, numbers = rest.rpartition(":")
    return slug.strip(), tariff.strip(), numbers.strip()


def read_counts(text: str, offering: Offering) -> tuple[int, ...] | None:
    """The numbers of one offering; None when there are none. Raises ValidationError that names the offering."""
    try:
        counts: tuple[int, ...] | None = CountsField(required=False).clean(text)
    except ValidationError as error:
        raise ValidationError([f"{offering.name}: {message}" for message in error.messages]) from error
    return counts


def too_many_years(counts: Sequence[int], years: int, offering: Offering) -> str:
    """That an offering has more numbers than there are contract years, in Dutch; empty when it has not."""
    return f"{offering.name}: u geeft {len(counts)} aantallen voor {years} contractjaren." if len(counts) > years else ""


def build_mix(named: Sequence[Named], *, years: int, compared: Sequence[tuple[str, str]]) -> MixChoice:
    """The mix over the contract years. Of an offering without a tariff of its own that of the comparison holds (`compared`), then the default one.

    Raises ValidationError when an offering has more numbers than there are years. An offering with only zeros takes no part.
    """
    parts = []
    tariffs = dict(reversed(compared))
    for offering, tariff, counts in named:
        if problem := too_many_years(counts, years, offering):
            raise ValidationError(problem)
        slug = tariff.slug if tariff else tariffs.get(offering.slug, offering.tariffs[0].slug)
        if any(counts):
            parts.append(MixPart(offering.slug, slug, counts + counts[-1:] * (years - len(counts))))
    return MixChoice(tuple(parts))

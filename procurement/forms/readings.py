"""What `lezing` chooses: readings of tariffs, of each ambiguity at most one, and tariffs that are another way to read an offering's price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from procurement.readings import tariffs_at_odds
from voorzieningen.catalogue import Offering


@dataclass(frozen=True, slots=True)
class ChosenReadings:
    """Per offering (slug) the codes of the readings, and the slug of the tariff when that was chosen as a reading."""

    readings: dict[str, tuple[str, ...]]
    tariffs: dict[str, str]


def chosen_readings(pairs: Sequence[tuple[Offering, str]]) -> ChosenReadings:
    """What these (offering, code) pairs choose; capitals do not matter. Raises ValidationError for an unknown code or two that exclude each other."""
    chosen = ChosenReadings({}, {})
    for offering in {offering.slug: offering for offering, _ in pairs}.values():
        codes = dict.fromkeys(_known_code(offering, text) for named, text in pairs if named.slug == offering.slug)
        _refuse_exclusive(offering, codes)
        if tariff := next((code for code in codes if offering.tariff(code)), ""):
            chosen.tariffs[offering.slug] = tariff
        if readings := tuple(code for code in codes if code != tariff):
            chosen.readings[offering.slug] = readings
    return chosen


def _groups(offering: Offering) -> Iterator[tuple[str, ...]]:
    """The codes that exclude each other: of the readings of one ambiguity, and of the tariffs that disagree."""
    for tariff in offering.tariffs:
        for ambiguity in tariff.ambiguities:
            yield tuple(reading.code for reading in ambiguity)
    yield tuple(dict.fromkeys(tariff.slug for _, tariffs in tariffs_at_odds(offering) for tariff in tariffs))


def _known_code(offering: Offering, text: str) -> str:
    known = {code.lower(): code for group in _groups(offering) for code in group}
    if text.lower() not in known:
        hint = f" Kies uit {', '.join(known.values())}." if known else ""
        raise ValidationError(f"{offering.name} heeft geen lezing '{text}'.{hint}")
    return known[text.lower()]


def _refuse_exclusive(offering: Offering, codes: Iterable[str]) -> None:
    for group in _groups(offering):
        chosen = [code for code in codes if code in group]
        if len(chosen) > 1:
            raise ValidationError(f"{offering.name}: {' en '.join(chosen)} sluiten elkaar uit. Kies er één.")


def with_chosen_tariffs(pairs: tuple[tuple[str, str], ...], *, typed: Iterable[str], chosen: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """(offering, tariff) pairs in which a tariff chosen as a reading stands for the offering's default one.

    `typed` is `aanbod` as it stands in the address. Raises ValidationError when that names another tariff of the offering, or several.
    """
    values = [value.partition(":") for value in typed]
    for slug, tariff in chosen.items():
        named = [own for offering, _, own in values if offering == slug]
        if len(named) > 1 or not {"", tariff}.issuperset(named):
            raise ValidationError(f"Bij 'aanbod' staat een ander tarief van {slug} dan {tariff}. Kies er één, of laat een van beide weg.")
    return tuple((offering, chosen.get(offering, tariff)) for offering, tariff in pairs)

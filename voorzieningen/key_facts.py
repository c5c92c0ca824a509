"""Facts of an offering in words, each with how certain it is: the same on its own page, in the overview and in the comparison. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voorzieningen.ages import Certainty, Months, merge, months_nl
from voorzieningen.catalogue import Offering, Option

NOT_STATED = "niet vermeld"
CERTAINTY_BADGES = {
    Certainty.CERTAIN: "",
    Certainty.POSSIBLE: "mogelijk",
    Certainty.CONFLICT: "bronnen verschillen",
    Certainty.UNKNOWN: NOT_STATED,
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value in words with a badge; an empty text means that it is not stated."""

    text: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One of the few facts at the top of the page. `section` is the anchor where its sources stand."""

    label: str
    values: tuple[Value, ...]
    section: str
    wide: bool = False


def key_facts(*, offering: Offering, parts: Sequence[Offering], intensity: tuple[Value, ...]) -> tuple[KeyFact, ...]:
    """The facts at the top of the page; a combination tells ages and duration per part. `intensity` comes from the statements."""
    tariff = offering.default_tariff
    level = tariff.price_level_year if tariff else None
    price = (Value(tariff.wording, f"prijspeil {level}" if level else "prijspeil onbekend"),) if tariff else ()
    return (
        KeyFact("Vorm van steun", option_values(offering.support_forms), "werkwijze"),
        KeyFact("Leeftijd van het kind", _per_part(offering, parts, age_values), "voor-wie"),
        KeyFact("Duur", _per_part(offering, parts, duration_values), "duur"),
        KeyFact("Intensiteit", intensity, "duur"),
        KeyFact("Vrijwilligers", _volunteers(offering), "vrijwilligers"),
        KeyFact("Coördinator", option_values(offering.coordinator_types), "coordinator"),
        KeyFact("Werkgever van de coördinator", option_values(offering.employers), "coordinator"),
        KeyFact("Levering", option_values(offering.delivery_models), "levering"),
        KeyFact("Tarief", price, "tarief", wide=True),
    )


def option_values(options: Sequence[Option]) -> tuple[Value, ...]:
    """What is certain, possible or disputed; what a source merely leaves open stands in the section."""
    return tuple(Value(option.term.label, CERTAINTY_BADGES[option.certainty]) for option in options if option.certainty is not Certainty.UNKNOWN)


def _per_part(offering: Offering, parts: Sequence[Offering], describe_one: Callable[[Offering], tuple[Value, ...]]) -> tuple[Value, ...]:
    if not parts:
        return describe_one(offering)
    return tuple(
        Value(f"{part.name}: {value.text or 'niet vermeld'}", value.badge) for part in parts for value in (describe_one(part) or (Value(""),))
    )


def age_values(offering: Offering) -> tuple[Value, ...]:
    """The certain ages, with a badge when a source disagrees; then the wider stretches that are only possible."""

    def merged(*certainties: Certainty) -> tuple[Months, ...]:
        return merge([ages.months for ages in offering.age_ranges if ages.months and ages.certainty in certainties])

    certain, possible, conflicting = merged(Certainty.CERTAIN), merged(Certainty.POSSIBLE), merged(Certainty.CONFLICT)
    differ = CERTAINTY_BADGES[Certainty.CONFLICT] if conflicting else ""
    values = [Value(months_nl(months), differ) for months in certain or conflicting]
    wider = [months for months in possible if not any(sure.contains(months) for sure in certain)]
    return (*values, *(Value(months_nl(months), CERTAINTY_BADGES[Certainty.POSSIBLE]) for months in wider))


def duration_values(offering: Offering) -> tuple[Value, ...]:
    """How long a match lasts, and the preparation before it."""
    duration = span_nl(offering.duration_months_min, offering.duration_months_max)
    preparation = span_nl(offering.preparation_months_min, offering.preparation_months_max)
    values = [Value(duration)] if duration else []
    if preparation:
        values.append(Value(f"vooraf {preparation} voorbereiding"))
    return tuple(values)


def span_nl(low: int | None, high: int | None) -> str:
    """A stretch of months in words: "2 jaar", "hoogstens 2 jaar", "minstens 3 maanden", "6 maanden tot 2 jaar"; empty when unknown."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"hoogstens {_months(high or 0)}"
    if high is None:
        return f"minstens {_months(low)}"
    if low == high:
        return _months(low)
    if low % 12 == 0 and high % 12 == 0:
        return f"{low // 12} tot {high // 12} jaar"
    if high <= 12 or high % 12:
        return f"{low} tot {high} maanden"
    return f"{_months(low)} tot {_months(high)}"


def _months(number: int) -> str:
    if number % 12 == 0:
        return f"{number // 12} jaar"
    return "1 maand" if number == 1 else f"{number} maanden"


def _volunteers(offering: Offering) -> tuple[Value, ...]:
    return tuple(
        Value(f"{label}: {'niet vermeld' if answer is None else 'ja' if answer else 'nee'}")
        for label, answer in (("training", offering.volunteer_training), ("VOG", offering.vog))
    )

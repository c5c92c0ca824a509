"""Facts of an offering in words, each with how certain it is: the same on its own page, in the overview and in the comparison. Pure: no Django."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voorzieningen.ages import Certainty, Months, merge, months_nl
from voorzieningen.catalogue import Contradiction, Offering, Option, Statement
from voorzieningen.evidence import LABELS, Evidence, evidence
from voorzieningen.said import DIFFER, NOT_STATED, has_price, is_not_stated, subject

CERTAINTY_BADGES = {Certainty.CERTAIN: "", Certainty.POSSIBLE: "mogelijk", Certainty.CONFLICT: DIFFER, Certainty.UNKNOWN: NOT_STATED}
STATUS_BADGES = {"C": DIFFER, "P": "bewering", "D": "afgeleid", "A": "onduidelijk", "T": "door een derde"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value in words with a badge; an empty text means that it is not stated."""

    text: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One of the few facts at the top of the page, with what it rests on."""

    label: str
    values: tuple[Value, ...]
    evidence: Evidence
    wide: bool = False


def key_facts(*, offering: Offering, parts: Sequence[Offering], general: Sequence[Contradiction]) -> tuple[KeyFact, ...]:
    """The facts at the top of the page; a combination tells ages and duration per part. `general` are the contradictions about all offerings."""
    tariff = offering.default_tariff
    values = {
        "vorm": option_values(offering.support_forms),
        "leeftijd": per_part(offering, parts, age_values),
        "duur": per_part(offering, parts, duration_values),
        "intensiteit": stated_values(offering, "INTENSITEIT"),
        "training": answer_values(offering.volunteer_training),
        "vog": answer_values(offering.vog),
        "coordinator": option_values(offering.coordinator_types),
        "werkgever": option_values(offering.employers),
        "levering": option_values(offering.delivery_models),
        "tarief": tariff_values(offering),
    }
    return tuple(KeyFact(LABELS[name], found, evidence(offering, name, tariff, general), name == "tarief") for name, found in values.items())


def option_values(options: Sequence[Option]) -> tuple[Value, ...]:
    """What is certain, possible or disputed; what a source merely leaves open stands in the section."""
    return tuple(Value(option.term.label, CERTAINTY_BADGES[option.certainty]) for option in options if option.certainty is not Certainty.UNKNOWN)


def per_part(offering: Offering, parts: Sequence[Offering], describe_one: Callable[[Offering], tuple[Value, ...]]) -> tuple[Value, ...]:
    """The values of an offering; those of a combination per part, by name."""
    if not parts:
        return describe_one(offering)
    return tuple(Value(f"{part.name}: {value.text or NOT_STATED}", value.badge) for part in parts for value in (describe_one(part) or (Value(""),)))


def answer_values(answer: bool | None) -> tuple[Value, ...]:
    """Ja or nee; nothing when it is not stated."""
    return () if answer is None else (Value("ja" if answer else "nee"),)


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


def stated_values(offering: Offering, field: str) -> tuple[Value, ...]:
    """What the preferred statements of a field say. A combination says it itself, or else each part does, by name."""
    preferred = [statement for statement in offering.about(field) if statement.preferred and not is_not_stated(statement)]
    own = [statement for statement in preferred if not subject(statement, offering)]
    return tuple(dict.fromkeys(_stated(statement, offering) for statement in own or preferred))


def _stated(statement: Statement, offering: Offering) -> Value:
    part = subject(statement, offering)
    return Value(f"{part}: {statement.value}" if part else statement.value, STATUS_BADGES.get(statement.status, ""))


def tariff_values(offering: Offering) -> tuple[Value, ...]:
    """The default tariff in words with its price level. A price that no source gives has no level either."""
    tariff = offering.default_tariff
    if tariff is None:
        return ()
    if not has_price(tariff):
        return (Value(tariff.wording, NOT_STATED),)
    level = tariff.price_level_year
    return (Value(tariff.wording, f"prijspeil {level}" if level else "prijspeil onbekend"),)


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

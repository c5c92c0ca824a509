"""What an offering is like, feature by feature in plain Dutch, for showing offerings side by side. Unknown is said, never left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voorzieningen.ages import Certainty
from voorzieningen.catalogue import AgeRange, Citation, Offering, Option, Source, Statement, Tariff
from voorzieningen.key_facts import NOT_STATED, Value, age_values, duration_values, option_values


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of one offering. `differs`: the sources disagree about it; `sources` are in order of use, each once."""

    name: str
    label: str
    text: str
    is_unknown: bool = False
    differs: bool = False
    sources: tuple[Source, ...] = ()


def features(offering: Offering, tariff: Tariff | None) -> tuple[Feature, ...]:
    """All features of an offering with one of its tariffs, always the same ones in the same order. Without a tariff the price is unknown."""
    return (
        _options(offering, "vorm", "Vorm van steun", offering.support_forms, "VORM"),
        _valued(offering, "leeftijd", "Leeftijd van het kind", age_values(offering), offering.age_ranges, "LEEFTIJD"),
        _valued(offering, "duur", "Duur van de begeleiding", duration_values(offering), (), "DUUR"),
        _stated(offering, "intensiteit", "Hoe vaak", "INTENSITEIT"),
        _feature(offering, "training", "Training van vrijwilligers", _answer(offering.volunteer_training), "TRAINING"),
        _feature(offering, "vog", "VOG vereist", _answer(offering.vog), "VOG", "SCREENING"),
        _options(offering, "coordinator", "Coördinator", offering.coordinator_types, "COORDINATOR"),
        _options(offering, "werkgever", "Werkgever van de coördinator", offering.employers, "WERKGEVER"),
        _stated(offering, "begeleiding", "Begeleiding", "BEGELEIDING"),
        _options(offering, "levering", "Leveringsmodel", offering.delivery_models, "LEVERING"),
        _feature(offering, "contractpartij", "Contractpartij", offering.contracting_party, "LEVERING", "UITVOERING"),
        _feature(offering, "collectief", "Lid van het Collectief", _answer(offering.in_collective), "LIDMAATSCHAP"),
        _tariff(offering, tariff),
        _payers(tariff),
    )


def _answer(answer: bool | None) -> str:
    return "" if answer is None else "ja" if answer else "nee"


def _feature(offering: Offering, name: str, label: str, text: str, *fields: str, citations: Iterable[Citation] = ()) -> Feature:
    said = [statement.citation for statement in offering.about(*fields)]
    sources = tuple(dict.fromkeys(citation.source for citation in [*citations, *said]))
    # An ambiguity is one source that can be read in two ways: then no sources differ.
    contradicted = any(row.kind == "CONTRADICTION" for row in offering.contradictions_about(*fields))
    differs = contradicted or any(statement.status == "C" for statement in offering.about(*fields))
    return Feature(name, label, text or NOT_STATED, not text, differs, sources)


def _options(offering: Offering, name: str, label: str, options: tuple[Option, ...], *fields: str) -> Feature:
    return _valued(offering, name, label, option_values(options), options, *fields)


def _valued(offering: Offering, name: str, label: str, values: Sequence[Value], rows: Sequence[Option] | Sequence[AgeRange], *fields: str) -> Feature:
    """The values in one text, each with its certainty behind it. `rows` are what they were read from."""
    text = "; ".join(f"{value.text} ({value.badge})" if value.badge else value.text for value in values)
    feature = _feature(offering, name, label, text, *fields, citations=[row.citation for row in rows])
    conflict = any(row.certainty is Certainty.CONFLICT for row in rows)
    return replace(feature, differs=feature.differs or conflict)


def _stated(offering: Offering, name: str, label: str, field: str) -> Feature:
    preferred = [statement for statement in offering.about(field) if statement.preferred and statement.value != NOT_STATED]
    return _feature(offering, name, label, _joined(preferred), field)


def _joined(statements: list[Statement]) -> str:
    return "; ".join(dict.fromkeys(statement.value for statement in statements))


def _tariff(offering: Offering, tariff: Tariff | None) -> Feature:
    if tariff is None:
        return _feature(offering, "tarief", "Tarief in woorden", "", "TARIEF")
    level = f"prijspeil {tariff.price_level_year}" if tariff.price_level_year else "prijspeil onbekend"
    known = tariff.is_known or any(component.type != "UNKNOWN" for component in tariff.components)
    text = f"{tariff.wording} ({level})" if known else tariff.wording
    feature = _feature(offering, "tarief", "Tarief in woorden", text, "TARIEF", citations=[tariff.citation])
    return Feature("tarief", "Tarief in woorden", feature.text, not known, feature.differs, feature.sources)


def _payers(tariff: Tariff | None) -> Feature:
    if tariff is None:
        return Feature("betaler", "Wie betaalt", NOT_STATED, is_unknown=True)
    costs = [component for component in tariff.components if component.role == "COST"]
    words = dict.fromkeys(component.payer_label for component in costs if component.type != "UNKNOWN")
    text = ", ".join(words)
    return Feature("betaler", "Wie betaalt", text or NOT_STATED, not text, False, (tariff.citation.source,))

"""What an offering is like, feature by feature in plain Dutch, for showing offerings side by side. Unknown is said, never left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voorzieningen.ages import Certainty, Months, merge, months_nl
from voorzieningen.catalogue import Citation, Offering, Option, Source, Statement, Tariff

NOT_STATED = "niet vermeld"


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
        _ages(offering),
        _feature(offering, "duur", "Duur van de begeleiding", duration_nl(offering.duration_months_min, offering.duration_months_max), "DUUR"),
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


def duration_nl(minimum: int | None, maximum: int | None) -> str:
    """A duration in months in words: "6 tot 24 maanden", "hoogstens 24 maanden", "minstens 3 maanden"; empty when unknown."""
    if minimum is not None and maximum is not None:
        return f"{minimum} maanden" if minimum == maximum else f"{minimum} tot {maximum} maanden"
    if maximum is not None:
        return f"hoogstens {maximum} maanden"
    return "" if minimum is None else f"minstens {minimum} maanden"


def ages_nl(offering: Offering) -> str:
    """The certain ages in words, followed by what else is possible; empty when no source specifies them."""
    certain = merge(list(_with(offering, Certainty.CERTAIN)))
    possible = merge([*certain, *_with(offering, Certainty.POSSIBLE)])
    if not certain and not possible:
        return ""
    text = " en ".join(months_nl(months) for months in certain)
    if possible != certain:
        text += f"; mogelijk {' en '.join(months_nl(months) for months in possible)}"
    return text


def _with(offering: Offering, certainty: Certainty) -> Iterable[Months]:
    return (row.months for row in offering.age_ranges if row.certainty is certainty and row.months is not None)


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
    """Certain options first; others with how certain they are. Options of which nothing is known are not an answer."""
    words = []
    for option in options:
        if option.certainty is Certainty.CERTAIN:
            words.append(option.term.label)
        elif option.certainty is Certainty.POSSIBLE:
            words.append(f"{option.term.label} (mogelijk)")
        elif option.certainty is Certainty.CONFLICT:
            words.append(f"{option.term.label} (bronnen verschillen)")
    feature = _feature(offering, name, label, "; ".join(words), *fields, citations=[option.citation for option in options])
    conflict = any(option.certainty is Certainty.CONFLICT for option in options)
    return Feature(name, label, feature.text, feature.is_unknown, feature.differs or conflict, feature.sources)


def _ages(offering: Offering) -> Feature:
    return _feature(
        offering, "leeftijd", "Leeftijd van het kind", ages_nl(offering), "LEEFTIJD", citations=[row.citation for row in offering.age_ranges]
    )


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

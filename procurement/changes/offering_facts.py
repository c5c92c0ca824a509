"""The facts of one offering in words, each under a key that outlives its value: features, target groups, ages, claims and contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from procurement.changes.record import Fact, make_fact
from procurement.features import Feature
from voorzieningen.ages import months_nl
from voorzieningen.catalogue import Citation, Contradiction, Offering, code_slug
from voorzieningen.said import CERTAINTIES, COVERAGES, NOT_STATED

# These features are made of rows that are facts by themselves: ages and the rows of the tariff.
_OF_ROWS = frozenset({"leeftijd", "tarief", "betaler"})


def offering_facts(offering: Offering, features: Sequence[Feature]) -> Iterator[Fact]:
    """Everything of the offering that is not its price."""
    yield from _contact(offering)
    for feature in features:
        if feature.name not in _OF_ROWS:
            yield _feature(feature)
    yield from _groups(offering)
    yield from _ages(offering)
    yield from _claims(offering)
    yield from contradiction_facts(offering.contradictions)


def contradiction_facts(contradictions: Sequence[Contradiction]) -> Iterator[Fact]:
    """Where sources disagree: what is used and why, and every reading."""
    for item in contradictions:
        readings = "; ".join(reading.value for reading in item.readings)
        value = f"Gebruikt: {item.preferred}. Reden: {item.reason} Lezingen: {readings or 'geen'}."
        label = f"Tegenspraak {item.code}: {item.topic}"
        yield make_fact(f"tegenspraak/{item.code.lower()}", label, value, (reading.citation for reading in item.readings))


def _contact(offering: Offering) -> Iterator[Fact]:
    citations = (offering.citation,) if offering.citation else ()
    email = f"{offering.email} ({offering.email_note})" if offering.email_note else offering.email
    for key, label, value in (
        ("naam", "Naam", offering.name),
        ("organisatie", "Organisatie", offering.organisation),
        ("kenmerken", "Kenmerken in het kort", offering.characteristics),
        ("email", "E-mail", email),
        ("website", "Website", offering.website),
    ):
        yield make_fact(key, label, value or NOT_STATED, citations)


def _feature(feature: Feature) -> Fact:
    """With every place that it rests on; what was searched in vain is no source of it."""
    citations: list[Citation] = [] if feature.evidence.is_silent else [item for topic in feature.evidence.topics for item in topic.citations]
    return make_fact(f"kenmerk/{feature.name}", feature.label, feature.text, citations)


def _groups(offering: Offering) -> Iterator[Fact]:
    for row in offering.coverage:
        value = f"{COVERAGES[row.status]}; {row.note}" if row.note else COVERAGES[row.status]
        yield make_fact(f"doelgroep/{row.target_group.slug}", f"Doelgroep: {row.target_group.label}", value, (row.citation,))


def _ages(offering: Offering) -> Iterator[Fact]:
    for row in offering.age_ranges:
        words = (months_nl(row.months) if row.months else NOT_STATED, CERTAINTIES[row.certainty], row.note)
        value = "; ".join(filter(None, words))
        yield make_fact(f"leeftijd/{code_slug(row.variant)}", f"Leeftijd van het kind: {row.variant}", value, (row.citation,))


def _claims(offering: Offering) -> Iterator[Fact]:
    for claim in offering.claims:
        value = "; ".join(filter(None, (claim.claim, claim.percentage, claim.denominator, claim.moment, claim.speaker)))
        label = f"Bewering over resultaat{f' van {claim.about}' if claim.about else ''}: {claim.measures}"
        yield make_fact(f"bewering/{code_slug(claim.about)}/{code_slug(claim.measures)}", label, value, (claim.citation,))

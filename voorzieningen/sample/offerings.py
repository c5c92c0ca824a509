"""Made-up offerings as varied as real ones: groups, ages, options, tariffs, statements, what is unknown and where sources differ. Pure, by seed.

All of it is plainly fictional: the names are numbers and the one source says that it is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from voorzieningen.ages import OLDEST, PREGNANCY_STARTS, Certainty, Months
from voorzieningen.catalogue import (
    AgeRange,
    Catalogue,
    Citation,
    Contradiction,
    ContradictionReading,
    Coverage,
    Offering,
    Option,
    Source,
    Statement,
    Term,
)
from voorzieningen.sample.tariffs import tariffs_of

SOURCE = Source(
    slug="voorbeeldcatalogus",
    code="S-VB",
    title="Voorbeeldcatalogus (verzonnen)",
    publisher="dit portaal",
    kind="eigen indeling van dit portaal",
    speaker="dit portaal",
    dated="ongedateerd",
    description="Verzonnen aanbod om het portaal mee te proberen. Niets hiervan bestaat.",
)
MOST = 999_999
OFFERINGS_PER_ORGANISATION = 3
_CERTAINTIES = (Certainty.CERTAIN,) * 6 + (Certainty.POSSIBLE, Certainty.POSSIBLE, Certainty.CONFLICT, Certainty.UNKNOWN)
_STATUSES = ("INCLUDED",) * 6 + ("CONDITIONAL", "CONDITIONAL", "POSSIBLE", "CONFLICT", "EXCLUDED")
_WORDS = (
    *("samen", "wandelen", "oppassen", "koken", "luisteren", "spelen", "voorlezen", "huiswerk", "administratie", "buurthuis", "moeders", "vaders"),
    *("weekend", "logeren", "taal", "sport", "natuur", "muziek", "maatje", "netwerk", "rust", "ontmoeten", "opvoeden", "kraamtijd", "tieners"),
)
# (code, name) of the fields that are spoken about, in the order of the detail page.
_GOAL, _APPROACH = ("DOEL", "doel"), ("AANBOD", "werkwijze")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Lists:
    """The terms that made-up offerings may have: the catalogue's own lists."""

    target_groups: tuple[Term, ...]
    support_forms: tuple[Term, ...]
    delivery_models: tuple[Term, ...]
    coordinator_types: tuple[Term, ...]
    employers: tuple[Term, ...]


def lists_of(catalogue: Catalogue) -> Lists:
    return Lists(**{name: getattr(catalogue, name) for name in Lists.__slots__})


def offerings(lists: Lists, *, number: int, seed: int = 1) -> Iterator[Offering]:
    """So many offerings, by name. The same number in the row with the same seed is the same offering, however many there are."""
    if not 0 < number <= MOST:
        raise ValueError(f"between 1 and {MOST} offerings, not {number}")
    digits = max(5, len(str(number)))
    for place in range(1, number + 1):
        yield _offering(lists, place, digits, Random(seed * (MOST + 1) + place))  # noqa: S311 - nothing secret


def extended(catalogue: Catalogue, *, number: int, seed: int = 1) -> Catalogue:
    """A catalogue of only made-up offerings, with the lists of a real one: what reading it back from the database gives."""
    made = tuple(offerings(lists_of(catalogue), number=number, seed=seed))
    disputes = tuple(dispute for offering in made for dispute in offering.contradictions)
    return Catalogue(
        offerings=made,
        sources=(*catalogue.sources, SOURCE),
        contradictions=disputes,
        statements=tuple(statement for offering in made for statement in offering.statements),
        index_series=catalogue.index_series,
        **{name: getattr(lists_of(catalogue), name) for name in Lists.__slots__},
    )


def _offering(lists: Lists, place: int, digits: int, chance: Random) -> Offering:
    code = f"{place:0{digits}}"
    slug, name = f"voorbeeldaanbod-{code}", f"Voorbeeldaanbod {code}"
    group = (place - 1) // OFFERINGS_PER_ORGANISATION + 1
    duration = chance.choice(((None, None), (3, 6), (6, 12), (12, 12), (9, 18)))
    guidance = chance.choice(((None, None), (4, 12), (12, 12), (26, 52)))
    disputes = _contradictions(slug, code, chance)
    return Offering(
        slug=slug,
        code=f"VB-{code}",
        name=name,
        organisation=f"Voorbeeldorganisatie {group:0{digits}}",
        legal_name=f"Stichting Voorbeeld {group:0{digits}}",
        aliases=(),
        programme=chance.choice(("", "", "Voorbeeldprogramma")),
        is_combination=False,
        parts=(),
        characteristics=f"Verzonnen aanbod: {_phrase(chance, 6)}." if chance.random() < 0.9 else "",
        email="info@voorbeeld.example.nl" if group % 2 else "",
        email_note="",
        website="",
        in_collective=group % 3 == 0,
        volunteer_training=_answer(chance),
        vog=_answer(chance),
        duration_months_min=duration[0],
        duration_months_max=duration[1],
        preparation_months_min=None,
        preparation_months_max=None,
        guidance_per_year_min=guidance[0],
        guidance_per_year_max=guidance[1],
        contracting_party="",
        support_forms=_options(lists.support_forms, chance),
        delivery_models=_options(lists.delivery_models, chance),
        coordinator_types=_options(lists.coordinator_types, chance),
        employers=_options(lists.employers, chance),
        coverage=_coverage(lists.target_groups, chance),
        age_ranges=_ages(chance),
        tariffs=tariffs_of(code, _cited("tarief"), chance),
        statements=_statements(slug, name, chance),
        claims=(),
        contradictions=disputes,
        citation=_cited(f"aanbod {code}"),
    )


def _cited(place: str) -> Citation:
    return Citation(SOURCE, place)


def _answer(chance: Random) -> bool | None:
    return chance.choice((True, True, True, False, None, None))


def _phrase(chance: Random, words: int) -> str:
    return " ".join(chance.sample(_WORDS, words))


def _some(items: Sequence[Item], most: int, chance: Random) -> list[Item]:
    """A few of them in their own order, or none."""
    chosen = set(chance.sample(range(len(items)), chance.randint(0, min(most, len(items)))))
    return [item for place, item in enumerate(items) if place in chosen]


def _options(terms: tuple[Term, ...], chance: Random) -> tuple[Option, ...]:
    found = [Option(term, chance.choice(_CERTAINTIES), _cited("kenmerken")) for term in _some(terms, 3, chance)]
    return tuple(sorted(found, key=lambda option: list(Certainty).index(option.certainty)))


def _coverage(groups: tuple[Term, ...], chance: Random) -> tuple[Coverage, ...]:
    return tuple(Coverage(group, chance.choice(_STATUSES), _cited("doelgroepen")) for group in _some(groups, 9, chance))


def _ages(chance: Random) -> tuple[AgeRange, ...]:
    """One certain range for most, with another reading for some; of one in ten the source does not tell."""
    if chance.random() < 0.1:
        return (AgeRange("standaard", None, Certainty.UNKNOWN, _cited("leeftijd")),)
    start = chance.choice((PREGNANCY_STARTS, 0, 0, 0, 12, 24, 48, 72, 144))
    end = min(OLDEST, 12 * max(start // 12 + 2, chance.choice((4, 5, 7, 12, 13, 18, 19, 23, 24))))
    found = [AgeRange("standaard", Months(start, end), Certainty.CERTAIN, _cited("leeftijd"))]
    if chance.random() < 0.25:
        found.append(
            AgeRange("ruimer", Months(start, min(OLDEST, end + 12)), chance.choice((Certainty.POSSIBLE, Certainty.CONFLICT)), _cited("leeftijd"))
        )
    return tuple(found)


def _statements(slug: str, name: str, chance: Random) -> tuple[Statement, ...]:
    """The goal and the approach, each stated once; of the approach sometimes a rival reading."""
    rows = [(_GOAL, True), (_APPROACH, True), *([(_APPROACH, False)] if chance.random() < 0.2 else [])]
    return tuple(
        Statement(
            field=field,
            field_label=label,
            label=label,
            value=f"Verzonnen: {_phrase(chance, 5)}",
            status="S",
            status_label="staat er zo",
            citation=_cited(label),
            preferred=preferred,
            reason="Verzonnen reden." if preferred else "",
            offering_slug=slug,
            about=name,
        )
        for (field, label), preferred in rows
    )


def _contradictions(slug: str, code: str, chance: Random) -> tuple[Contradiction, ...]:
    if chance.random() >= 0.1:
        return ()
    field = chance.choice(("VOG", "TRAINING", "LEEFTIJD"))
    readings = (ContradictionReading("Verzonnen lezing een", _cited("a")), ContradictionReading("Verzonnen lezing twee", _cited("b")))
    return (
        Contradiction(
            code=f"CV{code}",
            kind="CONTRADICTION",
            kind_label="bronnen spreken elkaar tegen",
            topic="Verzonnen tegenspraak",
            preferred="Verzonnen lezing een",
            reason="Verzonnen reden.",
            representation="Beide lezingen worden getoond.",
            message="Verzonnen melding.",
            question="",
            changes_money=False,
            field=field,
            offerings=(slug,),
            readings=readings,
        ),
    )

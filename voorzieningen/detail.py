"""What the page of one offering shows, as data: key facts, facts per section, tariffs in words, questions. Pure: no Django, no rules of price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voorzieningen.catalogue import AgeRange, Catalogue, Citation, Contradiction, Coverage, Offering, Option, ResultClaim, Statement, Term
from voorzieningen.key_facts import CERTAINTY_BADGES, NOT_STATED, KeyFact, Value, key_facts
from voorzieningen.tariff_detail import TariffDetail, tariff_details, tariff_questions

# Section: anchor, title, fields of its statements, and those of them that every offering should have: missing ones are shown as unknown.
SECTIONS = (
    ("doel", "Doel", ("DOEL",), ("DOEL",)),
    ("werkwijze", "Werkwijze", ("VORM", "AANBOD", "STEUNGEVER", "VERWIJZING", "MONITORING"), ("AANBOD", "STEUNGEVER", "VERWIJZING")),
    ("voor-wie", "Voor wie", ("DOELGROEP", "INSLUITING", "UITSLUITING", "LEEFTIJD"), ()),
    ("duur", "Duur en intensiteit", ("DUUR", "INTENSITEIT"), ("DUUR", "INTENSITEIT")),
    ("vrijwilligers", "Vrijwilligers", ("TRAINING", "SCREENING", "VOG"), ("TRAINING", "SCREENING", "VOG")),
    ("coordinator", "Coördinator en begeleiding", ("COORDINATOR", "WERKGEVER", "BEGELEIDING"), ("COORDINATOR", "WERKGEVER", "BEGELEIDING")),
    ("levering", "Levering en contractpartij", ("LEVERING", "UITVOERING"), ("LEVERING",)),
    ("tarief", "Tarief", ("TARIEF", "OFFERTE"), ()),
    ("resultaten", "Resultaten volgens betrokkenen", ("RESULTAAT",), ()),
    ("contact", "Contact en website", ("IDENTITEIT", "LIDMAATSCHAP", "CONTACT", "WEBSITE", "CONTEXT"), ("CONTACT", "WEBSITE")),
)
MISSING_LABELS = {
    "DOEL": "doel",
    "AANBOD": "werkwijze",
    "STEUNGEVER": "wie de steun geeft",
    "VERWIJZING": "verwijzing en werving",
    "DUUR": "duur",
    "INTENSITEIT": "intensiteit",
    "TRAINING": "training van vrijwilligers",
    "SCREENING": "screening van vrijwilligers",
    "VOG": "VOG",
    "COORDINATOR": "soort coördinator",
    "WERKGEVER": "werkgever van de coördinator",
    "BEGELEIDING": "begeleiding",
    "LEVERING": "leveringsmodel",
    "CONTACT": "e-mail",
    "WEBSITE": "website",
}
STATUS_TITLES = (
    ("INCLUDED", "Genoemd als doelgroep", ""),
    ("CONDITIONAL", "Genoemd, onder een voorwaarde", ""),
    ("POSSIBLE", "Mogelijk", "mogelijk"),
    ("CONFLICT", "Bronnen verschillen", "bronnen verschillen"),
    ("EXCLUDED", "Uitgesloten", ""),
)
STATUS_BADGES = {"C": "bronnen verschillen", "P": "bewering", "D": "afgeleid", "A": "onduidelijk", "T": "door een derde"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One topic with all its statements: `value` is the reading that is used, empty when no source states it."""

    topic: str
    value: str
    badge: str
    part: str  # the part of a combination it was said of, or the organisation; empty: the offering itself
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A term of one of the catalogue's lists that holds for the offering, with the row of each part of a combination."""

    label: str
    badge: str
    note: str
    citations: tuple[tuple[str, Citation], ...]  # name of the part (empty: the offering itself) and its citation


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    title: str
    badge: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; the template adds what is particular to it (`anchor` tells which it is)."""

    anchor: str
    title: str
    facts: tuple[Fact, ...]

    @property
    def has_more(self) -> bool:
        """Whether the section shows more than its facts, so that these need a heading of their own."""
        return self.anchor not in ("doel", "duur", "vrijwilligers")


@dataclass(frozen=True, slots=True)
class OfferingDetail:
    """Everything the page of an offering shows."""

    offering: Offering
    parts: tuple[Offering, ...]
    summary: str
    more: str
    key_facts: tuple[KeyFact, ...]
    sections: tuple[Section, ...]
    choices: tuple[tuple[str, str, tuple[Choice, ...]], ...]  # section, heading, choices
    coverage: tuple[CoverageGroup, ...]
    not_mentioned: tuple[Term, ...]
    age_ranges: tuple[tuple[AgeRange, str], ...]  # with the badge of its certainty
    tariffs: tuple[TariffDetail, ...]
    claims: tuple[tuple[str, ResultClaim], ...]  # with the name of the part
    contradictions: tuple[Contradiction, ...]
    questions: tuple[str, ...]


def describe(*, offering: Offering, catalogue: Catalogue) -> OfferingDetail:
    """The page of an offering. `catalogue` gives the parts of a combination and the target groups that nobody mentions."""
    parts = tuple(part for part in (catalogue.offering(slug) for slug in offering.parts) if part)
    summary, _, more = offering.characteristics.partition(". ")
    sections = tuple(Section(anchor, title, _facts(offering, fields, required)) for anchor, title, fields, required in SECTIONS)
    mentioned = {row.target_group.code for row in offering.coverage}
    return OfferingDetail(
        offering=offering,
        parts=parts,
        summary=summary if not more else f"{summary}.",
        more=more,
        key_facts=key_facts(offering=offering, parts=parts, intensity=_preferred_values(offering, "INTENSITEIT")),
        sections=sections,
        choices=(
            ("werkwijze", "Vorm van steun", _choices("support_forms", offering, parts)),
            ("coordinator", "Soort coördinator", _choices("coordinator_types", offering, parts)),
            ("coordinator", "Werkgever van de coördinator", _choices("employers", offering, parts)),
            ("levering", "Leveringsmodel", _choices("delivery_models", offering, parts)),
        ),
        coverage=_coverage(offering, parts),
        not_mentioned=tuple(term for term in catalogue.target_groups if term.code not in mentioned),
        age_ranges=tuple((ages, CERTAINTY_BADGES[ages.certainty]) for ages in offering.age_ranges),
        tariffs=tariff_details(offering),
        claims=tuple((_part_of(claim, parts), claim) for claim in offering.claims),
        contradictions=offering.contradictions,
        questions=_questions(offering, sections),
    )


def _facts(offering: Offering, fields: Sequence[str], required: Sequence[str]) -> tuple[Fact, ...]:
    """The statements grouped by what they are readings of, in the order of the fields; required fields without any are unknown facts."""
    grouped: dict[tuple[str, str, str], list[Statement]] = {}
    for field in fields:
        for statement in offering.statements:
            if statement.field == field:
                grouped.setdefault((field, _subject(statement, offering), statement.label), []).append(statement)
    stated = {field for field, _, _ in grouped}
    facts = [_fact(part, topic, statements) for (_, part, topic), statements in grouped.items()]
    return (*facts, *(Fact(MISSING_LABELS[field], "", "", "", ()) for field in required if field not in stated))


def _fact(part: str, topic: str, statements: Sequence[Statement]) -> Fact:
    """The preferred statement is the value; without one every reading is shown, because choosing is not ours."""
    ordered = tuple(sorted(statements, key=lambda statement: not statement.preferred))
    shown = ordered[:1] if ordered[0].preferred else ordered
    values = dict.fromkeys("" if statement.value.strip().lower() == NOT_STATED else statement.value for statement in shown)
    value = "; ".join(text for text in values if text)
    if any(statement.status == "C" for statement in ordered):
        return Fact(topic, value, STATUS_BADGES["C"], part, ordered)
    return Fact(topic, value, STATUS_BADGES.get(shown[0].status, "") if value else "", part, ordered)


def _subject(statement: Statement, offering: Offering) -> str:
    own = statement.offering_slug == offering.slug or statement.about in ("", offering.name, offering.organisation)
    return "" if own else statement.about


def _part_of(claim: ResultClaim, parts: Sequence[Offering]) -> str:
    return next((part.name for part in parts if claim in part.claims), "")


def _choices(name: str, offering: Offering, parts: Sequence[Offering]) -> tuple[Choice, ...]:
    def of(part: Offering) -> Iterable[Option]:
        options: tuple[Option, ...] = getattr(part, name)
        return options

    return tuple(
        Choice(
            label=option.term.label,
            badge=CERTAINTY_BADGES[option.certainty],
            note=option.note,
            citations=tuple((part.name, row.citation) for part in parts for row in of(part) if row.term.code == option.term.code)
            or (("", option.citation),),
        )
        for option in of(offering)
    )


def _coverage(offering: Offering, parts: Sequence[Offering]) -> tuple[CoverageGroup, ...]:
    def of_parts(row: Coverage) -> tuple[tuple[str, Citation], ...]:
        code = row.target_group.code
        return tuple((part.name, item.citation) for part in parts for item in part.coverage if item.target_group.code == code)

    groups = []
    for status, title, badge in STATUS_TITLES:
        rows = [row for row in offering.coverage if row.status == status]
        choices = tuple(Choice(row.target_group.label, badge, row.note, of_parts(row) or (("", row.citation),)) for row in rows)
        if choices:
            groups.append(CoverageGroup(title, badge, choices))
    return tuple(groups)


def _preferred_values(offering: Offering, field: str) -> tuple[Value, ...]:
    return tuple(
        Value(f"{fact.part}: {fact.value}" if fact.part else fact.value, fact.badge) for fact in _facts(offering, (field,), ()) if fact.value
    )


def _questions(offering: Offering, sections: Iterable[Section]) -> tuple[str, ...]:
    """What to ask: first what the sources disagree about, then what the tariff leaves open, then what no source states."""
    asked = [contradiction.question for contradiction in offering.contradictions if contradiction.question]
    asked += tariff_questions(offering)
    for section in sections:
        for fact in section.facts:
            # An address that no source gives is looked up, not asked of the one who should live there.
            if not fact.value and section.anchor != "contact":
                about = f"{fact.part}: {fact.topic}" if fact.part else fact.topic
                asked.append(f"{about[:1].upper()}{about[1:]}: dit staat niet in de bronnen. Hoe is het geregeld?")
    if not offering.age_ranges or all(ages.months is None for ages in offering.age_ranges):
        asked.append("Voor welke leeftijden is dit aanbod?")
    return tuple(dict.fromkeys(asked))

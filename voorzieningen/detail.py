"""What the page of one offering shows, as data: key facts, facts per section, tariffs in words, questions. Pure: no Django, no rules of price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Catalogue, Contradiction, Coverage, Offering, Option, ResultClaim, Statement, Term
from voorzieningen.claims import subject_of
from voorzieningen.evidence import LABELS, TOPICS, Evidence, evidence, evidence_of, group_evidence, options_of, searched
from voorzieningen.key_facts import CERTAINTY_BADGES, STATUS_BADGES, KeyFact, Value, age_values, key_facts, per_part
from voorzieningen.said import COVERAGES, is_not_stated, option_topic, statement_topics, subject
from voorzieningen.tariff_detail import TariffDetail, tariff_details, tariff_questions

# Section: anchor, title, fields of its statements, and those of them that every offering should have: missing ones are shown as unknown.
# The ages and the contracting party have a fact of their own, which opens to all statements about them.
SECTIONS = (
    ("doel", "Doel", ("DOEL",), ("DOEL",)),
    ("werkwijze", "Werkwijze", ("VORM", "AANBOD", "STEUNGEVER", "VERWIJZING", "MONITORING"), ("AANBOD", "STEUNGEVER", "VERWIJZING")),
    ("voor-wie", "Voor wie", ("DOELGROEP", "INSLUITING", "UITSLUITING"), ()),
    ("duur", "Hoe lang en hoe vaak", ("DUUR", "INTENSITEIT"), ("DUUR", "INTENSITEIT")),
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
    "DUUR": "duur van de begeleiding",
    "INTENSITEIT": "hoe vaak",
    "TRAINING": "training van vrijwilligers",
    "SCREENING": "screening van vrijwilligers",
    "VOG": "VOG vereist",
    "COORDINATOR": "soort coördinator",
    "WERKGEVER": "werkgever van de coördinator",
    "BEGELEIDING": "begeleiding",
    "LEVERING": "leveringsmodel",
    "CONTACT": "e-mail",
    "WEBSITE": "website",
}
# Where the terms of the catalogue's lists stand: section and name of the feature.
CHOICES = (("werkwijze", "vorm"), ("coordinator", "coordinator"), ("coordinator", "werkgever"), ("levering", "levering"))
COVERAGE_BADGES = {"POSSIBLE": "mogelijk", "CONFLICT": CERTAINTY_BADGES[Certainty.CONFLICT]}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with what it rests on: `values` is the reading that is used, empty when no source states it."""

    topic: str
    values: tuple[Value, ...]
    evidence: Evidence
    part: str = ""  # the part of a combination it was said of, or the organisation; empty: the offering itself

    @property
    def label(self) -> str:
        return f"{self.part}: {self.topic}" if self.part else self.topic


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
    choices: tuple[tuple[str, str, tuple[Fact, ...]], ...]  # section, heading, the terms
    ages: Fact
    coverage: tuple[Fact, ...]
    not_mentioned: tuple[Term, ...]
    contracting_party: Fact
    tariffs: tuple[tuple[TariffDetail, Evidence], ...]
    claims: tuple[tuple[str, ResultClaim], ...]  # with whom it is about when that is not the offering itself
    contradictions: tuple[Contradiction, ...]
    questions: tuple[str, ...]
    basis: dict[str, Evidence]  # of the values that the template words itself, by name of the feature


def describe(*, offering: Offering, catalogue: Catalogue) -> OfferingDetail:
    """The page of an offering. `catalogue` gives the parts of a combination, the target groups nobody mentions and what is about all offerings."""
    parts = tuple(part for part in (catalogue.offering(slug) for slug in offering.parts) if part)
    general = tuple(item for item in catalogue.contradictions if not item.offerings)
    summary, _, more = offering.characteristics.partition(". ")
    sections = tuple(Section(anchor, title, _facts(offering, fields, required, general)) for anchor, title, fields, required in SECTIONS)
    mentioned = {row.target_group.code for row in offering.coverage}
    return OfferingDetail(
        offering=offering,
        parts=parts,
        summary=summary if not more else f"{summary}.",
        more=more,
        key_facts=key_facts(offering=offering, parts=parts, general=general),
        sections=sections,
        choices=tuple((anchor, LABELS[name], _choices(offering, name)) for anchor, name in CHOICES),
        ages=Fact(LABELS["leeftijd"], per_part(offering, parts, age_values), evidence(offering, "leeftijd")),
        coverage=_coverage(offering),
        not_mentioned=tuple(term for term in catalogue.target_groups if term.code not in mentioned),
        contracting_party=Fact(LABELS["contractpartij"], _one(offering.contracting_party), evidence(offering, "contractpartij")),
        tariffs=tuple((item, evidence(offering, "tarief", item.tariff, general)) for item in tariff_details(offering)),
        claims=tuple((subject_of(claim, offering), claim) for claim in offering.claims),
        contradictions=offering.contradictions,
        questions=_questions(offering, sections),
        basis={name: evidence(offering, name, None, general) for name in ("naam", "kenmerken", "email", "website", "collectief", "resultaten")},
    )


def _one(text: str) -> tuple[Value, ...]:
    return (Value(text),) if text else ()


def _facts(offering: Offering, fields: Sequence[str], required: Sequence[str], general: Sequence[Contradiction]) -> tuple[Fact, ...]:
    """The statements grouped by what they are readings of, in the order of the fields; required fields without any are unknown facts."""
    grouped: dict[tuple[str, str, str], list[Statement]] = {}
    for field in fields:
        for statement in offering.statements:
            if statement.field == field and statement.label not in TOPICS["contractpartij"]:
                grouped.setdefault((field, subject(statement, offering), statement.label), []).append(statement)
    stated = {field for field, _, _ in grouped}
    facts = [_fact(offering, statements, general) for statements in grouped.values()]
    missing = (MISSING_LABELS[field] for field in required if field not in stated)
    return (*facts, *(Fact(label, (), searched(offering, label)) for label in missing))


def _fact(offering: Offering, statements: Sequence[Statement], general: Sequence[Contradiction]) -> Fact:
    """The preferred statement is the value; without one every reading is shown, because choosing is not ours."""
    [topic] = statement_topics(offering, statements)
    ordered = sorted(statements, key=lambda statement: not statement.preferred)
    shown = ordered[:1] if ordered[0].preferred else ordered
    text = "; ".join(dict.fromkeys(statement.value for statement in shown if not is_not_stated(statement)))
    basis = evidence_of(offering, topic, general)
    badge = STATUS_BADGES.get(shown[0].status, "")
    return Fact(topic.label, (Value(text, _unless_told(badge, basis)),) if text else (), basis, topic.about)


def _unless_told(badge: str, basis: Evidence) -> str:
    """The badge of a value, unless what it opens to has that badge already."""
    return "" if badge in basis.badges else badge


def _choices(offering: Offering, name: str) -> tuple[Fact, ...]:
    """The terms of a list, each with how certainly it holds. A term that the sources leave open is unknown, and so is a list without terms."""
    return tuple(_choice(offering, option) for option in options_of(offering, name)) or (Fact(LABELS[name], (), evidence(offering, name)),)


def _choice(offering: Offering, option: Option) -> Fact:
    topic = option_topic(offering, option)
    basis = evidence_of(offering, topic)
    if option.certainty is Certainty.UNKNOWN:
        return Fact(topic.label, (), basis)
    badge = CERTAINTY_BADGES[option.certainty]
    return Fact(topic.label, (Value("" if badge else topic.rivals[0].status, _unless_told(badge, basis)),), basis)


def _coverage(offering: Offering) -> tuple[Fact, ...]:
    """The target groups that the sources mention, those that are included first."""
    order = list(COVERAGES)
    return tuple(_group(offering, row) for row in sorted(offering.coverage, key=lambda row: order.index(row.status)))


def _group(offering: Offering, row: Coverage) -> Fact:
    basis = group_evidence(offering, row)
    badge = COVERAGE_BADGES.get(row.status, "")
    return Fact(row.target_group.label, (Value("" if badge else COVERAGES[row.status], _unless_told(badge, basis)),), basis)


def _questions(offering: Offering, sections: Iterable[Section]) -> tuple[str, ...]:
    """What to ask: first what the sources disagree about, then what the tariff leaves open, then what no source states."""
    asked = [contradiction.question for contradiction in offering.contradictions if contradiction.question]
    asked += tariff_questions(offering)
    for section in sections:
        for fact in section.facts:
            # An address that no source gives is looked up, not asked of the one who should live there; the tariff has its own questions.
            if not fact.values and section.anchor not in ("contact", "tarief"):
                asked.append(f"{fact.label[:1].upper()}{fact.label[1:]}: dit staat niet in de bronnen. Hoe is het geregeld?")
    if not offering.age_ranges or all(ages.months is None for ages in offering.age_ranges):
        asked.append("Voor welke leeftijden is dit aanbod?")
    return tuple(dict.fromkeys(asked))

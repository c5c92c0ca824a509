"""What a displayed value of an offering rests on: who says it and where, which reading is used and why, and what contradicts it. Pure: no Django.

The rules stand in `evidence`; how the rows of the catalogue become statements stands in `said`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voorzieningen.catalogue import Citation, Contradiction, Coverage, Offering, Option, Source, Statement, Tariff
from voorzieningen.said import (
    DIFFER,
    NOT_FOUND,
    NOT_STATED,
    OWN_INPUT,
    PORTAL,
    TARIFF_FIELDS,
    Said,
    Topic,
    age_topics,
    coverage_topic,
    has_price,
    is_about_tariff,
    option_topic,
    payer_disputes,
    payer_topics,
    rests_on_words,
    statement_topics,
    tariff_topics,
)

# What a contradiction is called at the value it is about, the most serious kind first.
BADGES = {
    "CONTRADICTION": DIFFER,
    "AMBIGUITY": "op meer manieren te lezen",
    "SOURCE_ERROR": "fout in de bron",
    "MISSING": "ontbreekt in de bronnen",
    "NOT_COMPARABLE": "niet te vergelijken",
    "SCOPE": "andere afbakening",
}
# Every feature by the name it has in addresses and files: how it is called on screen, and the fields of the statements about it.
FEATURES: dict[str, tuple[str, tuple[str, ...]]] = {
    "naam": ("Naam", ("IDENTITEIT",)),
    "kenmerken": ("Kenmerken", ("IDENTITEIT",)),  # what it is, so also what it is called
    "doelgroepen": ("Doelgroepen", ("DOELGROEP",)),
    "leeftijd": ("Leeftijd van het kind", ("LEEFTIJD",)),
    "vorm": ("Vorm van steun", ("VORM",)),
    "duur": ("Duur van de begeleiding", ("DUUR",)),
    "intensiteit": ("Hoe vaak", ("INTENSITEIT",)),
    "training": ("Training van vrijwilligers", ("TRAINING",)),
    "screening": ("Screening van vrijwilligers", ("SCREENING",)),
    "vog": ("VOG vereist", ("VOG",)),
    "coordinator": ("Coördinator", ("COORDINATOR",)),
    "werkgever": ("Werkgever van de coördinator", ("WERKGEVER",)),
    "begeleiding": ("Begeleiding", ("BEGELEIDING",)),
    "levering": ("Leveringsmodel", ("LEVERING",)),
    "contractpartij": ("Contractpartij", ("LEVERING",)),
    "collectief": ("Lid van het Collectief", ("LIDMAATSCHAP",)),
    "tarief": ("Tarief in woorden", ("TARIEF",)),
    "betaler": ("Wie betaalt", ("TARIEF",)),
    "resultaten": ("Resultaten volgens betrokkenen", ("RESULTAAT",)),
    "email": ("E-mail", ("CONTACT",)),
    "website": ("Website", ("WEBSITE",)),
}
LABELS = {name: label for name, (label, _) in FEATURES.items()}
# Values that are stored with the offering itself: without a statement they rest on its own citation.
_STORED = {
    "naam": ("name",),
    "duur": ("duration_months_min", "duration_months_max", "preparation_months_min", "preparation_months_max"),
    "training": ("volunteer_training",),
    "vog": ("vog",),
    "contractpartij": ("contracting_party",),
    "collectief": ("in_collective",),
    "email": ("email", "email_note"),
    "website": ("website",),
}
_OPTIONS = {"vorm": "support_forms", "coordinator": "coordinator_types", "werkgever": "employers", "levering": "delivery_models"}
_ASK = "Geen van deze bronnen noemt dit. Vraag het na bij de aanbieder."
# Features that have only some of the statements of their field, by topic; the other features of the field have the rest.
TOPICS = {
    "contractpartij": {"contractpartij"},
    "betaler": {"financiering", "fondsen", "wie betaalt de coördinator"},
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statements behind one value and the contradictions about it. `is_silent`: nothing is said; the topic names the sources searched."""

    topics: tuple[Topic, ...]
    contradictions: tuple[Contradiction, ...] = ()
    is_silent: bool = False

    @property
    def differs(self) -> bool:
        """Whether sources disagree. An ambiguity is one source that can be read in two ways: then they do not."""
        disputed = any(said.status == DIFFER for topic in self.topics for said in topic.rivals)
        return disputed or any(item.kind == "CONTRADICTION" for item in self.contradictions)

    @property
    def badges(self) -> tuple[str, ...]:
        """What is wrong with the value in words, each once, the most serious first."""
        kinds = {item.kind for item in self.contradictions} | ({"CONTRADICTION"} if self.differs else set())
        return tuple(words for kind, words in BADGES.items() if kind in kinds)

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sources that are named, in order of use, each once; when nothing is said those that were searched."""
        return tuple(dict.fromkeys(citation.source for topic in self.topics for citation in topic.citations))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that say something about it."""
        return () if self.is_silent else self.cited


def evidence(offering: Offering, name: str, tariff: Tariff | None = None, general: Sequence[Contradiction] = ()) -> Evidence:
    """What the value of a feature (a key of FEATURES) rests on.

    - first the rows of the catalogue that the value was read from (options, coverage, ages, tariff), then what the sources say in words
    - a value with neither rests on the citation of the offering itself, an unknown value on the sources that were searched
    - a contradiction is about the value when it is about one of its fields, or reads the very words that the value rests on
    `general` are contradictions about the whole catalogue, for pages that show those at each value.
    """
    fields = (TARIFF_FIELDS[tariff.kind],) if name == "tarief" and tariff else FEATURES[name][1]
    statements = _statements(offering, name, fields)
    if name == "tarief" and tariff is not None:
        statements = [statement for statement in statements if is_about_tariff(statement, tariff)]
    topics = (*_rows(offering, name, tariff), *statement_topics(offering, statements))
    if name == "betaler":
        contradictions = payer_disputes(offering, tariff, tariff.components) if tariff else ()
    else:
        contradictions = _about(offering, fields, topics, () if name == "tarief" and not has_price(tariff) else general)
        if name == "tarief" and tariff is not None and tariff.kind == "OFFERTE":
            contradictions = tuple(item for item in contradictions if _reads(item, tariff.citation.source))
    if topics:
        return Evidence(topics, contradictions)
    if stored := _stored(offering, name):
        return Evidence(stored, contradictions)
    return replace(searched(offering, LABELS[name]), contradictions=contradictions)


def evidence_of(offering: Offering, topic: Topic, general: Sequence[Contradiction] = ()) -> Evidence:
    """What one topic rests on by itself: only the contradictions that read its very words."""
    return Evidence((topic,), _about(offering, (), (topic,), general))


def group_evidence(offering: Offering, row: Coverage) -> Evidence:
    """What is said of one target group, with the contradictions about that group."""
    disputes = _about_group(offering, row)
    return Evidence((coverage_topic(row, disputes),), disputes)


def options_of(offering: Offering, name: str) -> tuple[Option, ...]:
    """The terms of the list that a feature is chosen from: vorm, coordinator, werkgever or levering."""
    options: tuple[Option, ...] = getattr(offering, _OPTIONS[name])
    return options


def searched(offering: Offering, label: str) -> Evidence:
    """What an unknown value rests on: every document that says something else about the offering was searched for it."""
    citations = [row.citation for rows in (offering.statements, offering.coverage, offering.age_ranges, offering.tariffs) for row in rows]
    citations += [offering.citation] if offering.citation else []
    sources = dict.fromkeys(citation.source for citation in citations if citation.source.speaker not in (PORTAL, OWN_INPUT))
    first = Said(NOT_STATED, NOT_FOUND, Citation(next(iter(sources))), True, _ASK) if sources else None
    others = (Said(NOT_STATED, NOT_FOUND, Citation(source)) for source in list(sources)[1:])
    return Evidence((Topic(label, (first, *others)),) if first else (), is_silent=True)


def _rows(offering: Offering, name: str, tariff: Tariff | None) -> tuple[Topic, ...]:
    """The rows that a value is read from, for the features that have rows."""
    if name in _OPTIONS:
        return tuple(option_topic(offering, option) for option in options_of(offering, name))
    if name == "leeftijd":
        return age_topics(offering, LABELS[name])
    if name == "doelgroepen":
        return tuple(coverage_topic(row, _about_group(offering, row)) for row in offering.coverage)
    if name == "kenmerken" and offering.characteristics and offering.citation:
        return (Topic("Samenvatting", (_summary(offering.citation),)),)
    if tariff is None:
        return ()
    return tariff_topics(offering, tariff) if name == "tarief" else payer_topics(offering, tariff) if name == "betaler" else ()


def _summary(citation: Citation) -> Said:
    return Said("in onze eigen woorden", "door ons samengevat", citation, True, "De kern van wat deze bron hier over het aanbod zegt.")


def _statements(offering: Offering, name: str, fields: Sequence[str]) -> Iterable[Statement]:
    """The statements about a feature. Those about target groups are not readings of one group and stand on the page of the offering."""
    if name == "doelgroepen" and offering.coverage:
        return ()
    found = [statement for statement in offering.statements if statement.field in fields]
    if name in TOPICS:
        return [statement for statement in found if statement.label in TOPICS[name]]
    return [statement for statement in found if name != "levering" or statement.label not in TOPICS["contractpartij"]]


def _stored(offering: Offering, name: str) -> tuple[Topic, ...]:
    """A value that is kept with the offering and that no statement is about rests on the citation of the offering."""
    if offering.citation is None or all(getattr(offering, field) in (None, "") for field in _STORED.get(name, ())):
        return ()
    said = Said("zoals hier vermeld", "vastgelegd bij het aanbod", offering.citation, True, "Geen bron zegt iets anders.")
    return (Topic(LABELS[name], (said,)),)


# --- contradictions --------------------------------------------------------------------------------------------------------------------------


def _about(offering: Offering, fields: Sequence[str], topics: Sequence[Topic], general: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    citations = [citation for topic in topics for citation in topic.citations]
    return tuple(item for item in (*offering.contradictions, *general) if item.field in fields or rests_on_words(item, citations))


def _reads(contradiction: Contradiction, source: Source) -> bool:
    """Whether one of its readings is of this document."""
    return any(reading.citation.source == source for reading in contradiction.readings)


def _about_group(offering: Offering, row: Coverage) -> tuple[Contradiction, ...]:
    """Those that name the group, those about all groups, and those about something else that read the very words of the row."""

    def is_about(item: Contradiction) -> bool:
        if item.target_groups:
            return row.target_group.code in item.target_groups
        return item.field == "DOELGROEP" or rests_on_words(item, [row.citation])

    return tuple(item for item in offering.contradictions if is_about(item))

"""One thing that one source says and the topic it is a reading of, made from statements and from the cited rows of the catalogue. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voorzieningen.ages import Certainty, months_nl
from voorzieningen.catalogue import (
    AgeRange,
    Citation,
    Contradiction,
    Coverage,
    Offering,
    Option,
    Statement,
    Tariff,
    TariffComponent,
    TariffReading,
)
from voorzieningen.money import EuroRange, number_nl, range_nl

NOT_STATED = "niet vermeld"
NOT_FOUND = "niet gevonden"  # the status of a source that was searched in vain
DIFFER = "bronnen verschillen"
# How the kinds of speaker of a source are called that matter here (Source.Speaker).
THIRD_PARTY = "derde"
PORTAL = "dit portaal"
OWN_INPUT = "eigen invoer"  # a source that a visitor typed in: it is no document that was searched

# The status of a row in words, and why such a row is the reading that is used when no contradiction gives a better reason.
CERTAINTIES = {Certainty.CERTAIN: "zeker", Certainty.POSSIBLE: "mogelijk", Certainty.CONFLICT: DIFFER, Certainty.UNKNOWN: NOT_STATED}
COVERAGES = {
    "INCLUDED": "genoemd als doelgroep",
    "CONDITIONAL": "genoemd, onder een voorwaarde",
    "POSSIBLE": "mogelijk",
    "CONFLICT": DIFFER,
    "EXCLUDED": "uitgesloten",
}
BASES = {"STATED": "staat in de bron", "DERIVED": "door ons afgeleid", "ASSUMPTION": "aanname", "NOT_STATED": NOT_STATED}
TARIFF_FIELDS = {"LIJSTPRIJS": "TARIEF", "OFFERTE": "OFFERTE"}  # the field of the statements about a tariff, by its kind
_UNDISPUTED = "Geen bron zegt iets anders."
_REASONS = {
    "mogelijk": "De bron zegt dit niet met zekerheid. Vraag het na.",
    "genoemd, onder een voorwaarde": "De bron noemt een voorwaarde.",
    DIFFER: "Bronnen spreken elkaar tegen; het portaal kiest niet. Vraag het na.",
    NOT_STATED: "De bronnen zeggen dit niet. Vraag het na bij de aanbieder.",
    "door ons afgeleid": "Door ons afgeleid; geen bron zegt iets anders.",
    "aanname": "Een aanname, omdat de bron dit openlaat. Vraag het na.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that one source says. `status` says in words how firm it is; a preferred one has a reason, hearsay is never preferred."""

    value: str
    status: str
    citation: Citation
    is_preferred: bool = False
    reason: str = ""
    note: str = ""
    is_hearsay: bool = False  # said by a third party


@dataclass(frozen=True, slots=True)
class Topic:
    """Rival readings of one thing, the preferred one first. `about` is the part of a combination or the organisation; empty: the offering itself."""

    label: str
    rivals: tuple[Said, ...]
    about: str = ""

    @property
    def is_hearsay(self) -> bool:
        """Whether only third parties speak: then no reading is preferred and the topic is nobody's value."""
        return all(said.is_hearsay for said in self.rivals)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(said.citation for said in self.rivals)


def rests_on_words(contradiction: Contradiction, citations: Iterable[Citation]) -> bool:
    """Whether one of its readings quotes the same words of the same source. What is missing from the sources is about no words."""
    quoted = [citation for citation in citations if citation.quote]
    return contradiction.kind != "MISSING" and any(_same_words(item.citation, citation) for item in contradiction.readings for citation in quoted)


def _same_words(one: Citation, other: Citation) -> bool:
    return bool(one.quote) and one.source.slug == other.source.slug and (one.quote in other.quote or other.quote in one.quote)


def subject(statement: Statement, offering: Offering) -> str:
    """Whom a statement is about: empty for the offering itself, otherwise the part of the combination."""
    own = statement.offering_slug == offering.slug or statement.about in ("", offering.name, offering.organisation)
    return "" if own else statement.about


def is_not_stated(statement: Statement) -> bool:
    """Whether the statement says that the source does not tell."""
    return statement.value.strip().lower() == NOT_STATED


def statement_topics(offering: Offering, statements: Iterable[Statement]) -> tuple[Topic, ...]:
    """The statements, those about the same thing (field, label and subject) together."""
    grouped: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        grouped.setdefault((statement.field, subject(statement, offering), statement.label), []).append(statement)
    return tuple(
        Topic(label, tuple(_statement(statement) for statement in sorted(rivals, key=lambda statement: not statement.preferred)), about)
        for (_, about, label), rivals in grouped.items()
    )


def _statement(statement: Statement) -> Said:
    status = NOT_FOUND if is_not_stated(statement) else statement.status_label
    reason = statement.reason if statement.preferred else ""
    return Said(statement.value, status, statement.citation, statement.preferred, reason, statement.note, statement.status == "T")


# --- rows: each stands alone, so it is its own preferred reading unless only a third party says it -----------------------------------------


def _row(value: str, status: str, citation: Citation, note: str, disputes: Sequence[Contradiction], reason: str = "") -> Said:
    """A row of the catalogue. `disputes` are the contradictions about it: their reason goes before that of the row."""
    if citation.source.speaker == THIRD_PARTY:
        return Said(value, f"{status}; door een derde gezegd", citation, note=note, is_hearsay=True)
    why = disputes[0].reason if disputes else reason or _REASONS.get(status, _UNDISPUTED)
    return Said(value, status, citation, True, why, note)


def _disputes(offering: Offering, citation: Citation) -> list[Contradiction]:
    return [item for item in offering.contradictions if rests_on_words(item, [citation])]


def option_topic(offering: Offering, option: Option) -> Topic:
    """A term of one of the lists and how certainly it holds."""
    label = option.term.label
    return Topic(label, (_row(label, CERTAINTIES[option.certainty], option.citation, option.note, _disputes(offering, option.citation)),))


def coverage_topic(row: Coverage, disputes: Sequence[Contradiction]) -> Topic:
    """What is said of one target group."""
    label = row.target_group.label
    return Topic(label, (_row(label, COVERAGES[row.status], row.citation, row.note, disputes),))


def age_topics(offering: Offering, label: str) -> tuple[Topic, ...]:
    """The ages: a certain range with its rivals behind it, for a combination per part. The ranges of each part are certain first."""
    disputes = offering.contradictions_about("LEEFTIJD")
    topics: list[Topic] = []
    for ages in offering.age_ranges:
        about, variant = _part_and_variant(ages, offering)
        said = _row(
            months_nl(ages.months) if ages.months else NOT_STATED,
            CERTAINTIES[ages.certainty],
            ages.citation,
            f"{variant}: {ages.note}" if ages.note else variant,
            disputes,
        )
        if topics and topics[-1].about == about and ages.certainty is not Certainty.CERTAIN:
            rival = Said(said.value, said.status, said.citation, note=said.note, is_hearsay=said.is_hearsay)
            topics[-1] = Topic(label, (*topics[-1].rivals, rival), about)
        else:
            topics.append(Topic(label, (said,), about))
    return tuple(topics)


def _part_and_variant(ages: AgeRange, offering: Offering) -> tuple[str, str]:
    """A combination names the part before the variant (see `combination`)."""
    part, _, variant = ages.variant.partition(": ")
    return (part, variant) if offering.is_combination and variant else ("", ages.variant)


# --- tariffs -------------------------------------------------------------------------------------------------------------------------------


def has_price(tariff: Tariff | None) -> bool:
    """Whether any row of the tariff gives something to calculate with."""
    return tariff is not None and any(component.type != "UNKNOWN" for component in tariff.components)


def is_about_tariff(statement: Statement, tariff: Tariff) -> bool:
    """Whether a statement is about this tariff. What is said of an offer is said of the one in the same document."""
    if statement.field != TARIFF_FIELDS[tariff.kind]:
        return False
    return tariff.kind != "OFFERTE" or statement.citation.source == tariff.citation.source


def tariff_topics(offering: Offering, tariff: Tariff) -> tuple[Topic, ...]:
    """The tariff as a whole, the ways to read it and, when no statement tells the amounts, every row that holds in the readings used."""
    readings = (_reading_topic(tariff, group) for group in tariff.ambiguities)
    rows = () if any(is_about_tariff(statement, tariff) for statement in offering.statements) else _used(tariff)
    return (Topic(tariff.name, (_whole(tariff),)), *readings, *(component_topic(offering, component) for component in rows))


def _whole(tariff: Tariff) -> Said:
    if not has_price(tariff):
        return _row(tariff.name, NOT_STATED, tariff.citation, "", ())
    use = "Hiermee rekent het portaal als u niets anders kiest." if tariff.is_default else "Hiermee rekent het portaal alleen als u dit kiest."
    return _row(tariff.name, BASES["STATED"], tariff.citation, f"Prijspeil {tariff.price_level_year or NOT_STATED}.", (), use)


def _used(tariff: Tariff) -> list[TariffComponent]:
    """The rows that hold in every reading or in a preferred one."""
    unused = {reading.code for reading in tariff.readings if not reading.preferred}
    return [component for component in tariff.components if component.reading not in unused]


def _reading_topic(tariff: Tariff, group: Sequence[TariffReading]) -> Topic:
    code = group[0].contradiction
    return Topic(f"Lezing van het tarief ({code})" if code else "Lezing van het tarief", tuple(_reading(tariff, reading) for reading in group))


def _reading(tariff: Tariff, reading: TariffReading) -> Said:
    citation = reading.citation or tariff.citation
    if reading.preferred:
        return Said(reading.text, "zo gelezen", citation, True, f"{reading.reason} In de vergelijking kunt u een andere lezing kiezen.")
    return Said(reading.text, "ook zo te lezen", citation, note=reading.reason)


def component_topic(offering: Offering, component: TariffComponent) -> Topic:
    words = component.unit_label
    if component.low is not None and component.high is not None:
        words = f"{range_nl(EuroRange(component.low, component.high))} {words}"
    elif component.hours is not None and not words[:1].isdigit():
        words = f"{number_nl(component.hours.normalize())} {words}"
    status = NOT_STATED if component.type == "UNKNOWN" else BASES[component.basis]
    disputes = _disputes(offering, component.citation)
    return Topic(component.label, (_row(words, status, component.citation, component.basis_note, disputes),))


def payer_topics(offering: Offering, tariff: Tariff) -> tuple[Topic, ...]:
    """Who pays each row of the tariff that costs something."""
    rows = [row for row in _used(tariff) if row.role == "COST" and row.type != "UNKNOWN"]
    return tuple(
        Topic(row.label, (_row(row.payer_label, BASES[row.payer_basis], row.citation, "", payer_disputes(offering, tariff, [row])),)) for row in rows
    )


def payer_disputes(offering: Offering, tariff: Tariff, rows: Iterable[TariffComponent]) -> tuple[Contradiction, ...]:
    """The contradictions that a reading of the tariff answers with another payer of these rows; the others about a tariff are about amounts."""
    codes = {row.code for row in rows}
    about = {reading.contradiction for reading in tariff.readings for change in reading.changes if change.payer and change.component in codes}
    return tuple(item for item in offering.contradictions if item.code in about)

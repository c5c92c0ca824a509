"""Quality and safety side by side: what the sources say of each offering, topic by topic. Nothing is weighed, and what is not stated says so."""

from __future__ import annotations

from dataclasses import dataclass

from procurement.features import Feature
from procurement.sheet import Column, Sheet
from voorzieningen.catalogue import Offering, Source
from voorzieningen.key_facts import stated_values
from voorzieningen.said import NOT_STATED


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources say of one topic at one offering. `is_unknown`: none of them says anything."""

    text: str
    is_unknown: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One offering with an answer per topic."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """The table: its topics and its rows, and the topics that the catalogue has no answers about at all."""

    topics: tuple[str, ...]
    rows: tuple[QualityRow, ...]
    not_kept: tuple[str, ...] = ("klachten en een klachtenregeling", "de meldcode")


MOST_STATED = 3  # of one topic; how many there are besides is said

_TOPICS = (
    ("VOG", "vog", ""),
    ("Screening", "", "SCREENING"),
    ("Training van vrijwilligers", "training", "TRAINING"),
    ("Begeleiding", "begeleiding", ""),
    ("Coördinator", "coordinator", ""),
    ("Volgen en meten", "", "MONITORING"),
)


def find_quality(sheet: Sheet) -> Quality:
    """A row for each compared offering, each once: its tariffs do not differ in this."""
    columns = {column.priced.offering.slug: column for column in reversed(sheet.columns)}
    rows = [QualityRow(offering.name, _answers(columns[offering.slug], offering)) for offering in sheet.offerings]
    return Quality(tuple(title for title, _, _ in _TOPICS), tuple(rows))


def _answers(column: Column, offering: Offering) -> tuple[Answer, ...]:
    features = {feature.name: feature for feature in column.features}
    return tuple(_answer(features.get(name), offering, field) for _, name, field in _TOPICS)


def _answer(feature: Feature | None, offering: Offering, field: str) -> Answer:
    """The feature, and what the statements add to it. A statement that the feature says already is not repeated."""
    known = feature is not None and not feature.is_unknown
    texts = [feature.text] if feature is not None and known else []
    sources = list(feature.sources) if feature is not None and known else []
    if field:
        values = [value for value in stated_values(offering, field) if value.text.lower() not in (text.lower() for text in texts)]
        # "Ja" and "ja, vier avonden" say it once.
        texts = [text for text in texts if not any(value.text.lower().startswith(text.lower()) for value in values[:MOST_STATED])]
        texts += [f"{value.text} ({value.badge})" if value.badge else value.text for value in values[:MOST_STATED]]
        texts += [f"en nog {len(values) - MOST_STATED} in de catalogus"] if len(values) > MOST_STATED else []
        sources += [statement.citation.source for statement in offering.about(field) if statement.preferred] if values else []
    if not texts:
        return Answer(feature.text if feature is not None else NOT_STATED, True, ())
    return Answer("; ".join(texts), False, tuple(dict.fromkeys(sources)))

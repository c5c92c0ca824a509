"""The overview as CSV: a row per offering, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procurement.exports.spreadsheet_csv import csv_file, text_cell
from procurement.features import Feature, features
from procurement.fit import OfferingFit
from voorzieningen.catalogue import Citation, Offering, Source

FEATURES = ("leeftijd", "vorm", "levering", "coordinator", "werkgever", "training", "vog", "collectief", "tarief")
UNKNOWN = "onbekend"
STATUS_WORDS = {
    "INCLUDED": "",
    "CONDITIONAL": " (onder voorwaarde)",
    "POSSIBLE": " (mogelijk)",
    "CONFLICT": " (bronnen verschillen)",
    "EXCLUDED": " (niet)",
}


def overview_csv(fits: Iterable[OfferingFit]) -> bytes:
    """All offerings in the order given, those that fall out included: the verdict stands in the row, with its reasons."""
    rows = [list(_cells(fit)) for fit in fits]
    headings = [name for row in rows[:1] for name, _ in row]
    return csv_file([headings, *([text_cell(value) for _, value in row] for row in rows)] if rows else [])


def _cells(fit: OfferingFit) -> Iterator[tuple[str, str]]:
    """(heading, text) of every cell, each fact followed by its source."""
    offering = fit.offering
    yield "sleutel", offering.slug
    yield "naam", offering.name
    yield "organisatie", offering.organisation or ("combinatie" if offering.is_combination else UNKNOWN)
    yield "oordeel", str(fit.verdict)
    yield "antwoorden", " | ".join(f"{answer.label}: {answer.precise.words}" for answer in fit.answers)
    yield "redenen", " | ".join(f"{answer.label}: {answer.reason}" for answer in fit.answers)
    yield "doelgroepen", "; ".join(f"{row.target_group.label}{STATUS_WORDS[row.status]}" for row in offering.coverage) or UNKNOWN
    yield "bron doelgroepen", _places(row.citation for row in offering.coverage)
    yield "kenmerken", offering.characteristics or UNKNOWN
    for feature in _features(offering):
        yield feature.label.lower(), UNKNOWN if feature.is_unknown and feature.name != "tarief" else feature.text
        yield f"bron {feature.label.lower()}", _titles(feature.sources)
        yield f"bronnen verschillen: {feature.label.lower()}", "ja" if feature.differs else "nee"


def _features(offering: Offering) -> Iterable[Feature]:
    by_name = {feature.name: feature for feature in features(offering, offering.default_tariff)}
    return (by_name[name] for name in FEATURES)


def _places(citations: Iterable[Citation]) -> str:
    return "; ".join(dict.fromkeys(f"{citation.source.title}, {citation.place}".rstrip(", ") for citation in citations)) or "geen bron vermeldt dit"


def _titles(sources: Iterable[Source]) -> str:
    return "; ".join(source.title for source in sources) or "geen bron vermeldt dit"

"""The overview as a CSV file that a Dutch spreadsheet opens as a table: semicolons, UTF-8 with a mark, formulas disarmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from procurement.features import Feature, features
from procurement.fit import OfferingFit
from voorzieningen.catalogue import Citation, Offering, Source

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
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
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows = [list(_cells(fit)) for fit in fits]
    writer.writerow(name for name, _ in rows[0]) if rows else None
    writer.writerows([_disarmed(value) for _, value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _disarmed(value: str) -> str:
    """A spreadsheet must not take a text for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _cells(fit: OfferingFit) -> Iterator[tuple[str, str]]:
    """(heading, text) of every cell, each fact followed by its source."""
    offering = fit.offering
    yield "sleutel", offering.slug
    yield "naam", offering.name
    yield "organisatie", offering.organisation or ("combinatie" if offering.is_combination else UNKNOWN)
    yield "oordeel", str(fit.verdict)
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

"""Everything that a frozen report keeps besides its PDF, as JSON, with the check code that tells whether it is still the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

from procurement.advice.edition import Edition
from procurement.changes import take_record
from procurement.exports.comparison_json import comparison_data
from procurement.exports.coverage_json import coverage_answer
from procurement.exports.report import Report
from procurement.features import Feature
from procurement.pricing import Priced
from voorzieningen.catalogue import Citation, Source

VERSION = 1
# Texts of the report that stand in the edition and are told by themselves.
_TOLD = frozenset({"texts", "exclusions", "logo", "frozen"})


def frozen_data(report: Report, *, software_version: str) -> dict[str, Any]:
    """The data of a report that becomes final: scenario, tariffs, statements, texts, totals, and what it was all found with.

    Amounts and fractions are text, days are ISO, unknown is null. A source is named by its slug and described once. Own offers are in it.
    """
    sheet, edition = report.sheet, report.edition
    return {
        "version": VERSION,
        "software": software_version,
        "peildatum": report.reference_day.isoformat(),
        "datum": report.dated.isoformat(),
        "titel": report.title,
        "uitgave": _edition(edition),
        "scenario": sheet.question.parameters,
        "vraag": sheet.question.query,
        "uitgangspunten": as_json(sheet.question.inputs),
        "gemeente": as_json(sheet.question.municipality),
        "tarieven": [_tariff(priced) for priced in _priced(report)],
        "uitspraken": _statements(report),
        "tegenspraken": as_json(report.contradictions),
        "bronnen": [_source(source) for source in report.sources],
        "teksten": _texts(report),
        "uitsluitingen": dict(edition.exclusions),
        "vergelijking": comparison_data(sheet, report.reference_day),
        "dekking": coverage_answer(sheet, report.reference_day),
        "stand": take_record(sheet, reference_day=report.reference_day),
    }


def canonical(data: Mapping[str, Any]) -> bytes:
    """The one way to write these data: sorted keys, no spaces, UTF-8. Raises ValueError for what JSON has no value for."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def check_code(data: Mapping[str, Any]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the canonical JSON, in groups of four: "ab12-34cd-56ef-7890"."""
    digits = sha256(canonical(data)).hexdigest()[:16]
    return "-".join(digits[place : place + 4] for place in range(0, 16, 4))


def as_json(value: Any) -> Any:
    """Frozen values of the core as JSON. Raises TypeError for anything else, so that nothing is written as its Python words."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return as_json(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Citation):
        return {"bron": value.source.slug, "plaats": value.place, "woorden": value.quote}
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: as_json(getattr(value, item.name)) for item in fields(value) if not item.name.startswith("_")}
    if isinstance(value, Mapping):
        return {str(as_json(key)): as_json(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(as_json(item) for item in value)
    if isinstance(value, Sequence):
        return [as_json(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON")


def _priced(report: Report) -> list[Priced]:
    """The tariffs that were calculated with: those of the columns and of the members of the mix, each once."""
    sheet = report.sheet
    members = sheet.mix.members if sheet.mix else ()
    return list({id(priced): priced for priced in (*(column.priced for column in sheet.columns), *(member.priced for member in members))}.values())


def _tariff(priced: Priced) -> dict[str, Any]:
    """A tariff as the catalogue has it, the readings that were used, and the rows as they were calculated."""
    return {
        "aanbod": priced.offering.slug,
        "naam": priced.name,
        "tarief": as_json(priced.tariff),
        "lezingen": [reading.code for reading in priced.readings],
        "onderdelen": [{"soort": row.type, **as_json(component)} for row, component in zip(priced.rows, priced.calculated.components, strict=True)],
    }


def _statements(report: Report) -> list[dict[str, Any]]:
    """What is said of each offering, with the place and the decisive words."""
    columns = {column.priced.offering.slug: column for column in reversed(report.sheet.columns)}
    return [
        {
            "aanbod": offering.slug,
            "naam": offering.name,
            "organisatie": offering.organisation,
            "kenmerken": [_feature(feature) for feature in columns[offering.slug].features],
            "doelgroepen": as_json(offering.coverage),
            "leeftijden": as_json(offering.age_ranges),
            "beweringen": as_json(offering.claims),
        }
        for offering in report.sheet.offerings
    ]


def _feature(feature: Feature) -> dict[str, Any]:
    rests_on = as_json(feature.evidence.topics)
    return {"kenmerk": feature.name, "naam": feature.label, "waarde": feature.text, "onbekend": feature.is_unknown, "berust_op": rests_on}


def _source(source: Source) -> dict[str, Any]:
    described: dict[str, Any] = as_json(source)
    return described


def _edition(edition: Edition) -> dict[str, Any]:
    """The choices of the adviser. The logo as its SHA-256: it is in the PDF. The mark of the frozen report is made of these data."""
    chosen = {item.name: as_json(getattr(edition, item.name)) for item in fields(edition) if item.name not in _TOLD}
    return {**chosen, "logo_sha256": sha256(edition.logo.encode()).hexdigest() if edition.logo else None}


def _texts(report: Report) -> dict[str, dict[str, str | bool]]:
    """Every text of the report as it stands in it: the municipality's own, or the draft."""
    own = report.edition.texts
    return {code: {"tekst": text, "eigen": code in own} for code, text in {**report.drafts, **own}.items()}

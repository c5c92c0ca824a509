"""The comparison as JSON: amounts are strings with two decimals, unknown is null with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from procurement import costs
from procurement.exports.mix_json import mix_data
from procurement.exports.ranges_json import range_data
from procurement.opened import UsedInput
from procurement.readings import Alternative, Ambiguity
from procurement.sheet import Column, Sheet
from procurement.tipping import MOST_COLUMNS
from voorzieningen.catalogue import TariffReading


def comparison_data(sheet: Sheet, today: date) -> dict[str, Any]:
    """The whole answer of /vergelijken.json. `today` is the reference date of the catalogue."""
    return {
        "scenario": sheet.question.parameters,
        "peildatum": today.isoformat(),
        "aanbod": [_offering(sheet, column) for column in sheet.columns],
        "mix": mix_data(sheet),
        **_crossings(sheet),
    }


def _offering(sheet: Sheet, column: Column) -> dict[str, Any]:
    result, readings = column.result, column.priced.readings
    return {
        "slug": column.priced.offering.slug,
        "tarief": column.priced.tariff.slug,
        "lezing": readings[0].code if readings else None,
        "lezingen": [_reading(reading) for reading in readings],
        "naam": column.name,
        "status": result.status.value,
        "jaren": [_year(year) for year in result.years],
        "totaal": range_data(result.total),
        "bekende_jaren": range_data(result.known_years),
        "uitloop": _tail(result.tail),
        "gestarte_koppelingen": result.matches_started,
        "koppelingsjaren": result.match_years,
        "per_gestarte_koppeling": range_data(result.per_match_started),
        "per_gestarte_koppeling_incl_uitloop": range_data(result.per_match_started_incl_tail),
        "per_koppelingsjaar": range_data(result.per_match_year),
        "contante_waarde": range_data(result.present_value),
        "past_in_budget": _budget(column),
        "vermeden_trajecten": _avoided(column.avoided),
        "berekeningen": {figure.key: figure.calculation for figure in column.figures if figure.calculation},
        "invoer": [_input(item) for item in column.inputs],
        "reden": result.reason or None,
        "waarschuwingen": list(result.warnings),
        "andere_lezingen": [
            _alternative(ambiguity, alternative)
            for ambiguity in sheet.ambiguities
            if ambiguity.concerns(column.priced)
            for alternative in ambiguity.alternatives
        ],
    }


def _input(item: UsedInput) -> dict[str, str | None]:
    """A number that the calculation rests on, with whether it is a fact, the user's own or an assumption."""
    return {
        "waarde": item.value,
        "wat": item.what,
        "soort": item.kind,
        "toelichting": item.note or None,
        "bron": item.citation.source.slug if item.citation else None,
    }


def _reading(reading: TariffReading) -> dict[str, Any]:
    return {"tegenspraak": reading.contradiction or None, "lezing": reading.code, "voorkeur": reading.preferred}


def _alternative(ambiguity: Ambiguity, alternative: Alternative) -> dict[str, Any]:
    """One way to read, the one that is used included: what it says and comes to in this scenario."""
    return {
        "tegenspraak": ambiguity.contradiction or None,
        ("lezing" if ambiguity.tariff else "tarief"): alternative.code,
        "naam": alternative.name,
        "tekst": alternative.text,
        "gebruikt": alternative.used,
        "totaal": range_data(alternative.amounts.total),
        "bekende_jaren": range_data(alternative.amounts.known_years),
        "gemeente": range_data(alternative.amounts.municipality),
        "reden": alternative.amounts.unknown or None,
        "waarschuwingen": list(alternative.warnings),
    }


def _year(year: costs.YearCost) -> dict[str, Any]:
    found: dict[str, Any] = {
        "contractjaar": year.contract_year,
        "kalenderjaar": year.calendar_year,
        "nieuw": year.new,
        "lopend": year.active,
        "laag": None if year.cost is None else f"{year.cost.low:.2f}",
        "hoog": None if year.cost is None else f"{year.cost.high:.2f}",
        "regels": [_line(line) for line in year.lines],
    }
    if year.cost is None:
        found["reden"] = year.reason
    return found


def _line(line: costs.Line) -> dict[str, Any]:
    found: dict[str, Any] = {
        "onderdeel": line.code,
        "omschrijving": line.label,
        "betaler": line.payer.value.lower(),
        "laag": None if line.low is None else f"{line.low:.2f}",
        "hoog": None if line.high is None else f"{line.high:.2f}",
        "berekening": line.calculation,
        "bron": line.source,
    }
    if line.low is None:
        found["reden"] = line.reason
    return found


def _tail(tail: costs.Tail | None) -> dict[str, Any] | None:
    if tail is None:
        return None
    return {
        "laag": f"{tail.cost.low:.2f}",
        "hoog": f"{tail.cost.high:.2f}",
        "contractjaren": list(tail.span),
        "jaren": [_year(year) for year in tail.years],
    }


def _budget(column: Column) -> dict[str, int | None] | None:
    if column.budget_safe is None and column.budget_optimistic is None:
        return None
    return {"veilig": column.budget_safe, "optimistisch": column.budget_optimistic}


def _avoided(avoided: tuple[costs.Avoided, costs.Avoided] | None) -> dict[str, Any] | None:
    if avoided is None:
        return None
    return {
        name: {"exact": f"{one.exact:.4f}", "heel": one.whole, "aandeel": None if one.share is None else f"{one.share:.1f}"}
        for name, one in zip(("laag", "hoog"), avoided, strict=True)
    }


def _crossings(sheet: Sheet) -> dict[str, Any]:
    if len(sheet.columns) > MOST_COLUMNS:
        return {"omslagpunten": None, "omslagpunten_reden": f"kies hoogstens {MOST_COLUMNS} soorten aanbod om omslagpunten te berekenen"}
    names = {column.key: _short_key(column) for column in sheet.columns}
    found = costs.crossings([column.result.tariff for column in sheet.columns], sheet.question.scenario)
    return {"omslagpunten": [{"a": names[pair.a], "b": names[pair.b], "laag": list(pair.low), "hoog": list(pair.high)} for pair in found]}


def _short_key(column: Column) -> str:
    """The slug, or slug:tariff for a tariff that is not the offering's default one."""
    return column.priced.offering.slug if column.priced.tariff.is_default else column.key

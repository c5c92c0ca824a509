"""The mix in the comparison as JSON: what it costs, whom it places, and what is unknown with its reason."""

from __future__ import annotations

from typing import Any

from procurement.exports.ranges_json import bounds, range_data
from procurement.mix import Member, Mix
from procurement.mix.placement import PlacedRow, Placement, YearPlacement
from procurement.mix.shared import Shared
from procurement.mix.sums import MixSum, MixYear
from procurement.sheet import Sheet


def mix_data(sheet: Sheet) -> dict[str, Any] | None:
    """None when no mix is asked."""
    mix = sheet.mix
    if mix is None:
        return None
    return {
        "jaren": [_year(year) for year in mix.years],
        "totaal": range_data(mix.total),
        "reden": mix.totals.reason or None,
        "bekend_deel": _known(mix.totals),
        "uitloop": range_data(mix.tail),
        "uitloop_reden": mix.tails.reason or None,
        "uitloop_bekend_deel": _known(mix.tails),
        "gestarte_koppelingen": mix.matches_started,
        "koppelingsjaren": mix.match_years,
        **{figure.key: range_data(figure.amount) for figure in mix.per},
        "berekeningen": {figure.key: figure.calculation for figure in mix.sums if figure.calculation},
        "aanbod": [_member(member) for member in mix.members],
        "gedeelde_coordinator": [_shared(shared) for shared in mix.shared],
        "plaatsing": _placement(mix),
        "opmerkingen": list(mix.notes),
    }


def _year(year: MixYear) -> dict[str, Any]:
    found: dict[str, Any] = {"contractjaar": year.contract_year, "kalenderjaar": year.calendar_year, **bounds(year.cost.amount)}
    return found if year.cost.amount else {**found, "reden": year.cost.reason, "bekend_deel": _known(year.cost)}


def _known(found: MixSum) -> dict[str, Any] | None:
    """What is known of an unknown sum, with what it leaves out; it is never the sum itself."""
    return None if found.known is None else {**bounds(found.known), "zonder": list(found.missing)}


def _member(member: Member) -> dict[str, Any]:
    result = member.result
    return {
        "slug": member.priced.offering.slug,
        "naam": member.name,
        "delen": [part.offering for part in member.parts],
        "tarief": member.priced.tariff.slug,
        "nieuw": list(member.new_matches),
        "jaren": [{"contractjaar": year.contract_year, "kalenderjaar": year.calendar_year, **bounds(year.cost)} for year in result.years],
        "totaal": range_data(result.total),
        "uitloop": range_data(result.tail.cost if result.tail else None),
        "reden": result.reason or None,
        "waarschuwingen": list(result.warnings),
    }


def _shared(shared: Shared) -> dict[str, Any]:
    return {
        "naam": shared.name,
        "uren_per_week": None if shared.hours is None else f"{shared.hours.normalize():f}",
        "samen": range_data(shared.total),
        "apart": range_data(shared.apart),
        "delen": [{"naam": part.name, "nieuw": list(part.new_matches), "totaal": range_data(part.total)} for part in shared.parts],
        "jaren": [
            {
                "kalenderjaar": year.calendar_year,
                "samen": range_data(year.together),
                "apart": range_data(year.apart),
                "omslag_uren_per_week": None if year.reason else {"laag": f"{year.hours_low:.2f}", "hoog": f"{year.hours_high:.2f}"},
                "reden": year.reason or None,
            }
            for year in shared.years
        ],
        "tekst": shared.sentence or None,
    }


def _placement(mix: Mix) -> list[dict[str, Any]] | None:
    """Per year with numbers of its own; None when the demand has no numbers."""
    placement = mix.placement
    return None if placement is None else [_placed_year(placement, year) for year in placement.years]


def _placed_year(placement: Placement, year: YearPlacement) -> dict[str, Any]:
    slugs = [offering.slug for offering in placement.offerings]
    return {
        "contractjaren": list(year.contract_years),
        "gezinnen": year.families,
        "zeker": year.certain,
        "mogelijk": year.possible,
        "niet_geplaatst": year.not_placed,
        "hoogstens_zeker": year.certain_at_most,
        "volledig_gezocht": year.is_complete,
        "plekken_over": dict(zip(slugs, year.room, strict=True)),
        "regels": [_placed_row(slugs, row) for row in year.rows],
    }


def _placed_row(slugs: list[str], row: PlacedRow) -> dict[str, Any]:
    return {
        "gezinnen": row.row.value,
        "geplaatst": dict(zip(slugs, row.placed, strict=True)),
        "dekking": {slug: cover.cover.value for slug, (cover, _) in zip(slugs, row.cells, strict=True)},
        "niet_geplaatst": row.not_placed,
        "reden": row.reason or None,
    }

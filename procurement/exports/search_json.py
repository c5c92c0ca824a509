"""The search for the cheapest mix as JSON: amounts are strings with two decimals, what is unknown or does not exist is null."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from procurement.mix.found import FoundMix, Placed
from procurement.mix.search_answer import Partial, SearchAnswer, WorldAnswer
from voorzieningen.money import EuroRange


def search_data(answer: SearchAnswer) -> dict[str, Any]:
    """The whole answer. `antwoord` says it in words; the worlds are `laag` and `hoog`, all amounts low or all high."""
    return {
        "antwoord": list(answer.sentences),
        "gezinnen_per_jaar": answer.families,
        "opgave": [{"waarde": row.value, "naam": row.label, "gezinnen": row.families} for row in answer.rows],
        "zekerheid": answer.terms.certainty.value,
        "doel": answer.goal.value,
        "budget": None if answer.budget is None else {"bedrag": _euro(answer.budget.amount), "vorm": "jaar" if answer.budget.per_year else "totaal"},
        "zelfde_mix": answer.same_mix,
        "volledig_doorgerekend": answer.is_complete,
        **{world.world.value: _world(answer, world) for world in answer.worlds},
        "niet_gekozen": [
            {"aanbod": item.priced.offering.slug, "tarief": item.priced.tariff.slug, "naam": item.name, "redenen": list(item.all_words)}
            for item in answer.not_chosen
        ],
        "niet_gedekt": [
            {"opgave": item.row.value, "naam": item.row.label, "aanbod": [{"naam": one.name, "antwoord": one.words} for one in item.statements]}
            for item in answer.uncovered
        ],
        "uitgangspunten": list(answer.assumptions),
    }


def _world(answer: SearchAnswer, world: WorldAnswer) -> dict[str, Any]:
    return {
        "uitkomst": world.outcome.value,
        "melding": world.stopped_words or None,
        "hoogstens_hoger": _euro(world.at_most),
        "mix": _mix(answer, world.mix),
        "daarna": _mix(answer, world.next_best),
        "daarna_meer": _euro(world.next_more),
        "daarna_reden": world.next_reason or None,
        "eisen": [
            {"eis": price.condition.key, "naam": price.condition.label, "kost": _euro(price.more), "uitleg": price.words}
            for price in world.condition_prices
        ],
        "niet_alles_gedekt": None if world.partial is None else _partial(answer, world.partial),
    }


def _partial(answer: SearchAnswer, partial: Partial) -> dict[str, Any]:
    return {
        "meeste_gezinnen": _mix(answer, partial.mix),
        "meeste_gezinnen_reden": partial.mix_reason or None,
        "budget_genoeg": _euro(partial.enough),
        "budget_genoeg_reden": partial.enough_reason or None,
        "eisen_laten_vallen": [
            {"eisen": [condition.key for condition in found.dropped], "kost": _euro(found.amount), "uitleg": found.words}
            for found in partial.relaxations.found
        ],
        "eisen_laten_vallen_reden": partial.relaxations.note or None,
    }


def _mix(answer: SearchAnswer, mix: FoundMix | None) -> dict[str, Any] | None:
    if mix is None:
        return None
    return {
        "aanbod": [_placed(answer, item) for item in mix.placed],
        "niet_geplaatst": [{"opgave": row.value, "gezinnen": left} for row, left in zip(answer.rows, mix.unplaced, strict=True)],
        "gezocht_bedrag": _euro(mix.amount),
        "jaren": [{"kalenderjaar": year, **_known(amount)} for year, amount in zip(answer.calendar_years, mix.years, strict=True)],
        "totaal": _range(mix.total),
        "uitloop": _range(mix.tail),
        "met_uitloop": _range(mix.with_tail),
    }


def _placed(answer: SearchAnswer, item: Placed) -> dict[str, Any]:
    return {
        "slug": item.priced.offering.slug,
        "tarief": item.priced.tariff.slug,
        "naam": item.name,
        "gezinnen_per_jaar": item.families,
        "opgave": [{"opgave": row.value, "gezinnen": number} for row, number in zip(answer.rows, item.rows, strict=True)],
        "totaal": _range(item.total),
        "uitloop": _range(item.tail),
        "waarschuwingen": list(item.result.warnings),
    }


def _euro(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _known(amount: EuroRange) -> dict[str, str]:
    return {"laag": f"{amount.low:.2f}", "hoog": f"{amount.high:.2f}"}


def _range(amount: EuroRange | None) -> dict[str, str] | None:
    return None if amount is None else _known(amount)

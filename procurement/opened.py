"""Amounts that open: for every amount how it came about, which inputs it rests on, and whether each is a fact, an own figure or an assumption.

Nothing is calculated here; the steps are those of the cost core. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from procurement import costs
from procurement.costs import formula as f
from procurement.pricing import Priced
from procurement.question import ASSUMPTION, FACT, OWN, Question
from voorzieningen.catalogue import Citation, TariffComponent
from voorzieningen.money import EuroRange

DERIVED = "afgeleid"
OWN_SOURCE = "eigen"  # code of the source that stands for what the user typed

_BASIS = {"STATED": FACT, "DERIVED": DERIVED, "ASSUMPTION": ASSUMPTION}

# What a number of the scenario is called, and the input of the question that says whether anybody chose it.
_SCENARIO = {
    f.Role.HOURLY_COST: ("uurkosten van een coördinator", "uurkosten"),
    f.Role.WEEKS: ("weken per jaar", "weken"),
    f.Role.SHARED_HOURS: ("uren per week van de gedeelde coördinator", "gedeelde_uren"),
    f.Role.VAT: ("btw als proef", "btw"),
    f.Role.DISCOUNT: ("rente voor de contante waarde", "disconto"),
}

_FIGURE_LABELS = {
    costs.Figure.TOTAL: "Totaal",
    costs.Figure.KNOWN_YEARS: "Bekende jaren samen",
    costs.Figure.TAIL: "Uitloop na het contract",
    costs.Figure.PER_MATCH_STARTED: "Per gestarte koppeling, zonder uitloop",
    costs.Figure.PER_MATCH_STARTED_INCL_TAIL: "Per gestarte koppeling, met uitloop",
    costs.Figure.MATCH_YEARS: "Koppelingsjaren",
    costs.Figure.PER_MATCH_YEAR: "Per koppelingsjaar",
    costs.Figure.PRESENT_VALUE: "Contante waarde",
}


@dataclass(frozen=True, slots=True)
class UsedInput:
    """One number that an amount rests on. `kind` is feit, afgeleid, eigen invoer or aanname; a fact of a tariff has its citation."""

    value: str
    what: str
    kind: str
    note: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class OpenedFigure:
    """A sum of a year or a figure derived from the years, with how it came about and the number of its note in the report.

    `amount` is None when it is unknown or no amount; `reason` says why nothing is known.
    """

    key: str
    label: str
    amount: EuroRange | None
    calculation: str
    note: int
    reason: str = ""

    @property
    def anchor(self) -> str:
        return f"noot-{self.note}"


def used_inputs(line: costs.Line, row: TariffComponent, priced: Priced, question: Question) -> tuple[UsedInput, ...]:
    """What a line of a column rests on, each number once, in reading order. Amounts that it carries over from other lines open there."""
    return () if line.formula is None else tuple(dict.fromkeys(_inputs(line.formula, row, priced, question)))


def _inputs(node: f.Node, row: TariffComponent, priced: Priced, question: Question) -> Iterator[UsedInput]:
    if isinstance(node, f.Count):
        yield _matches(node, question)
    elif isinstance(node, f.Growth):
        yield from _growth(node, priced, question)
    elif isinstance(node, f.Value):
        yield _value(node, row, question)
    elif not isinstance(node, f.Carried):
        for part in node.parts:
            yield from _inputs(part, row, priced, question)


def _matches(count: f.Count, question: Question) -> UsedInput:
    """Matches are the user's as soon as one of the groups in them is."""
    names = {"lopend" if value.role is f.Role.RUNNING_MATCHES else "koppelingen" for value in count.started} or {"koppelingen"}
    kinds = {_asked(question, name)[0] for name in names}
    return UsedInput(str(count.number), "koppelingen", OWN if OWN in kinds else ASSUMPTION)


def _growth(growth: f.Growth, priced: Priced, question: Question) -> Iterator[UsedInput]:
    """History and forecast apart, and the price level that they start from."""
    history = [year for year, _ in growth.years if year in growth.known]
    if history:
        # The last input of this name tells where the figures come from and which are provisional.
        note = next((given.note for given in reversed(question.inputs) if given.name == "reeks"), "")
        yield UsedInput(growth.history_words, f"prijsstijging {_years(history)}", FACT, note)
    if growth.forecast_words:
        forecast = [year for year, _ in growth.years if year not in growth.known]
        yield UsedInput(growth.forecast_words, f"indexatie {_years(forecast)}", *_asked(question, "index"))
    yield UsedInput(str(growth.from_year), "prijspeil waarvan is uitgegaan", *_price_level(growth, priced, question))


def _price_level(growth: f.Growth, priced: Priced, question: Question) -> tuple[str, str]:
    """Kind and note of the year that an amount is of: stated in the source, the user's for this offering, or the general one."""
    if not growth.code:
        return ASSUMPTION, "De uurkosten gelden voor het eerste contractjaar."
    if priced.tariff.price_level_year is not None:
        return FACT, ""
    if priced.offering.slug in question.choice.price_levels:
        return OWN, ""
    return _asked(question, "prijspeil")


def _years(years: list[int]) -> str:
    return f"in {years[0]}" if len(years) == 1 else f"{years[0]} tot en met {years[-1]}"


def _value(value: f.Value, row: TariffComponent, question: Question) -> UsedInput:
    if value.role in _SCENARIO:
        what, name = _SCENARIO[value.role]
        return UsedInput(value.words, what, *_asked(question, name))
    if value.role is f.Role.COMPLETION:
        chosen = value.code in dict(question.scenario.completion)
        return UsedInput(value.words or "100%", "kans dat de module wordt afgerond", OWN if chosen else ASSUMPTION)
    kind = OWN if row.citation.source.code == OWN_SOURCE else _BASIS[row.basis]
    return UsedInput(value.words, _of_tariff(value, row), kind, row.basis_note, row.citation)


def _of_tariff(value: f.Value, row: TariffComponent) -> str:
    if value.role is f.Role.MATCHES_PER_BLOCK:
        return "waarvoor de uren gelden"
    if value.role is f.Role.HOURS:
        return "minimum aantal uren" if value.code.endswith("/minimum") else "uren volgens het tarief"
    if value.code.endswith("/vast"):
        return "vast bedrag dat al in het bedrag per koppeling zit"
    return row.label


def _asked(question: Question, name: str) -> tuple[str, str]:
    """Kind and note of an input of the question; what is not in its list nobody chose."""
    return next(((given.kind, given.note) for given in question.inputs if given.name == name), (ASSUMPTION, ""))


def open_figures(result: costs.OfferingCost, first_note: int) -> tuple[OpenedFigure, ...]:
    """Every contract year and every derived figure of one column, numbered on from `first_note`."""
    found: list[OpenedFigure] = []
    for year in result.years:
        calculation = year.formula.words if year.formula else ""
        label = f"Jaar {year.contract_year} ({year.calendar_year})"
        found.append(OpenedFigure(year_key(year.contract_year), label, year.cost, calculation, first_note + len(found), year.reason))
    for figure, label in _FIGURE_LABELS.items():
        if figure is costs.Figure.KNOWN_YEARS and figure_known(result, costs.Figure.TOTAL):
            continue  # the same sum
        formula = result.formulas.get(figure)
        amount = None if formula is None or figure is costs.Figure.MATCH_YEARS else formula.range
        if formula is None and figure is costs.Figure.PRESENT_VALUE:
            continue  # not asked, or unknown for the reason that the total gives
        reason = "" if formula is not None else result.why_unknown(figure)
        found.append(OpenedFigure(figure.value, label, amount, formula.words if formula else "", first_note + len(found), reason))
    return tuple(found)


def year_key(contract_year: int) -> str:
    return f"jaar-{contract_year}"


def figure_known(result: costs.OfferingCost, figure: costs.Figure) -> bool:
    return figure in result.formulas


def by_key(figures: Iterable[OpenedFigure]) -> Mapping[str, OpenedFigure]:
    return {figure.key: figure for figure in figures}

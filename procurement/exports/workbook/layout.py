"""The workbook of one comparison, sheet by sheet."""

from __future__ import annotations

from procurement.exports.workbook.address import Addresses
from procurement.exports.workbook.assumptions import add_assumptions
from procurement.exports.workbook.calculation import Calculation
from procurement.exports.workbook.guide import About, add_guide, add_sources
from procurement.exports.workbook.indexation import add_indexation, first_year
from procurement.exports.workbook.mix_table import add_mix
from procurement.exports.workbook.model import Workbook
from procurement.exports.workbook.outline import outline
from procurement.exports.workbook.overview import Overview
from procurement.exports.workbook.rates import add_rates
from procurement.sheet import Sheet
from voorzieningen.catalogue import IndexSeries


def describe_workbook(answer: Sheet, about: About, series: IndexSeries | None = None) -> Workbook:
    """All sheets of the answer. `series` is the index series that the question chose."""
    question, addresses = answer.question, Addresses()
    columns = tuple(outline(number, column, question.scenario) for number, column in enumerate(answer.columns, start=1))
    workbook = Workbook(f"Vergelijking informele steun aan gezinnen, {question.heading}", f"Steunkeuze {about.version}", about.made_on)
    first = first_year(columns, question.scenario)
    add_guide(workbook, answer, about)
    add_assumptions(workbook, question, columns, addresses, first)
    add_indexation(workbook, question.scenario, series, first)
    add_rates(workbook, columns, addresses)
    calculation = Calculation(workbook, addresses)
    calculation.add(columns)
    payers = next((item.value for item in question.inputs if item.name == "betaler"), "alle betalers")
    intro = (
        *(("Vertrouwelijk: bevat een eigen offerte.",) if answer.is_confidential else ()),
        f"Kosten in euro voor {question.heading}. Wie betaalt: {payers}. Bedragen met hun bron staan op Berekening en Tarieven.",
        "Onbekend is geen 0. De duur van een koppeling verschilt per aanbod: vergelijk ook per koppelingsjaar.",
    )
    Overview(question, calculation, addresses).write(workbook, columns, intro)
    add_mix(workbook, answer)
    add_sources(workbook, answer, series)
    return workbook

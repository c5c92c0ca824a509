"""Comparisons to write as a workbook: questions about the catalogue, and a made-up tariff with every type of component."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from procurement import costs, pricing
from procurement.exports.workbook import About, Workbook, describe_workbook
from procurement.fit import Task
from procurement.forms import ScenarioForm
from procurement.question import Question
from procurement.sheet import Sheet, build_sheet
from tests.procurement.offerings import BLANK, CITATION
from voorzieningen.catalogue import Bracket, Offering, Tariff, TariffComponent
from voorzieningen.snapshot import municipalities, snapshot

STEPS = ((0, "2000"), (50_000, "3000"))  # inhabitants from, amount
ABOUT = About("https://portaal.example/vergelijken/?jaren=3", date(2026, 11, 22), date(2026, 11, 22), "0.1.0")


def sheet_of(query: str) -> Sheet:
    """The answer to a question about the catalogue."""
    form = ScenarioForm(QueryDict(query), catalogue=snapshot(), municipalities=municipalities(ABOUT.made_on), today=ABOUT.made_on)
    assert form.is_valid(), form.problems
    return build_sheet(form.question, pricing.priced_tariffs(form.catalogue, form.question.choice))


def workbook_of(query: str) -> Workbook:
    sheet = sheet_of(query)
    return describe_workbook(sheet, ABOUT, snapshot().series(sheet.question.parameters["reeks"] or ""))


def component(code: str, kind: str, payer: str, **fields: Any) -> TariffComponent:
    return TariffComponent(code, kind, fields.pop("label", code), "per jaar", CITATION, payer=payer, **fields)


def tariff_of(*components: TariffComponent, **fields: Any) -> Tariff:
    given: dict[str, Any] = {
        "slug": "lijstprijs",
        "kind": "LIJSTPRIJS",
        "name": "Proef",
        "wording": "",
        "citation": CITATION,
        "is_default": True,
        "price_level_year": 2026,
        "indexable": True,
        "duration_match_years": 2,
        "duration_basis": "STATED",
        "duration_note": "",
        "priced_contract_years": None,
        "components": components,
        **fields,
    }
    return Tariff(**given)


def offering_of(tariff: Tariff, **fields: Any) -> Offering:
    return replace(BLANK, tariffs=(tariff,), **fields)


def amounts(low: str, high: str = "") -> dict[str, Decimal]:
    return {"low": Decimal(low), "high": Decimal(high or low)}


def hours(**fields: Any) -> dict[str, Any]:
    return {"period": "WEEK", "vat": "NA", **fields}


# Close to the example of docs/costing.md, as the catalogue would hold it.
EVERY_TYPE = tariff_of(
    component("START", "FIXED", "GEMEENTE", **amounts("4000", "6000"), to_contract_year=1),
    component("FEE", "FIXED", "GEMEENTE", **amounts("1500"), from_contract_year=2),
    component("MATCH", "PER_MATCH", "GEMEENTE", **amounts("1234.56"), from_match_year=1, vat="NA"),
    component("MODULE", "PER_MODULE", "GEMEENTE", **amounts("900"), match_year=2, default_completion=Decimal("0.85"), vat="NA"),
    component("HOURS", "COORDINATOR_HOURS", "UITVOERDER", **hours(hours=Decimal(3), per_matches=4, scaling="STEP", min_hours=Decimal(2))),
    component("ALL-IN", "ALL_IN_PER_MATCH_YEAR", "UITVOERDER", **amounts("700", "800"), includes_fixed=Decimal(1500), vat="NA"),
    component("TIER", "INHABITANT_TIER", "ONBEKEND", brackets=tuple(Bracket(start, *amounts(low).values()) for start, low in STEPS), vat="NA"),
    component("RATE", "HOURLY_RATE", "GEMENGD", **amounts("62.50"), hours_per_match_year=((1, Decimal(12)), (2, Decimal("4.5"))), vat="NA"),
    component("SHARED", "COORDINATOR_HOURS", "UITVOERDER", **hours(hours_from_input=True)),
    component("RISK", "SURCHARGE", "GEMEENTE", percentage=Decimal("0.07"), base_components=("FEE", "MATCH", "HOURS", "TIER"), vat="NA"),
    component("FUND", "CONTRIBUTION", "FONDS", **amounts("2500"), relieved_payer="UITVOERDER", vat="NA"),
    component("FUND-2", "CONTRIBUTION", "FONDS", **amounts("900"), relieved_payer="ONBEKEND", vat="NA"),
)
SCENARIO = costs.Scenario(
    start_year=2027,
    years=3,
    new_matches=(4, 6, 5),
    carry_over=((2, 2),),
    indexation=Decimal("0.025"),
    growth=((2027, Decimal("0.041")),),
    hourly_cost=Decimal("80"),
    hourly_cost_price_level=2025,
    inhabitants=68_000,
    vat_what_if=Decimal("0.21"),
    discount_rate=Decimal("0.03"),
    shared_hours=Decimal("1.5"),
)


def question_of(scenario: costs.Scenario) -> Question:
    parameters = {"reeks": None}
    return Question(scenario=scenario, choice=pricing.Choice(()), municipality=None, task=Task(), parameters=parameters, inputs=(), given=())


def made_up_sheet(scenario: costs.Scenario, *offerings: Offering) -> Sheet:
    """The first tariff of each offering; the one with every type when none is given."""
    chosen = offerings or (offering_of(EVERY_TYPE),)
    return build_sheet(question_of(scenario), [pricing.price_tariff(offering, offering.tariffs[0]) for offering in chosen])

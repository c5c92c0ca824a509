"""Made-up columns with uncertain prices, and a question about them, without a database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from procurement import costs, fit
from procurement.pricing import Choice, Priced, price_tariff
from procurement.question import Question
from procurement.sensitivity import Sensitivity, find_sensitivity
from tests.procurement.offerings import BLANK, CITATION
from voorzieningen.catalogue import Contradiction, ReadingChange, Tariff, TariffComponent, TariffReading

MUNICIPALITY = frozenset({costs.Payer.MUNICIPALITY})


def fee(code: str, low: str, high: str = "", **fields: Any) -> TariffComponent:
    """A fixed amount per contract year."""
    return _row(code, "FIXED", low=Decimal(low), high=Decimal(high or low), **fields)


def per_match(code: str, amount: str, high: str = "", **fields: Any) -> TariffComponent:
    """An amount per active match."""
    return _row(code, "PER_MATCH", low=Decimal(amount), high=Decimal(high or amount), from_match_year=1, **fields)


def module(code: str, amount: str, match_year: int = 1) -> TariffComponent:
    return _row(code, "PER_MODULE", low=Decimal(amount), high=Decimal(amount), match_year=match_year)


def hours(code: str, number: str, **fields: Any) -> TariffComponent:
    """Hours a year of the coordinator, whatever the number of matches."""
    return _row(code, "COORDINATOR_HOURS", hours=Decimal(number), period="YEAR", **fields)


def _row(code: str, kind: str, **fields: Any) -> TariffComponent:
    return TariffComponent(code, kind, f"Onderdeel {code}", "per jaar", CITATION, **{"payer": "GEMEENTE", **fields})


def reading(code: str, *changes: ReadingChange, preferred: bool = False, contradiction: str = "", **fields: Any) -> TariffReading:
    return TariffReading(code, f"Tekst van {code}.", "", preferred, contradiction, name=code.lower(), changes=changes, **fields)


def change(component: str, **fields: Any) -> ReadingChange:
    return ReadingChange(component, CITATION, **fields)


def contradiction(code: str, topic: str, question: str) -> Contradiction:
    return Contradiction(code, "AMBIGUITY", "onduidelijk", topic, "", "", "", "", question, True, "TARIEF", (), ())


def column(
    slug: str,
    *rows: TariffComponent,
    used: tuple[str, ...] = (),
    chosen_duration: int | None = None,
    price_level: int | None = None,
    contradictions: tuple[Contradiction, ...] = (),
    email: str = "",
    **fields: Any,
) -> Priced:
    """One column: `used` are the readings chosen; other fields are those of the tariff."""
    tariff = Tariff(
        slug="prijs",
        wording="",
        citation=CITATION,
        is_default=True,
        components=rows,
        **{
            "kind": "LIJSTPRIJS",
            "name": f"{slug.title()}, prijs",
            "price_level_year": 2027,
            "indexable": True,
            "duration_match_years": 1,
            "duration_basis": "STATED",
            "duration_note": "",
            "priced_contract_years": None,
            **fields,
        },
    )
    offering = replace(BLANK, slug=slug, name=slug.title(), organisation=slug.title(), tariffs=(tariff,), contradictions=contradictions, email=email)
    return price_tariff(offering, tariff, used, chosen_duration, price_level=price_level)


def ask(*columns: Priced, durations: dict[str, int] | None = None, margin: str = "0.20", **scenario: Any) -> Question:
    """A question about these columns: one year, ten matches and 75 euro an hour, unless said otherwise."""
    years = scenario.get("years", 1)
    given = {"start_year": 2027, "years": years, "new_matches": (10,) * years, "hourly_cost": Decimal(75), **scenario}
    choice = Choice(tuple((one.offering.slug, one.tariff.slug) for one in columns), durations=durations or {})
    return Question(costs.Scenario(**given), choice, None, fit.Task(), {}, (), (), hourly_margin=Decimal(margin))


def sensitivity(*columns: Priced, **question: Any) -> Sensitivity:
    asked = ask(*columns, **question)
    found = find_sensitivity(asked, columns, costs.compare([one.calculated for one in columns], asked.scenario).results)
    assert found is not None
    return found

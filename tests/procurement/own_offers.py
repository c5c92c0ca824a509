"""The Haarlem offer and its list price made by hand, questions about them and an own offer as it is typed, for tests of offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from procurement import costs, fit
from procurement.offers import OwnOffer, OwnYear
from procurement.pricing import Choice, Priced, priced_tariffs
from procurement.question import Question
from tests.procurement.offerings import make_catalogue
from tests.voorzieningen.values import BLANK, CITATION, SOURCE, cited
from voorzieningen.catalogue import Capacity, Catalogue, Instalment, Municipality, Offering, Statement, Tariff, TariffComponent
from voorzieningen.money import EuroRange

D = Decimal
OFFERED = cited("€ 49.122 voor het eerste jaar", slug="offerte")
HALVES = (Instalment(0, D("0.5")), Instalment(6, D("0.5")))
ROW = TariffComponent("X", "FIXED", "Rij", "per jaar", CITATION, payer="GEMEENTE", payer_label="gemeente", vat="UNKNOWN", vat_label="onbekend")


def per_match(code: str, amount: str, match_year: int) -> TariffComponent:
    return replace(ROW, code=code, type="PER_MATCH", low=D(amount), high=D(amount), from_match_year=match_year, to_match_year=match_year)


def fixed(code: str, low: str, year: int, high: str = "", **fields: Any) -> TariffComponent:
    of_offer = {"citation": OFFERED, "vat": "NONE_DUE", "vat_label": "geen btw verschuldigd"}
    own = {"low": D(low), "high": D(high or low), "from_contract_year": year, "to_contract_year": year}
    return replace(ROW, code=code, **{**of_offer, **own, **fields})


def hours(code: str, number: str, year: int, **fields: Any) -> TariffComponent:
    row = fixed(code, "0", year, type="COORDINATOR_HOURS", role="INFO", hours=D(number), period="WEEK", vat="NA", vat_label="niet van toepassing")
    return replace(row, **{"low": None, "high": None, **fields})


LIST_PRICE = Tariff(
    "lijstprijs", "LIJSTPRIJS", "Proef, lijstprijs", "per koppeling", CITATION, True, None, True, 2, "STATED", "", None,
    (per_match("K1", "3150", 1), per_match("K2", "1150", 2)),
)  # fmt: skip
HAARLEM = Tariff(
    "offerte-haarlem", "OFFERTE", "Proef, offerte aan Haarlem", "vast", OFFERED, False, None, False, 2, "STATED", "", 2,
    (fixed("H1", "49122", 1), fixed("H2", "46980", 2), hours("U1", "10", 1), hours("U2", "12", 2)),
    capacity=(Capacity(1, 10, 10), Capacity(2, 10, 12)), municipality_code="GM0392", municipality_name="Haarlem",
    contract_from=date(2020, 1, 1), contract_until=date(2021, 1, 1), invoicing="50% begin januari en 50% begin juli", conditions="Niet gegarandeerd.",
    instalments=HALVES,
)  # fmt: skip
PROEF = replace(BLANK, tariffs=(LIST_PRICE, HAARLEM))
PLACES = {code: Municipality(code, name, "P", 100_000, date(2024, 1, 1), CITATION) for code, name in (("GM0392", "Haarlem"), ("GM0193", "Zwolle"))}


def told(label: str, value: str, *, slug: str = "offerte", field: str = "OFFERTE", note: str = "") -> Statement:
    return Statement(field, "Offerte", label, value, "S", "staat er zo", cited(value, slug=slug), True, "", note)


def catalogue_of(*offerings: Offering) -> Catalogue:
    return replace(make_catalogue(*offerings), sources=(SOURCE,))


def ask(
    new: tuple[int, ...] = (10, 10), *, start: int = 2020, place: str = "", columns: tuple[str, ...] = ("lijstprijs",), **options: Any
) -> Question:
    """A question about the tariffs of "proef"; options of the scenario, and `given`, `readings`, `durations` and `price_levels`."""
    given = options.pop("given", ())
    choice = {name: options.pop(name, {}) for name in ("readings", "durations", "price_levels")}
    scenario = costs.Scenario(start_year=start, years=len(new), new_matches=new, hourly_cost=D(75), **options)
    tariffs = tuple(("proef", slug) for slug in columns)
    return Question(scenario, Choice(tariffs, **choice), PLACES.get(place), fit.Task(), {}, (), given)


def columns_of(question: Question, catalogue: Catalogue) -> tuple[Priced, ...]:
    return priced_tariffs(catalogue, question.choice)


def results_of(question: Question, columns: tuple[Priced, ...]) -> tuple[costs.OfferingCost, ...]:
    return costs.compare([column.calculated for column in columns], question.scenario).results


OWN = OwnOffer(
    key=3,
    offering="proef",
    name="Aanbieding voorjaar",
    years=(
        OwnYear(1, fixed=EuroRange(D("20000.00"), D("22000.00")), per_new=D("500.00"), capacity=(8, 12), hours=D("10")),
        OwnYear(2, per_new=D("600.00"), per_running=D("250.50")),
    ),
    municipality_code="GM0193",
    municipality_name="Zwolle",
    contract_from=date(2027, 9, 1),
    contract_until=date(2029, 9, 1),
    vat="EXEMPT",
    instalments=(Instalment(0, D("0.25")), Instalment(1, D("0.25")), Instalment(6, D("0.5"))),
    conditions="Niet gegarandeerd.",
)

# What is typed in the form for the Haarlem offer.
TYPED = {
    "aanbod": "buurtgezinnen", "naam": "Geheim voorstel", "gemeente": "Zwolle", "contract_van": "1-1-2027", "contract_tot": "2028-12-31",
    "indexeerbaar": "nee", "prijspeil": "2026", "btw": "NONE_DUE", "factuur": "0:50, 6:50", "voorwaarden": "Niet\r\ngegarandeerd.",
    "vast_1": "49.122", "vast_hoog_1": "50.000,50", "capaciteit_van_1": "10", "uren_1": "10",
    "vast_2": "46980", "nieuw_2": "12,34", "lopend_2": "5,67", "capaciteit_van_2": "10", "capaciteit_tot_2": "12", "uren_2": "12,5",
}  # fmt: skip
# None of these may ever stand in an address.
SECRETS = ("Geheim", "49.122", "49122", "50.000", "50000", "46980", "46.980", "12,34", "12.34", "12%2C34", "5,67", "gegarandeerd")

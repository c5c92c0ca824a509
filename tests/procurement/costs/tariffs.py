"""The tariffs of the worked examples, written out from the sources and independent of the fixtures (domain figures, not code, are under test)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from procurement import costs

OVERVIEW, HAARLEM, MADE_UP = "overzicht-gezinsvoorzieningen", "offerte-haarlem", "verzonnen"


def euro(amount: str) -> Decimal:
    return Decimal(amount)


def fee(code: str, low: str, high: str, payer: costs.Payer, years: tuple[int, int | None], source: str = OVERVIEW) -> costs.FixedFee:
    first, last = years
    return costs.FixedFee(code=code, label=code, payer=payer, source=source, low=euro(low), high=euro(high), from_year=first, to_year=last)


def per_match(code: str, amount: str, match_years: tuple[int, int | None], payer: costs.Payer = costs.Payer.MUNICIPALITY) -> costs.PerMatch:
    first, last = match_years
    price = euro(amount)
    return costs.PerMatch(code=code, label=code, payer=payer, source=OVERVIEW, low=price, high=price, from_match_year=first, to_match_year=last)


def module(code: str, match_year: int) -> costs.PerModule:
    return costs.PerModule(
        code=code, label=code, payer=costs.Payer.MUNICIPALITY, source=OVERVIEW, low=euro("2500.00"), high=euro("2500.00"), match_year=match_year
    )


def hours(code: str, number: str | None, **options: object) -> costs.CoordinatorHours:
    given = None if number is None else Decimal(number)
    return costs.CoordinatorHours(code=code, label=code, payer=costs.Payer.EXECUTOR, source=OVERVIEW, hours=given, **options)


BG_LIST = costs.Tariff(
    offering="buurtgezinnen",
    slug="lijstprijs",
    name="Buurtgezinnen",
    duration=2,
    components=(per_match("BG-K1", "3150.00", (1, 1)), per_match("BG-K2", "1150.00", (2, 2))),
)
# Reading B: every running match costs 3,150 in contract year 1 and 1,150 in contract year 2; nothing is said of later years.
BG_LIST_B = replace(
    BG_LIST,
    readings_are_preferred=False,
    priced_years=2,
    components=(
        replace(per_match("BGB-CY1", "3150.00", (1, None)), from_year=1, to_year=1),
        replace(per_match("BGB-CY2", "1150.00", (1, None)), from_year=2, to_year=2),
    ),
)
BG_HAARLEM = costs.Tariff(
    offering="buurtgezinnen",
    slug="offerte-haarlem-2020",
    name="Buurtgezinnen",
    duration=2,
    priced_years=2,
    indexable=False,
    capacity=(costs.CapacityYear(1, 10, 10), costs.CapacityYear(2, 10, 12)),
    components=(
        fee("BGH-1", "49122.00", "49122.00", costs.Payer.MUNICIPALITY, (1, 1), HAARLEM),
        fee("BGH-2", "46980.00", "46980.00", costs.Payer.MUNICIPALITY, (2, 2), HAARLEM),
    ),
)
MG = costs.Tariff(
    offering="meeleefgezin",
    slug="lijstprijs",
    name="MeeleefGezin",
    duration=2,
    components=(module("MG-M1", 1), module("MG-M2", 1), module("MG-M3", 2)),
)
ST_FEES = (
    fee("ST-L1", "6850.00", "9100.00", costs.Payer.UNKNOWN, (1, 1)),
    fee("ST-L2", "2000.00", "2000.00", costs.Payer.UNKNOWN, (2, None)),
)
ST = costs.Tariff(
    offering="steunouder",
    slug="lijstprijs",
    name="Steunouder",
    duration=1,
    components=(*ST_FEES, hours("ST-H", "16", per_matches=10)),
)
ST_D2 = replace(ST, duration=2)
SO_FEES = (
    fee("SO-L1", "9500.00", "16500.00", costs.Payer.MUNICIPALITY, (1, 1)),
    fee("SO-L2", "4500.00", "4500.00", costs.Payer.MUNICIPALITY, (2, 2)),
    fee("SO-L3", "4000.00", "4000.00", costs.Payer.MUNICIPALITY, (3, 3)),
    fee("SO-L4", "2000.00", "2000.00", costs.Payer.MUNICIPALITY, (4, None)),
)
SO_COORDINATOR = costs.AllInPerMatchYear(
    code="SO-C",
    label="SO-C",
    payer=costs.Payer.EXECUTOR,
    source=OVERVIEW,
    low=euro("2200.00"),
    high=euro("2200.00"),
    includes_fixed=euro("2000.00"),
    warn_below_matches=5,
)
SO = costs.Tariff(offering="samen-oplopen", slug="lijstprijs", name="Samen Oplopen", duration=2, components=(*SO_FEES, SO_COORDINATOR))
PR = costs.Tariff(
    offering="gezin-in-de-buurt",
    slug="lijstprijs",
    name="Gezin in de Buurt",
    duration=1,
    components=(replace(per_match("PR-T", "1800.00", (1, 1), costs.Payer.MIXED), circa=True),),
)
HS = costs.Tariff(
    offering="home-start",
    slug="lijstprijs",
    name="Home-Start",
    duration=None,
    indexable=False,
    components=(costs.UnknownCost(code="HS-U", label="HS-U", payer=costs.Payer.MUNICIPALITY, source=OVERVIEW),),
)
SOS = costs.Tariff(offering="sos", slug="lijstprijs", name="SOS", duration=None, components=(*ST_FEES, *SO_FEES, hours("SOS-H", None)))

# By the codes of the worked examples.
WORKED = {
    "BG-LIST": BG_LIST,
    "BG-LIST-B": BG_LIST_B,
    "BG-HAARLEM": BG_HAARLEM,
    "MG": MG,
    "ST": ST,
    "ST-JAAR": replace(ST, readings_are_preferred=False, components=(*ST_FEES, hours("ST-H", "16", per_matches=10, per_week=False))),
    "ST-D2": ST_D2,
    "ST-D2-NIEUW": replace(ST_D2, components=(*ST_FEES, hours("ST-H", "16", per_matches=10, per_new_match=True))),
    "ST-BLOK": replace(ST, components=(*ST_FEES, hours("ST-H", "16", per_matches=10, in_steps=True))),
    "ST-LICENTIE": replace(ST, components=ST_FEES),
    "SO": SO,
    "SO-D1": replace(SO, duration=1),
    "SO-UREN-FICTIEF": replace(SO, components=(*SO_FEES, hours("SO-H", "40", per_matches=1, per_week=False))),
    "SO-LICENTIE": replace(SO, components=SO_FEES),
    "PR": PR,
    "HS": HS,
    "SOS": SOS,
}


def scenario(new: tuple[int, ...], start_year: int = 2027, **options: object) -> costs.Scenario:
    """A scenario as in the worked examples: 75 euro an hour, 52 weeks, no indexation, all payers."""
    given: dict[str, object] = {"hourly_cost": euro("75.00")} | options
    return costs.Scenario(start_year=start_year, years=len(new), new_matches=new, **given)

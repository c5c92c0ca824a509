"""A tariff in words for the page of an offering: what each row costs, per what, who pays, and how certain that is. Pure; the sums are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from voorzieningen.catalogue import Offering, Tariff, TariffComponent, TariffReading
from voorzieningen.money import EuroRange, euro_nl, number_nl, percent_nl, range_nl

AMOUNT_KINDS = {"CIRCA": "circa", "RICHTLIJN": "richtlijn"}
BASIS_BADGES = {"DERIVED": "afgeleid", "ASSUMPTION": "aanname"}
PAYER_BASES = {"STATED": "staat in de bron", "DERIVED": "door ons afgeleid", "NOT_STATED": "niet vermeld"}
DURATION_BASES = {"STATED": "", "UPPER_BOUND": "bovengrens", "ASSUMPTION": "aanname", "NOT_STATED": ""}
PERIODS = {"WEEK": "per week", "YEAR": "per jaar"}
MATCH_BASES = {"ACTIVE": "lopende", "NEW": "nieuwe"}


@dataclass(frozen=True, slots=True)
class TariffRow:
    """One component: an amount, or words when the source gives hours, steps or a percentage instead. Neither: the amount is unknown."""

    component: TariffComponent
    amount: EuroRange | None
    words: tuple[str, ...]
    kind: str  # "circa", "richtlijn" or empty when exact
    badge: str  # "aanname", "afgeleid" or empty when stated
    payer_basis: str


@dataclass(frozen=True, slots=True)
class TariffTable:
    """The rows that go together: those of one reading, those of all readings, or those that only inform."""

    anchor: str
    caption: str
    reading: TariffReading | None
    informs: bool
    rows: tuple[TariffRow, ...]


@dataclass(frozen=True, slots=True)
class TariffDetail:
    tariff: Tariff
    kind: str
    duration_badge: str
    tables: tuple[TariffTable, ...]

    @property
    def has_prices(self) -> bool:
        """Whether any row of the tariff has a price: without one there is nothing to say about indexing it."""
        return any(row.component.type != "UNKNOWN" for table in self.tables for row in table.rows)


def tariff_details(offering: Offering) -> tuple[TariffDetail, ...]:
    """All tariffs of an offering, the default one first."""
    return tuple(
        TariffDetail(
            tariff=tariff,
            kind=f"offerte aan {tariff.municipality_name}" if tariff.municipality_name else "offerte" if tariff.kind == "OFFERTE" else "lijstprijs",
            duration_badge=DURATION_BASES[tariff.duration_basis],
            tables=_tables(tariff),
        )
        for tariff in offering.tariffs
    )


def _tables(tariff: Tariff) -> tuple[TariffTable, ...]:
    """Costs in every reading first, then each reading with the used one in front, then what only informs."""
    costs = [component for component in tariff.components if component.role == "COST"]
    tables = []
    common = [component for component in costs if not component.reading]
    if common:
        caption = f"{tariff.name}: onderdelen in alle lezingen" if tariff.readings else f"{tariff.name}: onderdelen"
        tables.append(_table(tariff, "", caption, None, common))
    for reading in tariff.readings:
        used = "gebruikt" if reading.preferred else "niet gebruikt"
        own = [component for component in costs if component.reading == reading.code]
        if own:
            tables.append(_table(tariff, reading.code.lower(), f"{tariff.name}: lezing {reading.label} ({used})", reading, own))
    informing = [component for component in tariff.components if component.role == "INFO"]
    if informing:
        tables.append(_table(tariff, "informatie", f"{tariff.name}: alleen ter informatie, telt niet mee", None, informing))
    return tuple(tables)


def _table(tariff: Tariff, name: str, caption: str, reading: TariffReading | None, components: list[TariffComponent]) -> TariffTable:
    anchor = "-".join(filter(None, ("tarief", tariff.slug, name.replace("_", "-"))))
    return TariffTable(anchor, caption, reading, name == "informatie", tuple(_row(component) for component in components))


def _row(component: TariffComponent) -> TariffRow:
    amount = EuroRange(component.low, component.high) if component.low is not None and component.high is not None else None
    return TariffRow(
        component=component,
        amount=amount,
        words=_words(component),
        kind=AMOUNT_KINDS.get(component.amount_kind, ""),
        badge=BASIS_BADGES.get(component.basis, ""),
        payer_basis=PAYER_BASES[component.payer_basis],
    )


def _words(component: TariffComponent) -> tuple[str, ...]:
    """What the row says beside, or instead of, an amount."""
    words = []
    if component.type == "COORDINATOR_HOURS":
        words += _hours(component)
    for year, hours in component.hours_per_match_year:
        words.append(f"{number_nl(hours.normalize())} uur per koppeling in koppelingsjaar {year}")
    for bracket in component.brackets:
        words.append(f"vanaf {number_nl(bracket.start)} inwoners: {range_nl(EuroRange(bracket.low, bracket.high))}")
    if component.percentage is not None:
        words.append(f"{percent_nl(component.percentage)} van {', '.join(component.base_components)}")
    if component.includes_fixed is not None:
        words.append(f"hierin zit al {euro_nl(component.includes_fixed)} per jaar")
    if component.default_completion is not None:
        words.append(f"gerekend met {percent_nl(component.default_completion)} afgeronde modules")
    return tuple(words)


def _hours(component: TariffComponent) -> list[str]:
    if component.hours_from_input or component.hours is None:
        return ["uren vult u zelf in, maal de kosten per uur"]
    period = PERIODS.get(component.period, "")
    text = f"{number_nl(component.hours.normalize())} uur {period}".strip()
    if component.per_matches:
        text += f" voor {component.per_matches} {MATCH_BASES.get(component.match_basis, '')} koppelingen"
    return [text] if component.role == "INFO" else [text, "maal de kosten per uur"]


def tariff_questions(offering: Offering) -> list[str]:
    """What the default tariff leaves open: an amount, the price level, VAT and the payer."""
    tariff = offering.default_tariff
    if tariff is None:
        return ["Wat kost dit aanbod?"]
    costs = [component for component in tariff.components if component.role == "COST"]
    asked = [f"Wat is het bedrag voor: {component.label}?" for component in costs if component.type == "UNKNOWN"]
    if tariff.price_level_year is None:
        asked.append("Voor welk jaar geldt het tarief, en hoe wordt het geïndexeerd?")
    if any(component.vat == "UNKNOWN" for component in costs):
        asked.append("Is de gemeente btw verschuldigd over het tarief?")
    unpaid = [component.label for component in costs if component.payer_basis == "NOT_STATED" and component.type != "UNKNOWN"]
    if unpaid:
        asked.append(f"Wie betaalt: {'; '.join(unpaid)}?")
    return asked

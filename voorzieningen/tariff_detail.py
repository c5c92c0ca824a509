"""A tariff in words for the page of an offering: what each row costs, per what, who pays, and how certain that is. Pure; the sums are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from voorzieningen.catalogue import Citation, Offering, ReadingChange, Tariff, TariffComponent, TariffReading
from voorzieningen.money import EuroRange, euro_nl, number_nl, percent_nl, range_nl

AMOUNT_KINDS = {"CIRCA": "circa", "RICHTLIJN": "richtlijn"}
BASIS_BADGES = {"DERIVED": "afgeleid", "ASSUMPTION": "aanname"}
PAYER_BASES = {"STATED": "staat in de bron", "DERIVED": "door ons afgeleid", "NOT_STATED": "niet vermeld"}
DURATION_BASES = {"STATED": "", "UPPER_BOUND": "bovengrens", "ASSUMPTION": "aanname", "NOT_STATED": ""}
PERIODS = {"WEEK": "per week", "YEAR": "per jaar"}
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
YEARS_LATER = ("", " van het jaar erna", " twee jaar later", " drie jaar later")
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
    ambiguities: tuple[tuple[str, str], ...] = ()  # (anchor, words) of the readings on which this row depends


@dataclass(frozen=True, slots=True)
class TariffTable:
    """The rows that go together: those of one reading, those of all readings, or those that only inform."""

    anchor: str
    caption: str
    reading: TariffReading | None
    informs: bool
    rows: tuple[TariffRow, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a reading makes of one row, in words, and where that stands when it is not where the reading itself does."""

    label: str
    words: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading with the rows that count in it alone and what it changes in others. Neither: all rows hold as they stand."""

    reading: TariffReading
    own: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AmbiguityTable:
    """The readings that exclude each other, the used one first."""

    anchor: str
    caption: str
    contradiction: str
    rows: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class TariffDetail:
    tariff: Tariff
    kind: str
    duration_badge: str
    duration_range: str  # "1 tot en met 2 jaar", empty without a range
    invoicing: str  # the moments in the words of the source, or else made from the instalments; empty when unknown
    tables: tuple[TariffTable, ...]
    ambiguities: tuple[AmbiguityTable, ...]

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
            duration_range=f"{tariff.shortest_match_years} tot en met {tariff.longest_match_years} jaar" if tariff.shortest_match_years else "",
            invoicing=tariff.invoicing or _instalments(tariff),
            tables=_tables(tariff),
            ambiguities=tuple(_ambiguity(offering, tariff, readings) for readings in tariff.ambiguities),
        )
        for tariff in offering.tariffs
    )


def _instalments(tariff: Tariff) -> str:
    """ "50% begin januari, 50% begin juli", or counted from the start of the contract year when that is not the first of a known month."""
    start = tariff.contract_from
    words = []
    for instalment in tariff.instalments:
        if start is not None and start.day == 1:
            years, month = divmod(start.month - 1 + instalment.months_after_start, 12)
            moment = f"begin {MONTHS[month]}{YEARS_LATER[years]}"
        elif instalment.months_after_start:
            moment = f"{instalment.months_after_start} maand{'en' if instalment.months_after_start > 1 else ''} na het begin van het contractjaar"
        else:
            moment = "bij het begin van het contractjaar"
        words.append(f"{percent_nl(instalment.fraction)} {moment}")
    return ", ".join(words)


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


def ambiguity_title(offering: Offering, code: str) -> str:
    """What readings that exclude each other are about: the topic of their contradiction with its code."""
    topic = next((item.topic for item in offering.contradictions if item.code == code), "hoe het tarief te lezen is")
    return f"{topic} ({code})" if code else topic


def _ambiguity(offering: Offering, tariff: Tariff, readings: tuple[TariffReading, ...]) -> AmbiguityTable:
    code = readings[0].contradiction
    return AmbiguityTable(
        anchor=_ambiguity_anchor(tariff, code),
        caption=f"{tariff.name}, lezingen: {ambiguity_title(offering, code)}",
        contradiction=code,
        rows=tuple(_reading(tariff, reading) for reading in readings),
    )


def _ambiguity_anchor(tariff: Tariff, code: str) -> str:
    return "-".join(filter(None, ("lezingen", tariff.slug, code.lower())))


def _reading(tariff: Tariff, reading: TariffReading) -> ReadingRow:
    components = {component.code: component for component in tariff.components}
    return ReadingRow(
        reading=reading,
        own=tuple(component.label for component in tariff.components if component.reading == reading.code and component.role == "COST"),
        changes=tuple(
            Change(
                components[change.component].label,
                _changed(components[change.component], change),
                None if change.citation == reading.citation else change.citation,
            )
            for change in reading.changes
            if change.component in components
        ),
    )


def _changed(component: TariffComponent, change: ReadingChange) -> str:
    """What is different, with how the row itself has it."""
    words = []
    if change.low is not None and change.high is not None and component.low is not None and component.high is not None:
        words.append(f"{range_nl(EuroRange(change.low, change.high))} in plaats van {range_nl(EuroRange(component.low, component.high))}")
    if change.from_contract_year is not None:
        words.append(f"vanaf contractjaar {change.from_contract_year} in plaats van contractjaar {component.from_contract_year}")
    if change.payer:
        words.append(f"betaler {change.payer_label} in plaats van {component.payer_label}")
    return "; ".join(words)


def _depends_on(tariff: Tariff, component: TariffComponent) -> tuple[tuple[str, str], ...]:
    """(anchor, words) of every set of readings in which this row differs."""
    codes = [
        readings[0].contradiction
        for readings in tariff.ambiguities
        if any(reading.code == component.reading or component.code in [change.component for change in reading.changes] for reading in readings)
    ]
    return tuple((_ambiguity_anchor(tariff, code), f"meer lezingen ({code})" if code else "meer lezingen") for code in codes)


def _table(tariff: Tariff, name: str, caption: str, reading: TariffReading | None, components: list[TariffComponent]) -> TariffTable:
    anchor = "-".join(filter(None, ("tarief", tariff.slug, name.replace("_", "-"))))
    return TariffTable(anchor, caption, reading, name == "informatie", tuple(_row(tariff, component) for component in components))


def _row(tariff: Tariff, component: TariffComponent) -> TariffRow:
    amount = EuroRange(component.low, component.high) if component.low is not None and component.high is not None else None
    return TariffRow(
        component=component,
        amount=amount,
        words=_words(component),
        kind=AMOUNT_KINDS.get(component.amount_kind, ""),
        badge=BASIS_BADGES.get(component.basis, ""),
        payer_basis=PAYER_BASES[component.payer_basis],
        ambiguities=_depends_on(tariff, component),
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

"""Whom a mix places: as many families as can be, and of those as many as possible certainly. One family is one new match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.coverage import Cover, Demand, DemandRow, RowCover, cover_row
from procurement.mix.choice import MixChoice
from procurement.mix.solver import Outcome, Program
from procurement.mix.wording import and_words, years_nl
from voorzieningen.catalogue import Catalogue, Offering
from voorzieningen.money import number_nl

SECONDS = 2.0  # for one division of families over offerings, which takes a few milliseconds
_COVERING = {Cover.CERTAIN, Cover.POSSIBLE}
_WHY_NOT = {
    Cover.PARTLY: "dekt een deel van de leeftijden",
    Cover.ASK: "navragen",
    Cover.NO: "hoort er volgens de bron niet bij",
}


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One row of the demand in one year: the families placed per offering, in the order of the mix, and those without a place with the reason."""

    row: DemandRow
    covers: tuple[RowCover, ...]
    placed: tuple[int, ...]
    reason: str = ""

    @property
    def cells(self) -> tuple[tuple[RowCover, int], ...]:
        return tuple(zip(self.covers, self.placed, strict=True))

    @property
    def families(self) -> int:
        return self.row.families or 0

    @property
    def certain(self) -> int:
        return sum(number for cover, number in self.cells if cover.cover is Cover.CERTAIN)

    @property
    def possible(self) -> int:
        """Placed under a condition, or where the source leaves doubt."""
        return sum(self.placed) - self.certain

    @property
    def not_placed(self) -> int:
        return self.families - sum(self.placed)


@dataclass(frozen=True, slots=True)
class YearPlacement:
    """The families of one year. `contract_years` are the years with these same numbers; `room` is what each offering has left.

    `certain_at_most`: so many could be placed certainly if nothing else counted. `is_complete` is off when the time was up before the end.
    """

    contract_years: tuple[int, ...]
    numbers: tuple[int, ...]
    rows: tuple[PlacedRow, ...]
    certain_at_most: int
    is_complete: bool = True

    @property
    def families(self) -> int:
        return sum(row.families for row in self.rows)

    @property
    def certain(self) -> int:
        return sum(row.certain for row in self.rows)

    @property
    def possible(self) -> int:
        return sum(row.possible for row in self.rows)

    @property
    def placed(self) -> int:
        return self.certain + self.possible

    @property
    def not_placed(self) -> int:
        return self.families - self.placed

    @property
    def room(self) -> tuple[int, ...]:
        """New matches of each offering that nobody of the demand takes."""
        taken = [sum(row.placed[place] for row in self.rows) for place in range(len(self.numbers))]
        return tuple(number - used for number, used in zip(self.numbers, taken, strict=True))

    @property
    def left(self) -> int:
        return sum(self.room)

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if self.families == 1:
            certainty = ", onder voorwaarde of met onzekere dekking" if self.possible else ""
            return f"Het ene gezin per jaar krijgt {'een' if self.placed else 'geen'} plek met deze mix{certainty}."
        of = f"Van de {number_nl(self.families)} gezinnen per jaar"
        if not self.placed:
            return f"{of} krijgt niemand een plek met deze mix."
        under = f", van wie {number_nl(self.possible)} onder voorwaarde of met onzekere dekking" if self.possible else ""
        rest = f"; {number_nl(self.not_placed)} niet" if self.not_placed else ""
        return f"{of} {'krijgt' if self.placed == 1 else 'krijgen'} er {number_nl(self.placed)} een plek met deze mix{under}{rest}."


@dataclass(frozen=True, slots=True)
class Placement:
    """The families of the demand over the offerings of the mix. `years` has each different year once; `open_rows` are rows without a number."""

    offerings: tuple[Offering, ...]
    years: tuple[YearPlacement, ...]
    open_rows: tuple[PlacedRow, ...] = ()

    def of_year(self, contract_year: int) -> YearPlacement:
        return next(year for year in self.years if contract_year in year.contract_years)

    @property
    def named_years(self) -> tuple[tuple[str, YearPlacement], ...]:
        """The years in words ("elk jaar", or "jaar 1 en 2") with who has a place in them."""
        return tuple(("elk jaar" if len(self.years) == 1 else f"jaar {years_nl(year.contract_years)}", year) for year in self.years)

    @property
    def sentence(self) -> str:
        """All years in words; each outcome by itself when they differ."""
        outcomes: dict[str, list[int]] = {}
        for year in self.years:
            outcomes.setdefault(year.sentence, []).extend(year.contract_years)
        if len(outcomes) == 1:
            return self.years[0].sentence
        return " ".join(f"Jaar {years_nl(sorted(years))}: {outcome}" for outcome, years in outcomes.items())


@dataclass(frozen=True, slots=True)
class Division:
    """Families per row and offering. `is_complete` is off when the time was up."""

    placed: tuple[tuple[int, ...], ...]
    is_complete: bool = True


def find_placement(*, catalogue: Catalogue, mix: MixChoice, demand: Demand) -> Placement | None:
    """The families of every contract year. None when the demand has no numbers or the mix has no offerings.

    Each offering that was asked has its own places and its own coverage, also when two of them share a coordinator.
    """
    offerings = tuple(offering for part in mix.parts if (offering := catalogue.offering(part.offering)) is not None)
    if not demand.numbered or not offerings:
        return None
    covers = {row.value: tuple(cover_row(offering, row, catalogue) for offering in offerings) for row in demand.rows}
    numbers = list(zip(*(part.new_matches for part in mix.parts), strict=True))
    same = {each: tuple(year for year, other in enumerate(numbers, start=1) if other == each) for each in numbers}
    rows = [(row, covers[row.value]) for row in demand.numbered]
    return Placement(
        offerings,
        tuple(_placed_year(years, each, rows) for each, years in same.items()),
        tuple(PlacedRow(row, covers[row.value], (0,) * len(offerings)) for row in demand.rows if not row.families),
    )


def _placed_year(years: tuple[int, ...], numbers: tuple[int, ...], rows: Sequence[tuple[DemandRow, tuple[RowCover, ...]]]) -> YearPlacement:
    families = [row.families or 0 for row, _ in rows]
    covers = [[cover.cover for cover in found] for _, found in rows]
    division = divide(families, numbers, covers)
    sure = divide(families, numbers, [[cover if cover is Cover.CERTAIN else Cover.ASK for cover in row] for row in covers])
    return YearPlacement(
        years,
        numbers,
        tuple(PlacedRow(row, found, placed, _reason(row, found, placed)) for (row, found), placed in zip(rows, division.placed, strict=True)),
        sum(sum(placed) for placed in sure.placed),
        division.is_complete and sure.is_complete,
    )


def divide(families: Sequence[int], numbers: Sequence[int], covers: Sequence[Sequence[Cover]]) -> Division:
    """As many families as can be, first counting certain and possible coverage alike, then as many as possible certainly.

    `families` are those of each row, `numbers` the places of each offering, and `covers` how each offering covers each row. Which one of several
    equally good divisions comes out says nothing.
    """
    program = Program()
    # One family more always outweighs every certainty that can be won.
    weight = sum(families) + 1
    places = {
        (row, offering): program.variable(min(families[row], numbers[offering]), -weight - (cover is Cover.CERTAIN))
        for row, found in enumerate(covers)
        for offering, cover in enumerate(found)
        if cover in _COVERING
    }
    for row, number in enumerate(families):
        program.row({place: 1 for (of, _), place in places.items() if of == row}, 0, number)
    for offering, number in enumerate(numbers):
        program.row({place: 1 for (_, of), place in places.items() if of == offering}, 0, number)
    solution = program.solve(SECONDS)
    values = solution.values or (0,) * len(places)
    found = tuple(
        tuple(values[places[row, offering]] if (row, offering) in places else 0 for offering in range(len(numbers))) for row in range(len(families))
    )
    return Division(found, solution.outcome is Outcome.OPTIMAL)


def _reason(row: DemandRow, covers: Sequence[RowCover], placed: Sequence[int]) -> str:
    """Why families of a row have no place; empty when they all have one."""
    if sum(placed) >= (row.families or 0):
        return ""
    if any(cover.cover in _COVERING for cover in covers):
        return "geen plek meer bij het aanbod dat deze gezinnen kan helpen"
    said = and_words([f"{cover.offering.name} ({_WHY_NOT[cover.cover]})" for cover in covers])
    return f"geen aanbod in de mix dekt dit: {said}"

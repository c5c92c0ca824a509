"""Totals of one tariff without lines and texts, for the many questions that only ask how much: equal to costs.cost() to the cent.

A sweep, a budget, a tipping point or a thousand variants ask for hundreds of totals of the same tariff. Here is done once what does not depend on the
numbers of new matches nor on the hourly cost; what remains is a row of whole cents for the straight part, and a few terms that bend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from operator import mul

from procurement.costs.components import Contribution, Surcharge
from procurement.costs.folded_lines import HUNDRED, Frame, Line, Terms, prices
from procurement.costs.folded_terms import Amount, Curve, Pools, Ratio, Term
from procurement.costs.scenario import Payer, Scenario
from procurement.costs.tariff import Tariff
from voorzieningen.money import EXACT, EuroRange

Cents = tuple[int, int]  # low and high

_SHARE_UNKNOWN = frozenset({Payer.MIXED, Payer.UNKNOWN})
_CENT = Decimal("0.01")
_PLAIN = Term(())[1:]


@dataclass(frozen=True)
class Folded:
    """One tariff in one scenario, with the new matches of each year and the hourly cost of the coordinator left open.

    - `new_matches`: whole numbers from 0, one for each contract year of the scenario, otherwise ValueError
    - `hourly_cost`: euro an hour at the price level that the scenario gives it; that of the scenario when left out
    """

    tariff: Tariff
    frame: Frame
    lines: tuple[list[Line] | None, ...]  # of each contract year, before contributions; None: something in it is unknown

    @property
    def is_known(self) -> bool:
        """Whether there is a total at all: that depends neither on the matches nor on the hourly cost."""
        return bool(self.lines) and None not in self.lines

    def total(self, new_matches: Sequence[int], hourly_cost: Decimal | None = None) -> EuroRange | None:
        """The sum of all years; None as soon as one of them is unknown."""
        counts = self._counts(new_matches)
        if not self.is_known:
            return None
        if hourly_cost is None:
            return euro_range(*self._own_total.cents(counts, self.frame.own_rates))
        return euro_range(*self._open_total.cents(counts, self.frame.rates(hourly_cost)))

    def years(self, new_matches: Sequence[int], hourly_cost: Decimal | None = None) -> tuple[EuroRange | None, ...]:
        """The cost of each contract year; None where it is unknown."""
        counts = self._counts(new_matches)
        rates = self.frame.own_rates if hourly_cost is None else self.frame.rates(hourly_cost)
        return tuple([None if amount is None else euro_range(*amount.cents(counts, rates)) for amount in self._open_years])

    def sweep(self, matches: Sequence[int]) -> list[Cents] | None:
        """The total in whole cents for each of these numbers of new matches, when it holds for every year; None when unknown."""
        if not self.is_known:
            return None
        if self._own_total.pools:
            return [self._own_total.cents((1, *(count,) * self.frame.years), self.frame.own_rates) for count in matches]
        return list(zip(*self._own_total.columns(matches), strict=True))

    def match_years(self, new_matches: Sequence[int]) -> int | None:
        """The active matches of all years together; None when the total or the duration is unknown."""
        counts = self._counts(new_matches)
        if self.tariff.duration is None or not self.is_known:
            return None
        found: int = sum(map(mul, self.frame.active(self.tariff.duration), counts))
        return found

    def active(self, new_matches: Sequence[int]) -> tuple[int | None, ...]:
        """The matches that run in each contract year, whether or not its cost is known; None when the duration is unknown."""
        counts, duration = self._counts(new_matches), self.tariff.duration
        if duration is None:
            return (None,) * self.frame.years
        return tuple([sum(map(mul, self.frame.row(year, 1, duration), counts)) for year in range(1, self.frame.years + 1)])

    def hours(self, new_matches: Sequence[int]) -> tuple[tuple[Fraction, Fraction] | None, ...]:
        """By how many euro each year's cost rises, low and high, per euro that the indexed hourly cost of that year rises: not rounded.

        These are the hours of the coordinator as far as the chosen payers bear them, with surcharges and the VAT what-if over them. None when the
        year is unknown, or when a contribution beside the hours makes this depend on the hourly cost itself.
        """
        counts = self._counts(new_matches)
        by_hour = [lines is not None and any(line.by_hour for line in lines) for lines in self.lines]
        return tuple(
            [
                None if amount is None or (has_hours and amount.pools) else amount.hours(counts)
                for amount, has_hours in zip(self._open_years, by_hour, strict=True)
            ]
        )

    @cached_property
    def _open_years(self) -> tuple[Amount | None, ...]:
        return tuple([None if lines is None else _amount([(year, lines)], self, None) for year, lines in enumerate(self.lines, 1)])

    @cached_property
    def _open_total(self) -> Amount:
        """All years, with the hours waiting for an hourly cost."""
        return _amount(self._known_years, self, None)

    @cached_property
    def _own_total(self) -> Amount:
        """All years at the hourly cost of the scenario: hours that this makes whole cents have become straight."""
        return _amount(self._known_years, self, self.frame.own_rates)

    @property
    def _known_years(self) -> list[tuple[int, list[Line]]]:
        return [(year, lines) for year, lines in enumerate(self.lines, 1) if lines is not None]

    def _counts(self, new_matches: Sequence[int]) -> tuple[int, ...]:
        counts = (1, *new_matches)
        if len(counts) != self.frame.width:
            raise ValueError(f"{self.frame.years} contract years need as many numbers of new matches, not {len(new_matches)}")
        return counts


def euro_range(low: int, high: int) -> EuroRange:
    """A range of whole cents in euro."""
    bound = EXACT.multiply(_CENT, low)
    return EuroRange(bound, bound if low == high else EXACT.multiply(_CENT, high))


def fold(tariff: Tariff, scenario: Scenario) -> Folded:
    """The tariff in this scenario, whose new matches do not count: each total asks its own."""
    frame = _frame(scenario)
    return Folded(tariff, frame, tuple(_lines_by_year(tariff, frame)))


def totals_by_matches(tariff: Tariff, scenario: Scenario, counts: Sequence[int]) -> tuple[EuroRange | None, ...]:
    """The total of the tariff for each constant number of new matches a year, in the order of `counts`; None when it is unknown."""
    found = fold(tariff, scenario).sweep(counts)
    return (None,) * len(counts) if found is None else tuple([euro_range(low, high) for low, high in found])


def match_years(tariff: Tariff, scenario: Scenario) -> int | None:
    """The active matches of all years together, as OfferingCost.match_years: None when the total or the duration is unknown."""
    return fold(tariff, scenario).match_years(scenario.new_matches)


# A scenario cannot change, so what is remembered of it cannot grow old: a thousand tariffs share its growth factors.
@lru_cache(maxsize=64)
def _frame(scenario: Scenario) -> Frame:
    return Frame(scenario)


def _lines_by_year(tariff: Tariff, frame: Frame) -> list[list[Line] | None]:
    """The lines of every contract year before contributions; None where something is unknown."""
    own = [component for component in tariff.components if not isinstance(component, Surcharge | Contribution)]
    priced = 0 if not own else frame.years if tariff.priced_years is None else tariff.priced_years
    found: list[list[Line] | None] = [[] if year < priced else None for year in range(frame.years)]
    terms = Terms(tariff, frame)
    for component in own:
        for year, line in terms.lines(component):
            lines = found[year - 1]
            if line is None:
                found[year - 1] = None
            elif lines is not None:
                lines.append(line)
    surcharges = [component for component in tariff.components if isinstance(component, Surcharge)]
    if surcharges or frame.vat is not None:
        for year, lines in enumerate(found, 1):
            if lines is not None:
                _add_fractions(lines, [component for component in surcharges if _applies(component, year)], frame.vat)
    return found


def _applies(component: Surcharge | Contribution, year: int) -> bool:
    return component.from_year <= year and (component.to_year is None or year <= component.to_year)


def _add_fractions(lines: list[Line], surcharges: Sequence[Surcharge], vat: Ratio | None) -> None:
    """The surcharges over the lines, then the VAT what-if over all of them."""
    base = list(lines)
    for component in surcharges:
        ratio = component.fraction.as_integer_ratio()
        lines += [_over(line, ratio, component.payer, component.vat_unknown) for line in base if line.code in component.base]
    if vat is not None:
        lines += [_over(line, vat, line.payer, False) for line in lines if line.takes_vat_what_if]


def _over(line: Line, ratio: Ratio, payer: Payer, takes_vat_what_if: bool) -> Line:
    low = line.low.over(ratio)
    return Line(line.year, "", payer, takes_vat_what_if, line.by_hour, low, low if line.high is line.low else line.high.over(ratio))


def _amount(years: Sequence[tuple[int, list[Line]]], folded: Folded, rates: Sequence[int] | None) -> Amount:
    """What the chosen payers bear in these (contract year, lines) together; without `rates` hours wait for them."""
    frame, payers = folded.frame, folded.frame.scenario.payers
    contributions = [component for component in folded.tariff.components if isinstance(component, Contribution)]
    # A contribution between two payers whose shares count alike does not change the sum.
    if all(_share(component.relieved, payers) == _share(component.payer, payers) for component in contributions):
        return _borne([line for _, lines in years for line in lines], frame, rates)
    pools = tuple([_pools(lines, [component for component in contributions if _applies(component, year)], frame, rates) for year, lines in years])
    return Amount(Curve(frame.nothing), pools=pools)


def _share(payer: Payer, payers: frozenset[Payer]) -> tuple[bool, bool]:
    """Whether what this payer bears counts in the low and in the high amounts."""
    return payer in payers, payer in payers or payer in _SHARE_UNKNOWN


def _borne(lines: Sequence[Line], frame: Frame, rates: Sequence[int] | None) -> Amount:
    """What the chosen payers bear of these lines, each line by itself."""
    payers = frame.scenario.payers
    same, low, high = [], [], []
    for line in lines:
        if line.payer in payers:
            if line.high is line.low:
                same.append((line, line.low))
            else:
                low.append((line, line.low))
                high.append((line, line.high))
        elif line.payer in _SHARE_UNKNOWN:
            high.append((line, line.high))
    return Amount(_curve(same, frame, rates), _curve(low, frame, rates) if low else None, _curve(high, frame, rates) if high else None)


def _pools(lines: Sequence[Line], grants: Sequence[Contribution], frame: Frame, rates: Sequence[int] | None) -> Pools:
    payers = frame.scenario.payers
    each = {payer: [line for line in lines if line.payer is payer] for payer in Payer}
    return Pools(
        low={payer: _curve([(line, line.low) for line in found], frame, rates) for payer, found in each.items()},
        high={payer: _curve([(line, line.high) for line in found], frame, rates) for payer, found in each.items()},
        grants=tuple([(grant.relieved, grant.payer, prices(grant.amount, (HUNDRED,))[0]) for grant in grants]),
        all_of=payers,
        up_to=_SHARE_UNKNOWN - payers,
    )


def _curve(terms: Iterable[tuple[Line, Term]], frame: Frame, rates: Sequence[int] | None) -> Curve:
    rows, bent, hours = [frame.nothing], [], []
    for line, term in terms:
        if line.by_hour:
            if rates is None:
                hours.append((line.year, term))
                continue
            term = term.at_rate(rates[line.year - 1])
        # Most are plain: asking that first saves half of the time.
        straight = term.row if term[1:] == _PLAIN else term.straight()
        if straight is None:
            bent.append(term)
        else:
            rows.append(straight)
    return Curve(tuple(map(sum, zip(*rows, strict=True))), tuple(bent), tuple(hours))

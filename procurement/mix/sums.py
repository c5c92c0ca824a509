"""The sums of a mix over its members: each with how it is added up, and without a price of one member no sum but the part that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.costs import Figure
from procurement.costs import formula as f
from procurement.mix.member import Member
from procurement.mix.wording import and_words
from voorzieningen.money import EuroRange

_YEARS = "jaar-"


@dataclass(frozen=True, slots=True)
class MixSum:
    """One figure of the mix. `formula` is None when it is unknown, with the reason in Dutch; what is known of it is then `known_formula`.

    The known part is never the figure itself: `missing` are the members that it leaves out.
    """

    key: str
    label: str
    formula: f.Node | None
    reason: str = ""
    known_formula: f.Node | None = None
    missing: tuple[str, ...] = ()

    @property
    def amount(self) -> EuroRange | None:
        return self.formula.range if self.formula else None

    @property
    def calculation(self) -> str:
        """How it is added up, with the names; empty when it is unknown."""
        return self.formula.words if self.formula else ""

    @property
    def known(self) -> EuroRange | None:
        """What is known of an unknown figure; None when nothing is."""
        return self.known_formula.range if self.known_formula else None

    @property
    def known_calculation(self) -> str:
        return self.known_formula.words if self.known_formula else ""

    @property
    def missing_words(self) -> str:
        return and_words(self.missing)


@dataclass(frozen=True, slots=True)
class MixYear:
    """One contract year of the whole mix."""

    contract_year: int
    calendar_year: int
    cost: MixSum


@dataclass(frozen=True, slots=True)
class _Term:
    """What one member brings to a sum; without a formula the reason. `known` is what is known of it all the same."""

    name: str
    formula: f.Node | None
    reason: str = ""
    known: f.Node | None = None


def sum_years(members: Sequence[Member]) -> tuple[MixYear, ...]:
    """The contract years. No members: no years."""
    found = []
    for years in zip(*(member.result.years for member in members), strict=True):
        first = years[0]
        label = f"Jaar {first.contract_year} ({first.calendar_year})"
        terms = [_Term(member.name, year.formula, year.reason) for member, year in zip(members, years, strict=True)]
        found.append(MixYear(first.contract_year, first.calendar_year, _summed(f"{_YEARS}{first.contract_year}", label, terms)))
    return tuple(found)


def sum_totals(members: Sequence[Member]) -> MixSum:
    """The contract years of all members; of a member with some years that are unknown, the known part has the other ones."""
    return _summed(
        Figure.TOTAL.value,
        "Totaal",
        [
            _Term(member.name, member.result.formulas.get(Figure.TOTAL), member.result.reason, member.result.formulas.get(Figure.KNOWN_YEARS))
            for member in members
        ],
    )


def sum_tails(members: Sequence[Member]) -> MixSum:
    """What it costs after the contract years to finish the matches that still run; never part of the total."""
    terms = [_Term(member.name, member.result.formulas.get(Figure.TAIL), member.result.why_unknown(Figure.TAIL)) for member in members]
    return _summed(Figure.TAIL.value, "Uitloop na het contract", terms)


def per_match(total: MixSum, tail: MixSum, members: Sequence[Member]) -> tuple[MixSum, ...]:
    """What one started match costs with and without the tail, and what one match-year costs: over all members together."""
    started = _count([(member, member.result.matches_started) for member in members], "gestarte koppelingen")
    running = _count([(member, member.result.match_years) for member in members], "koppelingsjaren")
    whole = f.Carried(total.formula) if total.formula else None
    with_tail = f.Sum((whole, f.Carried(tail.formula)), in_brackets=True) if whole and tail.formula else None
    no_tail = total.reason or f"uitloop onbekend: {tail.reason}"
    no_years = total.reason or "duur van een koppeling onbekend"
    return (
        _divided(Figure.PER_MATCH_STARTED, "Per gestarte koppeling, zonder uitloop", whole, started, total.reason),
        _divided(Figure.PER_MATCH_STARTED_INCL_TAIL, "Per gestarte koppeling, met uitloop", with_tail, started, no_tail),
        _divided(Figure.PER_MATCH_YEAR, "Per koppelingsjaar", whole, running, no_years),
    )


def _count(numbers: Sequence[tuple[Member, int | None]], unit: str) -> f.Count | None:
    """The matches of all members together; None when those of one are unknown."""
    values = [f.Value(f.Role.NEW_MATCHES, member.priced.key, Decimal(number), Decimal(number)) for member, number in numbers if number is not None]
    return f.Count(tuple(values), unit) if len(values) == len(numbers) else None


def _divided(figure: Figure, label: str, top: f.Node | None, by: f.Count | None, reason: str) -> MixSum:
    if top is None or by is None:
        return MixSum(figure.value, label, None, reason)
    if not by.number:
        return MixSum(figure.value, label, None, f"niet te bepalen: er zijn 0 {by.unit}")
    return MixSum(figure.value, label, f.Rounded(f.Ratio(top, by)))


def _summed(key: str, label: str, terms: Sequence[_Term]) -> MixSum:
    if not terms:
        return MixSum(key, label, None, "geen aanbod in de mix")
    known = [f.Remark(f.Carried(node), term.name) for term in terms if (node := term.formula or term.known) is not None]
    missing = [term for term in terms if term.formula is None]
    if not missing:
        return MixSum(key, label, f.Sum(tuple(known)))
    names = tuple(f"{term.name}, een deel van de jaren" if term.known else term.name for term in missing)
    reason = "; ".join(f"{term.name}: {term.reason}" for term in missing)
    return MixSum(key, label, None, reason, f.Sum(tuple(known)) if known else None, names)

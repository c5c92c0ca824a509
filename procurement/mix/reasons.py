"""Why an offering is not in the mix: what keeps it out, or what the mix would cost more with it. Never that it is worse."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from procurement.coverage import DemandRow, RowCover
from procurement.mix.candidates import Candidate
from procurement.mix.effort import Found
from procurement.mix.relaxation import NOT_WORKED_OUT
from procurement.mix.searching import Searching
from procurement.mix.solver import Outcome
from voorzieningen.money import euro_nl


@dataclass(frozen=True, slots=True)
class Forced:
    """What it takes to send at least one family to an offering, in one world. `more` is in euro; None when it cannot be, or is not known."""

    words: str
    more: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one offering says of a row that nobody covers, in Dutch: its answer to the row, or what keeps it from being chosen."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A row that no offering covers that can be chosen, with what each offering says."""

    row: DemandRow
    statements: tuple[Statement, ...]


def forced_offers(searching: Searching, main: Found) -> dict[int, Forced]:
    """By place in the comparison: each offering that could be chosen, is not in the mix, and what the mix costs more with it."""
    puzzle = searching.puzzle(searching.asked.terms)
    return {offer.number: _forced(searching, main, place) for place, offer in enumerate(puzzle.offers) if not main.numbers[place]}


def _forced(searching: Searching, main: Found, place: int) -> Forced:
    found = searching.forced(place)
    if not found.is_certain or not main.is_certain:
        return Forced(NOT_WORKED_OUT)
    terms = searching.asked.terms
    if found.outcome is Outcome.INFEASIBLE:
        within = " binnen het budget" if terms.budget is not None else ""
        return Forced(f"met minstens één gezin hier kan niet elk gezin{within} een plek krijgen")
    more = searching.amount(terms, found) - searching.amount(terms, main)
    if not more:
        return Forced("met minstens één gezin hier kost de mix evenveel", more)
    return Forced(f"met minstens één gezin hier kost de mix {euro_nl(more)} meer", more)


def uncovered_rows(searching: Searching) -> tuple[Uncovered, ...]:
    """The rows that nobody who can be chosen covers."""
    asked = searching.asked
    found = []
    for place in searching.puzzle(asked.terms).uncovered:
        statements = tuple(Statement(item.priced.name, _statement(item, item.covers[place], searching, place)) for item in asked.candidates)
        found.append(Uncovered(asked.rows[place], statements))
    return tuple(found)


def _statement(candidate: Candidate, cover: RowCover, searching: Searching, place: int) -> str:
    """An offering that covers the row says what else keeps it out."""
    terms = searching.asked.terms
    if place in candidate.rows(terms):
        return f"dekt deze regel, maar {'; '.join(candidate.reasons(terms, searching.asked.rows))}"
    return f"{cover.cover.value}: {cover.reason}"

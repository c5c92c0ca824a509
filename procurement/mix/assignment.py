"""Which families of which row go where, once it is known how many each offering gets. The same numbers always give the same places."""

from __future__ import annotations

from collections.abc import Sequence

from procurement.mix.puzzle import Puzzle

_Places = list[list[int]]


def assign(puzzle: Puzzle, numbers: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """For each row the families at each offer, and everybody of `numbers` has a place.

    Rows and offers go in their own order; a family that came first moves over only when a later one would have no place otherwise.
    """
    given = [[0] * len(puzzle.offers) for _ in puzzle.families]
    left = list(numbers)
    for row, families in enumerate(puzzle.families):
        for _ in range(families):
            if not _seat(puzzle, row, given, left, set()):
                break
    return tuple(tuple(places) for places in given)


def _seat(puzzle: Puzzle, row: int, given: _Places, left: list[int], seen: set[int]) -> bool:
    """One more family of this row: on a free place, or on one that another row gives up for a free place elsewhere."""
    mine = [place for place, offer in enumerate(puzzle.offers) if row in offer.rows and place not in seen]
    for place in mine:
        if left[place]:
            left[place] -= 1
            given[row][place] += 1
            return True
    for place in mine:
        seen.add(place)
        for other, places in enumerate(given):
            if places[place] and other != row and _seat(puzzle, other, given, left, seen):
                places[place] -= 1
                given[row][place] += 1
                return True
    return False

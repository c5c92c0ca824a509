"""Sets of rows as one big integer each (bit 0 is the first row): combining and counting thousands of rows takes microseconds. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of these rows, out of `size`. Setting bits one by one in an integer would copy all of it each time."""
    found = bytearray(size // 8 + 1)
    for row in rows:
        found[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(found, "little")


def rows_of(bits: int, *, skip: int = 0, take: int | None = None) -> list[int]:
    """The rows of a set in ascending order: after the first `skip` at most `take`, by default all."""
    wanted = bits.bit_count() - skip if take is None else min(take, bits.bit_count() - skip)
    if wanted <= 0:
        return []
    start = _after(bits, skip)
    if take is None:
        return [start + place for place, digit in enumerate(reversed(f"{bits >> start:b}")) if digit == "1"]
    rows, rest = list[int](), bits >> start
    while len(rows) < wanted:
        # As many as needed lie near: looking at them in a small integer is quick, however many rows there are in all.
        near = rest & _NEAR
        while near and len(rows) < wanted:
            lowest = near & -near
            rows.append(start + lowest.bit_length() - 1)
            near ^= lowest
        rest, start = rest >> _NEAR_BITS, start + _NEAR_BITS
    return rows


def _after(bits: int, skip: int) -> int:
    """The lowest place below which `skip` rows lie, found by halving."""
    low, high = 0, bits.bit_length()
    while low < high:
        middle = (low + high) // 2
        if (bits & ((1 << middle) - 1)).bit_count() < skip:
            low = middle + 1
        else:
            high = middle
    return low


_NEAR_BITS = 512
_NEAR = (1 << _NEAR_BITS) - 1

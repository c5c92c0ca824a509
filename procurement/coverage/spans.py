"""Stretches of months: what is left of them, what lies inside a window, and how they are said. Who serves them stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from voorzieningen.ages import PREGNANCY, PREGNANCY_STARTS, Months, bound_nl, merge
from voorzieningen.catalogue import Term

LIFE = Months(PREGNANCY_STARTS, 276)  # from the pregnancy until 23
CHILDHOOD = Months(0, 216)
YOUTH = Months(144, 276)  # young people who ask for help themselves
ADULT = Months(216, 276)
_WINDOWS = {"ZWANGERSCHAP": PREGNANCY, "JONGERE": YOUTH}

# (code in files, label, months): their bounds are those at which offerings stop.
BANDS = (
    ("zwangerschap", "tijdens de zwangerschap", PREGNANCY),
    ("0-4", "0 tot en met 4 jaar", Months(0, 60)),
    ("5", "5 jaar", Months(60, 72)),
    ("6-11", "6 tot en met 11 jaar", Months(72, 144)),
    ("12-17", "12 tot en met 17 jaar", Months(144, 216)),
    ("18-22", "18 tot en met 22 jaar", ADULT),
)


def window_of(group: Term | None) -> Months:
    """The ages at which a target group is looked at when nobody asks for other ones: childhood, unless the group itself says otherwise.

    Pregnancy and 18 to 23 years are said once, for all groups together.
    """
    return _WINDOWS.get(group.code, CHILDHOOD) if group else CHILDHOOD


def within(ranges: Sequence[Months], window: Months) -> tuple[Months, ...]:
    """The months of `ranges` that lie in the window."""
    inside = [Months(max(item.start, window.start), min(item.end, window.end)) for item in ranges if item.overlaps(window)]
    return merge(inside)


def without(ranges: Sequence[Months], taken: Sequence[Months]) -> tuple[Months, ...]:
    """The months of `ranges` that are not in `taken`."""
    left = list(merge(ranges))
    for hole in taken:
        pieces = [(item.start, min(item.end, hole.start)) for item in left] + [(max(item.start, hole.end), item.end) for item in left]
        left = sorted(Months(start, end) for start, end in pieces if start < end)
    return tuple(left)


def span_nl(span: Months, window: Months) -> str:
    """A stretch as it is said of a window of months: "tot 5 jaar", "vanaf 5 jaar", "van 5 tot 6 jaar", "alle leeftijden"."""
    starts, ends = span.start <= window.start, span.end >= window.end
    if starts:
        return "alle leeftijden" if ends else f"tot {bound_nl(span.end)}"
    if ends:
        return f"vanaf {bound_nl(span.start)}"
    first, last = bound_nl(span.start), bound_nl(span.end)
    return f"van {first.removesuffix(' jaar') if last.endswith(' jaar') else first} tot {last}"


def spans_nl(spans: Sequence[Months], window: Months) -> str:
    return listed([span_nl(span, window) for span in spans])


def listed(words: Sequence[str]) -> str:
    """ "A, B en C"."""
    return " en ".join([*([", ".join(words[:-1])] if words[:-1] else []), *words[-1:]])

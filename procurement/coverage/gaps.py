"""What a choice of offerings does not cover, by target group and age together. How that is said stands in `sentences`.

An offering serves its target groups only at its own ages, so a group that is named and an age that is named can still miss each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from procurement.coverage import sentences
from procurement.coverage.providers import Provider, Worker, find_providers, sure_months, unsure_months
from procurement.coverage.spans import ADULT, CHILDHOOD, LIFE, window_of, within, without
from procurement.coverage.wanted import Wanted
from voorzieningen.ages import PREGNANCY, Months
from voorzieningen.catalogue import Term

PREGNANT = "ZWANGERSCHAP"


class Kind(StrEnum):
    """What kind of gap, the most serious first. The value is the code in files."""

    UNCOVERED = "niet-gedekt"
    PARTLY = "niet-alle-leeftijden"
    UNCERTAIN = "onzeker"

    @property
    def symbol(self) -> str:
        return _KINDS[self][0]

    @property
    def label(self) -> str:
        return _KINDS[self][1]


_KINDS = {
    Kind.UNCOVERED: ("–", "Niet gedekt"),
    Kind.PARTLY: ("½", "Niet voor alle leeftijden gedekt"),
    Kind.UNCERTAIN: ("?", "Alleen onder voorwaarde of onzeker"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A target group that is not covered for certain at all ages in `window`. `group` None: the ages themselves, whatever the group.

    `certain`, `uncertain` and `uncovered` are the months of the whole life from pregnancy until 23; together they are all of it.
    `limit` says beside the name of a group that is covered all the same where it falls short ("alleen tot 5 jaar"), `text` says all.
    """

    group: Term | None
    label: str
    kind: Kind
    limit: str
    text: str
    is_asked: bool
    window: Months
    certain: tuple[Months, ...]
    uncertain: tuple[Months, ...]
    uncovered: tuple[Months, ...]


@dataclass(frozen=True, slots=True)
class GapLine:
    """Gaps of which the same can be said. `labels` mark what was asked."""

    kind: Kind
    labels: tuple[str, ...]
    text: str
    is_asked: bool


def find_gaps(*, workers: Sequence[Worker], groups: Sequence[Term], wanted: Wanted) -> tuple[Gap, ...]:
    """The gaps of every target group, in their order, and then those of the ages themselves."""
    found = [gap for group in groups if (gap := _gap(workers, group, group.label, window_of(group), wanted)) is not None]
    told = {gap.group.code for gap in found if gap.group is not None}
    if PREGNANT not in told:
        found += _of_age(workers, "tijdens de zwangerschap", PREGNANCY, wanted)
    found += _of_age(workers, "0 tot en met 17 jaar", CHILDHOOD, wanted)
    label = "18 tot en met 22 jaar"
    return (*found, *(_of_age(workers, label, ADULT, wanted) or _of_adults(workers, groups, told, label, wanted)))


def gap_lines(gaps: Sequence[Gap]) -> tuple[GapLine, ...]:
    """The gaps in as few lines as can be: the most serious kind first; of each kind what was asked first, and ages before target groups."""
    order = list(Kind)
    merged: dict[tuple[Kind, bool, str], list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: (order.index(gap.kind), not gap.is_asked, gap.group is not None)):
        merged.setdefault((gap.kind, gap.group is None, gap.text), []).append(gap)
    return tuple(
        GapLine(kind, tuple(f"{gap.label} (gevraagd)" if gap.is_asked else gap.label for gap in same), text, any(gap.is_asked for gap in same))
        for (kind, _, text), same in merged.items()
    )


def _gap(workers: Sequence[Worker], group: Term | None, label: str, window: Months, wanted: Wanted) -> Gap | None:
    """The gap of one group (or of the ages) in its window; None when all of that is covered for certain."""
    providers = find_providers(workers, group)
    certain = sure_months(providers)
    if not without((window,), certain):
        return None
    uncertain = without(unsure_months(providers), certain)
    # A group that is covered at other ages is worth saying; of an age only itself counts.
    scope = window if group is None else LIFE
    kind = Kind.PARTLY if within(certain, scope) else Kind.UNCERTAIN if within(uncertain, scope) else Kind.UNCOVERED
    return Gap(
        group=group,
        label=label,
        kind=kind,
        limit=_limit(kind, certain, window),
        text=_text(kind, providers, workers, group, window),
        is_asked=wanted.asks_age(window) if group is None else wanted.asks_group(group),
        window=window,
        certain=certain,
        uncertain=uncertain,
        uncovered=without((LIFE,), (*certain, *uncertain)),
    )


def _limit(kind: Kind, certain: tuple[Months, ...], window: Months) -> str:
    if kind is Kind.PARTLY:
        return f"alleen {sentences.certain_nl(certain, window)}"
    return "leeftijd niet zeker" if kind is Kind.UNCERTAIN else ""


def _text(kind: Kind, providers: Sequence[Provider], workers: Sequence[Worker], group: Term | None, window: Months) -> str:
    if kind is Kind.UNCOVERED:
        return sentences.nobody(workers, group)
    return sentences.partly(providers, window) if kind is Kind.PARTLY else sentences.uncertain(providers, window)


def _of_age(workers: Sequence[Worker], label: str, window: Months, wanted: Wanted) -> list[Gap]:
    gap = _gap(workers, None, label, window, wanted)
    return [] if gap is None else [gap]


def _of_adults(workers: Sequence[Worker], groups: Sequence[Term], told: set[str], label: str, wanted: Wanted) -> list[Gap]:
    """From 18 on somebody helps, but not every group that is covered until then: those in one line. A group with a gap of its own is told."""
    stop = []
    for group in groups:
        sure = sure_months(find_providers(workers, group))
        if group.code not in told and window_of(group) is CHILDHOOD and without((ADULT,), sure):
            stop.append(group)
    if not stop:
        return []
    by_age = find_providers(workers, None)
    certain = sure_months(by_age)
    return [
        Gap(
            group=None,
            label=label,
            kind=Kind.PARTLY,
            limit="niet voor alle doelgroepen",
            text=sentences.not_after(by_age, ADULT, [group.label for group in stop]),
            is_asked=wanted.asks_age(ADULT),
            window=ADULT,
            certain=certain,
            uncertain=without(unsure_months(by_age), certain),
            uncovered=without((LIFE,), (*certain, *unsure_months(by_age))),
        )
    ]

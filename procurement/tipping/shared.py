"""Which compared combinations share a coordinator, beside their parts as they are compared, with the matches divided equally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procurement import costs
from procurement.mix.shared import Shared, takes_shared_hours
from procurement.mix.wording import and_words
from procurement.pricing import Priced


@dataclass(frozen=True, slots=True)
class SharedBesideParts(Shared):
    """A combination beside its parts. `obstacle` says in Dutch what keeps the two from being compared; then there are no parts and years."""

    obstacle: str = ""

    @property
    def assumption(self) -> str:
        """How the matches are divided."""
        shares = and_words([f"{part.matches} bij {part.name}" for part in self.parts])
        return f"Verdeling: elk deel krijgt evenveel nieuwe koppelingen per jaar, {shares}."


def find_shared(columns: Sequence[Priced], results: Sequence[costs.OfferingCost], scenario: costs.Scenario) -> tuple[SharedBesideParts, ...]:
    """Every compared combination whose coordinator's hours are the user's to give, beside its parts as they are compared."""
    return tuple(
        _beside_parts(column, result, columns, scenario)
        for column, result in zip(columns, results, strict=True)
        if column.offering.parts and takes_shared_hours(column)
    )


def _beside_parts(column: Priced, result: costs.OfferingCost, columns: Sequence[Priced], scenario: costs.Scenario) -> SharedBesideParts:
    compared = {part.offering.slug: part for part in reversed(columns)}  # of several tariffs of a part the first
    missing = [slug.replace("-", " ") for slug in column.offering.parts if slug not in compared]
    if missing:
        return SharedBesideParts(column.name, obstacle=f"Zet {and_words(missing)} erbij om dit te zien.")
    parts = [compared[slug] for slug in column.offering.parts]
    number = len(parts)
    share = _divided(scenario, number)
    if share is None:
        obstacle = f"Het aantal koppelingen is niet in elk jaar gelijk over de {number} delen te verdelen. Kies een veelvoud van {number}."
        return SharedBesideParts(column.name, obstacle=obstacle)
    return SharedBesideParts.beside(column, result, parts, [share] * number, scenario)


def _divided(scenario: costs.Scenario, parts: int) -> costs.Scenario | None:
    """The scenario of each part: an equal share of all matches; None when that is no whole number somewhere."""
    counts = (*scenario.new_matches, *(count for _, count in scenario.carry_over))
    if any(count % parts for count in counts):
        return None
    return replace(
        scenario,
        new_matches=tuple(count // parts for count in scenario.new_matches),
        carry_over=tuple((year, count // parts) for year, count in scenario.carry_over),
    )

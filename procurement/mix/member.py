"""The members of a mix: each offering calculated in its own scenario, and the parts of a combination that share a coordinator as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from procurement import costs, pricing
from procurement.mix.choice import MixChoice, MixPart
from procurement.mix.shared import Shared, takes_shared_hours
from procurement.mix.wording import and_words, matches_nl
from voorzieningen.catalogue import Catalogue, Offering


@dataclass(frozen=True, slots=True)
class Member:
    """One offering of the mix, calculated. `parts` are what was asked: one, or those that share a coordinator in a combination.

    `shared` is then the combination beside those parts apart, each with its own numbers.
    """

    priced: pricing.Priced
    scenario: costs.Scenario
    result: costs.OfferingCost
    parts: tuple[MixPart, ...]
    shared: Shared | None = None

    @property
    def name(self) -> str:
        return self.priced.name

    @property
    def new_matches(self) -> tuple[int, ...]:
        return self.scenario.new_matches

    @property
    def matches(self) -> str:
        """The new matches a year in words; of merged parts each its own."""
        if self.shared is None:
            return matches_nl(self.new_matches)
        return f"{matches_nl(self.new_matches)} ({and_words([f'{part.matches} {part.name}' for part in self.shared.parts])})"

    @property
    def has_unknown_price_level(self) -> bool:
        """There are amounts, and the source does not say of which year they are."""
        return self.priced.tariff.price_level_year is None and self.result.known_years is not None


@dataclass(frozen=True, slots=True)
class Combination:
    """A combination of the catalogue of which a mix has all parts, each with the default tariff."""

    priced: pricing.Priced
    parts: tuple[MixPart, ...]


def find_members(*, catalogue: Catalogue, mix: MixChoice, choice: pricing.Choice, scenario: costs.Scenario) -> tuple[Member, ...]:
    """The members in the order in which they were asked, a combination at the place of its first part.

    - without shared hours every part is a member of its own
    - with them the parts of a combination are one: the default tariff of the combination, with the new matches of the parts together

    Raises KeyError for an offering or a tariff that does not exist.
    """
    combinations = find_combinations(catalogue, mix, choice) if scenario.shared_hours is not None else ()
    by_part = {part.offering: combination for combination in combinations for part in combination.parts}
    found: dict[str, Member] = {}
    for part in mix.parts:
        combination = by_part.get(part.offering)
        if combination is None:
            found[part.offering] = _alone(_priced(catalogue, choice, part), scenario, part)
        elif combination.priced.key not in found:
            found[combination.priced.key] = _together(combination, catalogue, choice, scenario)
    return tuple(found.values())


def find_combinations(catalogue: Catalogue, mix: MixChoice, choice: pricing.Choice) -> tuple[Combination, ...]:
    """The combinations whose parts are all in the mix and can share the hours of a coordinator; a part shares with one combination only."""
    free = {part.offering: part for part in mix.parts}
    found = []
    for offering in catalogue.offerings:
        parts = [free[slug] for slug in offering.parts if slug in free]
        if not parts or len(parts) < len(offering.parts) or offering.default_tariff is None:
            continue
        priced = _priced_with(offering, offering.default_tariff.slug, choice)
        if takes_shared_hours(priced) and all(_has_default_tariff(part, catalogue) for part in parts):
            found.append(Combination(priced, tuple(parts)))
            free = {slug: part for slug, part in free.items() if part not in parts}
    return tuple(found)


def hints(*, catalogue: Catalogue, mix: MixChoice, choice: pricing.Choice, scenario: costs.Scenario) -> Iterator[str]:
    """What to know of the parts of a combination: that they can share a coordinator, or what was chosen for a part and no longer counts."""
    for combination in find_combinations(catalogue, mix, choice):
        parts = [_priced(catalogue, choice, part) for part in combination.parts]
        name = combination.priced.name
        if scenario.shared_hours is None:
            yield (
                f"{and_words([part.name for part in parts])} kunnen één coördinator delen in {name}. "
                "Vul bij ‘Uren per week van de gedeelde coördinator’ een getal in om ze zo te rekenen. Nu zijn ze apart gerekend."
            )
        for part in parts:
            if any(part.offering.slug in chosen for chosen in (choice.readings, choice.durations, choice.price_levels)):
                yield (
                    f"Wat u koos voor {part.name} (lezing, duur of prijspeil) geldt alleen als {part.name} apart is gerekend. "
                    f"{name} heeft een eigen tarief."
                )


def _has_default_tariff(part: MixPart, catalogue: Catalogue) -> bool:
    offering = catalogue.offering(part.offering)
    return offering is not None and offering.default_tariff is not None and offering.default_tariff.slug == part.tariff


def _priced(catalogue: Catalogue, choice: pricing.Choice, part: MixPart) -> pricing.Priced:
    offering = catalogue.offering(part.offering)
    if offering is None:
        raise KeyError(part.offering)
    return _priced_with(offering, part.tariff, choice)


def _priced_with(offering: Offering, tariff_slug: str, choice: pricing.Choice) -> pricing.Priced:
    slug, tariff = offering.slug, offering.tariff(tariff_slug)
    if tariff is None:
        raise KeyError(f"{slug}:{tariff_slug}")
    return pricing.price_tariff(
        offering, tariff, choice.readings.get(slug, ()), choice.durations.get(slug), price_level=choice.price_levels.get(slug)
    )


def _own(scenario: costs.Scenario, new_matches: tuple[int, ...]) -> costs.Scenario:
    """The scenario of one member. Matches that already run have no place in a mix: nobody said to which offering they belong."""
    return replace(scenario, new_matches=new_matches, carry_over=())


def _alone(priced: pricing.Priced, scenario: costs.Scenario, part: MixPart) -> Member:
    own = _own(scenario, part.new_matches)
    return Member(priced, own, costs.cost(priced.calculated, own), (part,))


def _together(combination: Combination, catalogue: Catalogue, choice: pricing.Choice, scenario: costs.Scenario) -> Member:
    parts = combination.parts
    own = _own(scenario, _summed([part.new_matches for part in parts]))
    result = costs.cost(combination.priced.calculated, own)
    apart = [_priced(catalogue, choice, part) for part in parts]
    shared = Shared.beside(combination.priced, result, apart, [_own(scenario, part.new_matches) for part in parts], own)
    return Member(combination.priced, own, result, parts, shared)


def _summed(counts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(year) for year in zip(*counts, strict=True))

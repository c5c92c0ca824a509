"""A catalogue as sets of rows: how many offerings fit a task, and which, without asking them one by one. Equal to `evaluate`, without its words.

It belongs to one catalogue and never changes: what it remembers (ages, words, orders) can never be of another version.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from procurement.fit.answers import SEVERITY, Nuance, Verdict
from procurement.fit.bits import bits_of
from procurement.fit.choices import COVERAGE_NUANCES, Choice
from procurement.fit.evaluation import ASKED_LISTS, ASKED_QUESTIONS, choices
from procurement.fit.orders import Order, ordered
from procurement.fit.search import certain_texts, disputed_texts, search_words
from procurement.fit.task import Task
from procurement.fit.words import Words
from voorzieningen import ages
from voorzieningen.ages import Months
from voorzieningen.catalogue import Catalogue, Offering

REMEMBERED = 64  # ages, and words, that were asked last


class Levels(NamedTuple):
    """The rows with an answer that is at worst: fits; possible; unknown. Each holds the one before it; the rest falls out."""

    fits: int
    possible: int
    unknown: int

    def both(self, other: Levels) -> Levels:
        """The worst of two answers decides."""
        return Levels(self.fits & other.fits, self.possible & other.possible, self.unknown & other.unknown)

    def either(self, other: Levels) -> Levels:
        """The best of two answers counts."""
        return Levels(self.fits | other.fits, self.possible | other.possible, self.unknown | other.unknown)


class FitIndex:
    """The index of one catalogue. `choices` is what a filter offers, by parameter and then by value in the address, as levels."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.offerings = catalogue.offerings
        self.size = len(self.offerings)
        self.all = (1 << self.size) - 1
        self.choices = _choice_levels(catalogue, self.all)
        self._places = {offering.slug: row for row, offering in enumerate(self.offerings)}
        self._by_ages = _grouped(self.offerings, lambda offering: tuple((item.months, item.certainty) for item in offering.age_ranges))
        # Of their own for each index, so that they go when the catalogue goes.
        self.age = lru_cache(maxsize=REMEMBERED)(self._age)
        self.word = lru_cache(maxsize=REMEMBERED)(self._word)
        self._orders: dict[str, Order] = {}

    def row(self, slug: str) -> int | None:
        """The place of an offering in the catalogue, or None when it is not there."""
        return self._places.get(slug)

    def order(self, code: str) -> Order:
        """An order of `orders.ORDERS`, made when it is first asked."""
        if code not in self._orders:
            self._orders[code] = ordered(self.offerings, code)
        return self._orders[code]

    def criteria(self, task: Task) -> Iterator[tuple[str, Levels]]:
        """What a task asks, by parameter and in the order of `evaluate`; all target groups apart."""
        if task.search:
            yield "zoek", self.together(self.word(word) for word in search_words(task.search))
        for group in task.target_groups:
            yield "doelgroep", self.choices["doelgroep"][group.slug]
        if task.age is not None:
            yield "leeftijd", self.age(task.age)
        for name, _, attribute in ASKED_LISTS:
            if terms := getattr(task, attribute):
                first, *others = (self.choices[name][term.slug] for term in terms)
                for other in others:
                    first = first.either(other)
                yield name, first
        for name, _, _, wanted, _ in ASKED_QUESTIONS:
            if (asked := getattr(task, wanted)) is not None:
                yield name, self.choices[name]["ja" if asked else "nee"]
        if task.tariff_known is not None:
            yield "tarief", self.choices["tarief"]["bekend" if task.tariff_known else "onbekend"]

    def together(self, levels: Iterator[Levels]) -> Levels:
        """The worst of all answers; of nothing asked, that everything fits."""
        found = Levels(self.all, self.all, self.all)
        for item in levels:
            found = found.both(item)
        return found

    def _age(self, requested: Months) -> Levels:
        def answer(ranges: Any) -> Nuance:
            return Nuance(ages.fit(requested, ranges)[0].value)

        return _levels(((answer(ranges), bits) for ranges, bits in self._by_ages.items()))

    def _word(self, word: str) -> Levels:
        certain = self._certain_words.bits(word)
        return Levels(certain, certain, certain | self._disputed_words.bits(word))

    @cached_property
    def _certain_words(self) -> Words:
        return Words(self.offerings, certain_texts)

    @cached_property
    def _disputed_words(self) -> Words:
        return Words(self.offerings, disputed_texts)


def _choice_levels(catalogue: Catalogue, all_rows: int) -> dict[str, dict[str, Levels]]:
    found: dict[str, dict[str, Levels]] = {}
    for name, of_filter in choices(catalogue).items():
        if name == "doelgroep":
            found[name] = _target_groups(catalogue, all_rows)
        else:
            representatives = _grouped(catalogue.offerings, _KEYS[name])
            found[name] = _of_choices(of_filter, catalogue.offerings, representatives)
    return found


def _option_key(attribute: str) -> Callable[[Offering], Hashable]:
    return lambda offering: tuple((item.term.code, item.certainty) for item in getattr(offering, attribute))


def _answer_key(attribute: str) -> Callable[[Offering], Hashable]:
    return lambda offering: getattr(offering, attribute)


# All that the answer to a choice depends on: offerings that are the same in it get the same answer, and are asked once.
_KEYS: dict[str, Callable[[Offering], Hashable]] = {
    **{name: _option_key(attribute) for name, _, attribute in ASKED_LISTS},
    **{name: _answer_key(stated) for name, _, _, _, stated in ASKED_QUESTIONS},
    "tarief": lambda offering: offering.tariff_known,
}


def _of_choices(of_filter: Mapping[str, Choice], offerings: Sequence[Offering], groups: Mapping[Any, int]) -> dict[str, Levels]:
    alike = [(offerings[_lowest(bits)], bits) for bits in groups.values()]
    return {value: _levels((choice.nuance(offering), bits) for offering, bits in alike) for value, choice in of_filter.items()}


def _target_groups(catalogue: Catalogue, all_rows: int) -> dict[str, Levels]:
    """Hardly two offerings have the same target groups; most groups are not mentioned in most offerings, which is to be asked."""
    size, named = len(catalogue.offerings), dict[str, dict[Nuance, list[int]]]()
    for row, offering in enumerate(catalogue.offerings):
        # Of two rows about one group the first counts, as in `TargetGroup`.
        for item in {item.target_group.code: item for item in reversed(offering.coverage)}.values():
            named.setdefault(item.target_group.code, {}).setdefault(COVERAGE_NUANCES[item.status], []).append(row)
    found = {}
    for term in catalogue.target_groups:
        sets = {nuance: bits_of(rows, size) for nuance, rows in named.get(term.code, {}).items()}
        mentioned = 0
        for bits in sets.values():
            mentioned |= bits
        found[term.slug] = _levels([*sets.items(), (Nuance.NOT_MENTIONED, all_rows & ~mentioned)])
    return found


def _grouped(offerings: Sequence[Offering], key: Callable[[Offering], Hashable]) -> dict[Any, int]:
    """The rows that have the same key, by key."""
    rows: dict[Any, list[int]] = {}
    for row, offering in enumerate(offerings):
        rows.setdefault(key(offering), []).append(row)
    return {found: bits_of(members, len(offerings)) for found, members in rows.items()}


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _levels(answers: Any) -> Levels:
    """The levels of answers that each hold for a set of rows."""
    exact = [0] * len(Verdict)
    for nuance, bits in answers:
        exact[SEVERITY[nuance.verdict]] |= bits
    fits, possible, unknown, _ = exact
    # Where nothing comes in between, the same object: then it is counted once.
    possible = possible | fits if possible else fits
    return Levels(fits, possible, unknown | possible if unknown else possible)

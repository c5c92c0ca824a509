"""The hard conditions of a search: what was asked, what an offering answers, and which of them hold. What a condition costs stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from procurement.fit import Answer, Task, Verdict, evaluate
from procurement.mix.choice import Certainty, Search
from voorzieningen.catalogue import Catalogue, Term
from voorzieningen.money import euro_nl

CERTAINTY, BUDGET = "zekerheid", "budget"

# Parameter, what it is called, and the attribute of the task. The search words, the target groups, the age and the tariff are no conditions:
# the demand says for whom, and without a price nothing is chosen at all.
_FILTERS = (
    ("vorm", "vorm van steun", "support_forms"),
    ("levering", "leveringsmodel", "delivery_models"),
    ("coordinator", "coördinator", "coordinator_types"),
    ("werkgever", "werkgever van de coördinator", "employers"),
    ("training", "training van vrijwilligers", "training"),
    ("vog", "VOG", "vog"),
    ("collectief", "in het Collectief", "in_collective"),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand that can be dropped. `key` is its parameter in the address; `label` says what is asked, in Dutch."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so much: in every contract year, or in all contract years together."""

    amount: Decimal
    per_year: bool

    @property
    def words(self) -> str:
        return f"{euro_nl(self.amount)} {'per contractjaar' if self.per_year else 'voor alle contractjaren samen'}"


@dataclass(frozen=True, slots=True)
class Terms:
    """The conditions that hold: all that were asked, or without those that were dropped. `budget` is None when none holds."""

    certainty: Certainty
    filters: tuple[Condition, ...] = ()
    budget: Budget | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Everything that can be dropped."""
        found = list(self.filters)
        if self.certainty is Certainty.CERTAIN:
            found.append(Condition(CERTAINTY, "alleen zekere dekking (zonder: ook mogelijke)"))
        if self.budget is not None:
            found.append(Condition(BUDGET, f"budget van ten hoogste {self.budget.words}"))
        return tuple(found)

    def without(self, *dropped: Condition) -> Terms:
        keys = {condition.key for condition in dropped}
        return Terms(
            certainty=Certainty.POSSIBLE if CERTAINTY in keys else self.certainty,
            filters=tuple(condition for condition in self.filters if condition.key not in keys),
            budget=None if BUDGET in keys else self.budget,
        )

    def accept(self, answer: Answer) -> bool:
        """Whether an answer is good enough: certain, or also possible. Unknown never is: that is a question to ask."""
        good = {Verdict.FITS} if self.certainty is Certainty.CERTAIN else {Verdict.FITS, Verdict.POSSIBLE}
        return answer.verdict in good


def terms_of(task: Task, search: Search, budget: Budget | None) -> Terms:
    """What was asked."""
    filters = tuple(
        Condition(key, f"{label}: {_asked(getattr(task, attribute))}") for key, label, attribute in _FILTERS if _is_asked(task, attribute)
    )
    return Terms(search.certainty, filters, budget)


def answers_to(task: Task, catalogue: Catalogue) -> dict[str, dict[str, Answer]]:
    """By slug of the offering, and then by key of the filter, the answer to each filter that was asked."""
    found: dict[str, dict[str, Answer]] = {offering.slug: {} for offering in catalogue.offerings}
    for key, _, attribute in _FILTERS:
        if _is_asked(task, attribute):
            only = replace(Task(), **{attribute: getattr(task, attribute)})
            for fit in evaluate(catalogue, only):
                found[fit.offering.slug][key] = fit.answers[0]
    return found


def _is_asked(task: Task, attribute: str) -> bool:
    return getattr(task, attribute) not in ((), None)


def _asked(value: bool | Sequence[Term]) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return " of ".join(term.label for term in value)

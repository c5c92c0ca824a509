"""Every published offering with its answers: which criteria a task asks, and every choice that the lists of the catalogue give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Protocol

from procurement.fit.age import Age
from procurement.fit.answers import Answer, OfferingFit, worst
from procurement.fit.choices import Choice, Options, TargetGroup, TariffKnown, YesOrNo
from procurement.fit.search import Search
from procurement.fit.task import Task
from voorzieningen import ages
from voorzieningen.catalogue import Catalogue, Offering

# Parameter, label, and the attribute: it has the same name in the task (what is asked), the catalogue (the list) and the offering.
ASKED_LISTS = (
    ("vorm", "vorm van steun", "support_forms"),
    ("levering", "leveringsmodel", "delivery_models"),
    ("coordinator", "coördinator", "coordinator_types"),
    ("werkgever", "werkgever van de coördinator", "employers"),
)
# Parameter, label, code of StatementField, and the attribute in the task and in the offering.
ASKED_QUESTIONS = (
    ("training", "training van vrijwilligers", "TRAINING", "training", "volunteer_training"),
    ("vog", "VOG", "VOG", "vog", "vog"),
    ("collectief", "lid van het Collectief", "LIDMAATSCHAP", "in_collective", "in_collective"),
)


class _Criterion(Protocol):
    def answer(self, offering: Offering) -> Answer: ...


def evaluate(catalogue: Catalogue, task: Task) -> tuple[OfferingFit, ...]:
    """Every published offering with its verdict, in the catalogue's order. Nothing asked: everything fits."""
    return evaluate_some(catalogue.offerings, task)


def evaluate_some(offerings: Iterable[Offering], task: Task) -> tuple[OfferingFit, ...]:
    """As `evaluate`, of only these offerings."""
    criteria = tuple(_criteria(task))
    return tuple(_evaluated(offering, criteria) for offering in offerings)


def choices(catalogue: Catalogue) -> dict[str, dict[str, Choice]]:
    """Every choice that a filter offers as the criterion that it asks: by parameter, and then by value in the address."""
    found: dict[str, dict[str, Choice]] = {"doelgroep": {term.slug: TargetGroup(term) for term in catalogue.target_groups}}
    for criterion, label, attribute in ASKED_LISTS:
        terms, options_of = getattr(catalogue, attribute), attrgetter(attribute)
        found[criterion] = {term.slug: Options(criterion, label, options_of, (term,)) for term in terms}
    for criterion, label, field, _, stated in ASKED_QUESTIONS:
        found[criterion] = {word: YesOrNo(criterion, label, field, attrgetter(stated), asked) for word, asked in (("ja", True), ("nee", False))}
    found["tarief"] = {"bekend": TariffKnown(True), "onbekend": TariffKnown(False)}
    return found


def _criteria(task: Task) -> Iterator[_Criterion]:
    """Only what is asked, in the order in which the filters stand on the screen."""
    if task.search:
        yield Search(task.search)
    for group in task.target_groups:
        yield TargetGroup(group)
    if task.age is not None:
        yield Age(task.age, task.age_text or ages.months_nl(task.age))
    for criterion, label, attribute in ASKED_LISTS:
        if terms := getattr(task, attribute):
            yield Options(criterion, label, attrgetter(attribute), terms)
    for criterion, label, field, wanted, stated in ASKED_QUESTIONS:
        if (asked := getattr(task, wanted)) is not None:
            yield YesOrNo(criterion, label, field, attrgetter(stated), asked)
    if task.tariff_known is not None:
        yield TariffKnown(task.tariff_known)


def _evaluated(offering: Offering, criteria: Sequence[_Criterion]) -> OfferingFit:
    answers = tuple(criterion.answer(offering) for criterion in criteria)
    return OfferingFit(offering, worst(answer.verdict for answer in answers), answers)

"""The counts beside the choices of a filter: equal to asking each changed question in full, and worded without zeros."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given

from procurement.facets import Left, count_facets
from procurement.filters import OfferingFilter
from procurement.fit import Answered, FitIndex, Task, Verdict, evaluate
from tests.procurement.offerings import BLANK, CATALOGUES, GROUP, TASKS, make_catalogue
from voorzieningen.catalogue import Catalogue
from voorzieningen.snapshot import snapshot

YES_NO = {"ja": True, "nee": False}


def changed_tasks(catalogue: Catalogue, task: Task) -> Iterator[tuple[str, str, Task]]:
    """(parameter, value, the task with that choice): a target group besides those chosen, any other choice instead of what was chosen."""
    for term in catalogue.target_groups:
        yield "doelgroep", term.slug, replace(task, target_groups=(*task.target_groups, term))
    for term in catalogue.support_forms:
        yield "vorm", term.slug, replace(task, support_forms=(term,))
    for term in catalogue.delivery_models:
        yield "levering", term.slug, replace(task, delivery_models=(term,))
    for term in catalogue.coordinator_types:
        yield "coordinator", term.slug, replace(task, coordinator_types=(term,))
    for term in catalogue.employers:
        yield "werkgever", term.slug, replace(task, employers=(term,))
    for word, asked in YES_NO.items():
        yield "training", word, replace(task, training=asked)
        yield "vog", word, replace(task, vog=asked)
        yield "collectief", word, replace(task, in_collective=asked)
    yield "tarief", "bekend", replace(task, tariff_known=True)
    yield "tarief", "onbekend", replace(task, tariff_known=False)


def counted_in_full(catalogue: Catalogue, task: Task) -> dict[str, dict[str, Left]]:
    """The slow way: every offering evaluated anew for every choice."""
    counts: dict[str, dict[str, Left]] = {}
    for name, value, changed in changed_tasks(catalogue, task):
        found = Counter(item.verdict for item in evaluate(catalogue, changed))
        counts.setdefault(name, {})[value] = Left(*(found[verdict] for verdict in Verdict))
    return counts


@given(catalogue=CATALOGUES, task=TASKS)
def test_counts_are_those_of_asking_each_changed_question_in_full(catalogue: Catalogue, task: Task) -> None:
    assert count_facets(Answered(FitIndex(catalogue), task)) == counted_in_full(catalogue, task)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "leeftijd=6&vog=ja", "zoek=gezin&doelgroep=overbelast&doelgroep=lvb-ouder&vorm=aan-huis&tarief=bekend"])
def test_every_choice_on_the_screen_has_the_count_of_the_link_with_it(address: str) -> None:
    catalogue = snapshot()
    asked = OfferingFilter(QueryDict(address), catalogue=catalogue)
    assert asked.is_valid()

    counts = count_facets(Answered(FitIndex(catalogue), asked.task))

    for name, of_filter in counts.items():
        assert list(of_filter) == [str(value) for value, _ in asked.form.fields[name].choices if value]
        for value, left in of_filter.items():
            link = QueryDict(address, mutable=True)
            link.setlist(name, [*link.getlist(name), value] if name == "doelgroep" else [value])
            followed = OfferingFilter(link, catalogue=catalogue)
            assert followed.is_valid()
            found = Counter(item.verdict for item in evaluate(catalogue, followed.task))
            assert left == Left(*(found[verdict] for verdict in Verdict)), (name, value)


def test_offering_that_falls_out_elsewhere_counts_with_no_choice() -> None:
    catalogue = make_catalogue(replace(BLANK, vog=False), target_groups=(GROUP,))
    counts = count_facets(Answered(FitIndex(catalogue), Task(vog=True)))
    assert counts["doelgroep"] == {"jongere": Left(0, 0, 0, 1)}
    assert counts["vog"] == {"ja": Left(0, 0, 0, 1), "nee": Left(1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (Left(3, 1, 2, 5), "3 zeker, 1 mogelijk, 2 navragen"),
        (Left(3, 0, 2, 0), "3 zeker, 2 navragen"),
        (Left(0, 1, 0, 0), "1 mogelijk"),
        (Left(0, 0, 0, 7), "niets over"),
    ],
)
def test_words_leave_out_what_is_not_there(left: Left, words: str) -> None:
    assert left.words == words

"""How long the overview takes with many offerings, and what counting costs.

The catalogue is made up in memory (voorzieningen.sample) and put where the portal keeps what it read: loading 100,000 offerings into a database
would take longer than all benchmarks together. Asking the version is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procurement.facets import count_facets
from procurement.fit import Answered, FitIndex, Task
from tests.benchmarks.ratio import compare, fetch, hello_world, record
from voorzieningen import published
from voorzieningen.ages import Months
from voorzieningen.catalogue import Catalogue
from voorzieningen.sample.offerings import extended
from voorzieningen.snapshot import snapshot

pytestmark = pytest.mark.django_db

ASKED = "/?leeftijd=6&vog=ja&doelgroep=overbelast&vorm=aan-huis&zoek=samen"
PAGES = "/?sorteer=-leeftijd&pagina={}"


@pytest.fixture(scope="module")
def catalogues(django_db_setup: None, django_db_blocker: pytest.Item) -> Callable[[int], Catalogue]:
    """A made-up catalogue of so many offerings, each made once."""
    with django_db_blocker.unblock():
        real = snapshot()
    made: dict[int, Catalogue] = {}

    def of(number: int) -> Catalogue:
        if number not in made:
            made[number] = extended(real, number=number)
        return made[number]

    return of


@contextmanager
def shown(catalogue: Catalogue) -> Iterator[None]:
    """As if this had been read from the database, with its index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(published.reading, "snapshot", lambda as_of=None: catalogue)
        published.forget()
        published.catalogue_with(FitIndex)
        yield
    published.forget()


@pytest.mark.parametrize(("name", "address"), [("nothing asked", "/"), ("five filters", ASKED)])
def test_overview(catalogues: Callable[[int], Catalogue], name: str, address: str) -> None:
    with shown(catalogues(10_000)):
        compare(
            what=f"overview, 25 rows, all filters with counts, 10,000 offerings, {name}",
            subject=lambda: fetch(address),
            yardstick=hello_world,
            yardstick_name="hello-world",
            reach="<= 35",
        )


def test_overview_of_rows_not_shown_before(catalogues: Callable[[int], Catalogue]) -> None:
    """Every request another page: of none of its rows the cells were written before."""
    numbers = cycle(range(1, 401))
    with shown(catalogues(10_000)):
        compare(
            what="overview, 25 rows, all filters with counts, 10,000 offerings, each time another page, by age",
            subject=lambda: fetch(PAGES.format(next(numbers))),
            yardstick=hello_world,
            yardstick_name="hello-world",
            reach="<= 35",
        )


@pytest.mark.parametrize(("name", "address"), [("nothing asked", "/"), ("five filters", ASKED)])
def test_overview_of_many(catalogues: Callable[[int], Catalogue], name: str, address: str) -> None:
    large, small = kept(catalogues(100_000)), kept(catalogues(100))
    for switch in (large, small):
        switch(address)

    compare(
        what=f"overview at 100,000 offerings, {name}",
        subject=lambda: large(address),
        yardstick=lambda: small(address),
        yardstick_name="overview at 100",
        reach="<= 1.5",
    )
    published.forget()


def kept(catalogue: Catalogue) -> Callable[[str], bytes]:
    """Asks a page of this catalogue, in turn with others, each with an index of its own that was made before."""
    index = FitIndex(catalogue)

    def ask(address: str) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(published, "_keep", lambda _version, what, *_rest, read: index if what is FitIndex else catalogue)
            return fetch(address)

    return ask


def test_facets(catalogues: Callable[[int], Catalogue]) -> None:
    index = FitIndex(catalogues(10_000))
    groups, forms = catalogues(10_000).target_groups, catalogues(10_000).support_forms
    tasks = {
        "nothing": Task(),
        "one": Task(vog=True),
        "five": Task(search="samen", target_groups=groups[:1], age=Months(72, 84), support_forms=forms[:2], vog=True),
        "all": Task("samen", groups[:4], Months(0, 60), "", forms, vog=True, training=False, tariff_known=True, in_collective=True),
    }
    slowest = 0.0
    for task in tasks.values():
        count_facets(Answered(index, task))  # the words and the age are new once
        slowest = max(slowest, median(_milliseconds(index, task) for _ in range(99)))
    record(
        what="facet counts and three-valued answers for any selection, 10,000 offerings",
        figure=f"{slowest:.2f} ms",
        reach="<= 0.5 ms",
        met=slowest <= 0.5,
    )


def _milliseconds(index: FitIndex, task: Task) -> float:
    start = perf_counter()
    answered = Answered(index, task)
    answered.counts  # noqa: B018 - counted when asked for
    count_facets(answered)
    return (perf_counter() - start) * 1000


def test_queries(catalogues: Callable[[int], Catalogue]) -> None:
    numbers = []
    for number in (100, 10_000):
        with shown(catalogues(number)), CaptureQueriesContext(connection) as queries:
            fetch(ASKED)
        numbers.append(len(queries))
    record(
        what="any page: queries, the overview at 100 and at 10,000 offerings",
        figure=" and ".join(str(number) for number in numbers),
        reach="a fixed number; 4 on the overview",
        met=numbers[0] == numbers[1] <= 4,
    )

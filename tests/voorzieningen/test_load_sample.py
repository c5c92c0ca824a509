"""The made-up catalogue: read back as it was made, with its history, plainly fictional, and never in production."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.procurement.offerings import make_catalogue
from tests.procurement.test_fit_index import LISTS
from tests.voorzieningen.factories import make_offering
from voorzieningen.catalogue import Catalogue
from voorzieningen.models import Offering, Source
from voorzieningen.sample.offerings import MOST, SOURCE, extended, lists_of, offerings
from voorzieningen.snapshot import snapshot


def load(number: int = 60, **options: object) -> str:
    out = io.StringIO()
    call_command("load_sample", offerings=number, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_sample_is_read_back_as_it_was_made_and_also_as_of_today() -> None:
    real = snapshot()
    told = load()
    after, today = snapshot(), snapshot(timezone.localdate())
    made = tuple(offerings(lists_of(real), number=60))

    assert told.startswith("60 made-up offerings in ")
    assert tuple(item for item in after.offerings if item.slug.startswith("voorbeeldaanbod")) == made
    assert {item.slug for item in after.offerings} - {item.slug for item in made} == {item.slug for item in real.offerings}
    assert tuple(item for item in today.offerings if item.slug.startswith("voorbeeldaanbod")) == made
    assert Offering.history.filter(code="VB-00001").count() == 1


@pytest.mark.django_db
def test_sample_says_that_it_is_made_up() -> None:
    load(5, verbosity=0)
    source = Source.objects.get(slug=SOURCE.slug)
    assert (source.kind, "verzonnen" in source.title) == ("EIGEN", True)
    assert all(item.name.startswith("Voorbeeldaanbod 0000") for item in Offering.objects.filter(source=source))


def test_sample_is_varied_and_the_same_for_a_seed() -> None:
    lists = lists_of(extended_catalogue(1))
    made = list(offerings(lists, number=400))
    assert made[:50] == list(offerings(lists, number=50))
    assert made != list(offerings(lists, number=400, seed=2))
    assert {item.vog for item in made} == {True, False, None}
    assert {item.tariff_known for item in made} == {True, False}
    assert {len(item.age_ranges) for item in made} == {1, 2}
    assert any(item.contradictions for item in made)
    assert any(not item.characteristics for item in made)


def test_catalogue_in_memory_has_the_disputes_and_statements_of_its_offerings() -> None:
    made = extended_catalogue(100)
    assert len(made.offerings) == 100
    assert made.contradictions == tuple(dispute for item in made.offerings for dispute in item.contradictions)
    assert len(made.statements) == sum(len(item.statements) for item in made.offerings)


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_number_is_bounded(number: int) -> None:
    with pytest.raises(ValueError, match="offerings"):
        list(offerings(lists_of(extended_catalogue(1)), number=number))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "message"),
    [
        (lambda settings: setattr(settings, "PRODUCTION", True), "production"),
        (lambda settings: make_offering("eigen"), "--add"),
        (lambda settings: load(1), "already"),
    ],
)
def test_sample_is_refused(settings: object, before: Callable[[object], object], message: str) -> None:
    before(settings)
    with pytest.raises(CommandError, match=message):
        load()


@pytest.mark.django_db
def test_sample_of_nothing_is_refused() -> None:
    with pytest.raises(CommandError, match="from 1"):
        load(0)


@pytest.mark.django_db
def test_sample_stands_beside_other_offerings_when_asked() -> None:
    make_offering("eigen")
    load(3, add=True)
    assert Offering.objects.filter(slug__startswith="voorbeeldaanbod").count() == 3


def extended_catalogue(number: int) -> Catalogue:
    """Without a database."""
    return extended(make_catalogue(**LISTS), number=number)

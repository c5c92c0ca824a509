"""Eight people press save at the same moment: exactly one of them wins, on both databases, whichever pages they are on."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Membership, Role, What
from tests.accounts.people import make_person, sign_in
from tests.voorzieningen.pages import form_values
from voorzieningen import models as m

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 8


def editors(number: int = MANY) -> list[Client]:
    person, found = make_person(None, is_staff=True, is_superuser=True), [Client() for _ in range(number)]
    for client in found:
        sign_in(client, person)
    return found


def page_of(row: Any, kind: str = "change") -> str:
    return reverse(f"admin:voorzieningen_{row._meta.model_name}_{kind}", args=[row.pk])


def opened(client: Client, where: str) -> dict[str, Any]:
    return form_values(client.get(where).content.decode())


@pytest.fixture(autouse=True)
def _in_a_file(in_a_file: None) -> None:
    """Of every race here."""


def all_at_once(posts: list[tuple[Client, str, dict[str, Any]]]) -> list[int]:
    """The statuses, in the order of the posts."""
    together, answers = threading.Barrier(len(posts)), [0] * len(posts)

    def press(place: int) -> None:
        client, where, sent = posts[place]
        together.wait()
        try:
            answers[place] = client.post(where, sent).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(place,)) for place in range(len(posts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_eight_who_save_one_row_one_wins_wherever_they_are() -> None:
    """Four on its own page, four on the page of its parent."""
    age = m.AgeRange.objects.first()
    assert age is not None
    clients, own, parent = editors(), page_of(age), page_of(age.offering)
    mine, theirs = opened(clients[0], own), opened(clients[0], parent)
    prefix = next(name.removesuffix("-id") for name, value in theirs.items() if name.startswith("age_ranges-") and value == str(age.pk))
    posts = [(client, own, mine | {"note": f"eigen {place}"}) for place, client in enumerate(clients[:4])]
    posts += [(client, parent, theirs | {f"{prefix}-note": f"ouder {place}"}) for place, client in enumerate(clients[4:])]

    answers = all_at_once(posts)

    assert sorted(answers) == [302] + [409] * (MANY - 1)
    stored = m.AgeRange.objects.get(pk=age.pk)
    assert stored.version == age.version + 1
    winner = answers.index(302)
    assert stored.note == (f"eigen {winner}" if winner < 4 else f"ouder {winner - 4}")


def test_deleting_and_saving_at_once_is_one_of_the_two() -> None:
    claim = m.ResultClaim.objects.order_by("pk").first()
    assert claim is not None
    clients = editors()
    saving, deleting = opened(clients[0], page_of(claim)), opened(clients[0], page_of(claim, "delete"))
    posts = [(client, page_of(claim), saving | {"place": f"plaats {place}"}) for place, client in enumerate(clients[:4])]
    posts += [(client, page_of(claim, "delete"), deleting) for client in clients[4:]]

    answers = all_at_once(posts)

    is_there = m.ResultClaim.objects.filter(pk=claim.pk).exists()
    saved, deleted = answers[:4].count(302), answers[4:].count(302)
    assert (saved, deleted) == ((1, 0) if is_there else (0, 1))
    assert answers.count(409) == MANY - 1


def test_of_eight_who_add_the_same_key_one_is_added() -> None:
    clients, where = editors(), reverse("admin:voorzieningen_source_add")
    sent = opened(clients[0], where) | {"code": "N1", "slug": "nieuw", "title": "Nieuw", "kind": "WEBSITE", "speaker": "AANBIEDER"}

    answers = all_at_once([(client, where, sent) for client in clients])

    assert sorted(answers) == [200] * (MANY - 1) + [302]
    assert m.Source.objects.filter(slug="nieuw").count() == 1


def test_two_administrators_who_remove_each_other_leave_one() -> None:
    people = [make_person(Role.ADMINISTRATOR) for _ in range(2)]
    clients = [Client(), Client()]
    for client, person in zip(clients, people, strict=True):
        sign_in(client, person)
    posts = [
        (client, reverse("accounts:colleague_remove", args=[other.membership.pk]), {"versie": "1"})
        for client, other in zip(clients, reversed(people), strict=True)
    ]

    answers = all_at_once(posts)

    assert Membership.objects.administrators().filter(user__in=people).count() == 1
    assert answers.count(302) >= 1
    assert AuditEvent.objects.filter(what=What.MEMBER_REMOVED).count() == 1


def test_of_eight_who_change_one_role_one_wins() -> None:
    colleague = make_person(Role.READER)
    clients = [Client() for _ in range(MANY)]
    for client in clients:
        sign_in(client, make_person(Role.ADMINISTRATOR))
    where = reverse("accounts:colleague_role", args=[colleague.membership.pk])

    answers = all_at_once([(client, where, {"role": "ADVISEUR", "versie": "1"}) for client in clients])

    assert sorted(answers) == [302] + [409] * (MANY - 1)
    assert AuditEvent.objects.filter(what=What.ROLE_CHANGED).count() == 1

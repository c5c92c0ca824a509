"""Who a request is from: a colleague with a second factor who may still come in, found in one query; everybody else is nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts.access import administrator_required, adviser_required, member_required, membership_of
from accounts.models import Role
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db
DECORATORS = (member_required, adviser_required, administrator_required)


def request_of(user: User | AnonymousUser, address: str = "/iets/") -> HttpRequest:
    client, request = Client(), RequestFactory().get(address)
    if isinstance(user, User):
        sign_in(client, user)
    request.session, request.user = client.session, user
    request.session.keys()  # read, so that it is not counted
    return request


def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return HttpResponse(f"binnen {args} {kwargs}")


def test_a_request_without_a_person_has_no_membership() -> None:
    assert membership_of(RequestFactory().get("/")) is None
    assert membership_of(request_of(AnonymousUser())) is None


def test_a_membership_is_that_of_this_person_and_comes_with_all_that_a_page_says_of_it(django_assert_num_queries: Any) -> None:
    make_person(Role.ADMINISTRATOR, "GM0363")
    request = request_of(make_person(Role.READER, name="Bea"))
    with django_assert_num_queries(1):
        found = membership_of(request)
        assert found is not None
        assert (found.role, found.municipality.name, found.user.first_name) == (Role.READER, "Haarlem", "Bea")
        assert membership_of(request) is found


def test_a_password_alone_is_not_enough() -> None:
    user = make_person(Role.ADMINISTRATOR)
    request, client = request_of(user), Client()
    sign_in(client, user, method="password")
    request.session = client.session
    assert membership_of(request) is None


def test_who_was_closed_out_is_nobody_even_in_a_session_that_is_open() -> None:
    user = make_person(Role.ADMINISTRATOR)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert membership_of(request_of(user)) is None


@pytest.mark.parametrize(("role", "may"), [(None, (0, 0, 0)), (Role.READER, (1, 0, 0)), (Role.ADVISER, (1, 1, 0)), (Role.ADMINISTRATOR, (1, 1, 1))])
def test_each_door_opens_for_its_roles_and_hands_on_what_was_asked(role: Role | None, may: tuple[int, ...]) -> None:
    request = request_of(make_person(role))
    for door, is_open in zip(DECORATORS, may, strict=True):
        if is_open:
            assert door(inside)(request, 1, key="x").content.decode() == "binnen (1,) {'key': 'x'}"
        else:
            with pytest.raises(PermissionDenied):
                door(inside)(request)


def test_who_is_not_signed_in_is_led_to_signing_in_and_back() -> None:
    for door in DECORATORS:
        assert door(inside)(request_of(AnonymousUser(), "/iets/?a=1"))["Location"] == "/account/inloggen/?next=/iets/%3Fa%3D1"

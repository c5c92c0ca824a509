"""Who may do what with colleagues, and that a municipality keeps an administrator."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from accounts.access import adviser_required, member_required, membership_of
from accounts.colleagues import end_sessions
from accounts.models import Membership, Role
from tests.accounts.people import make_person, sign_in
from tests.validation import assert_valid_html

pytestmark = pytest.mark.django_db

LIST = "/gemeente/collegas/"


@pytest.fixture
def boss(client: Client) -> User:
    user = make_person(Role.ADMINISTRATOR, name="Bea Beheer")
    sign_in(client, user)
    return user


def role_of(user: User) -> str:
    return Membership.objects.get(user=user).role


def test_list_takes_the_same_number_of_queries_for_one_and_for_many(client: Client, boss: User, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        make_person(Role.READER)

    with django_assert_max_num_queries(5):
        html = client.get(LIST).content.decode()
    assert html.count("@example.nl") == 13


def test_role_changes(client: Client, boss: User) -> None:
    colleague = make_person(Role.READER)

    client.post(f"{LIST}{colleague.membership.pk}/rol/", {"role": "ADVISEUR", "versie": "1"})
    assert role_of(colleague) == Role.ADVISER
    page = client.post(f"{LIST}{colleague.membership.pk}/rol/", {"role": "KEIZER"}, follow=True)

    assert "Kies een rol uit de lijst" in page.content.decode()
    assert role_of(colleague) == Role.ADVISER


def test_last_administrator_stays(client: Client, boss: User) -> None:
    make_person(Role.ADVISER)
    make_person(Role.ADMINISTRATOR, "GM0363")  # of another municipality, so no help

    for response in (
        client.post(f"{LIST}{boss.membership.pk}/rol/", {"role": "LEZER", "versie": "1"}),
        client.post(f"{LIST}{boss.membership.pk}/verwijderen/", {"versie": "1"}),
    ):
        assert response.status_code == 409
        assert "Er moet een beheerder blijven" in response.content.decode()
        assert_valid_html(response.content)
    assert role_of(boss) == Role.ADMINISTRATOR


def test_one_of_two_administrators_may_go(client: Client, boss: User) -> None:
    other = make_person(Role.ADMINISTRATOR)

    assert client.post(f"{LIST}{boss.membership.pk}/verwijderen/", {"versie": "1"})["Location"] == "/account/inloggen/"

    assert not Membership.objects.filter(user=boss).exists()
    assert role_of(other) == Role.ADMINISTRATOR
    assert client.get(LIST)["Location"].startswith("/account/inloggen/")


def test_removed_colleague_is_out_at_once_and_everywhere(client: Client, boss: User) -> None:
    colleague, phone, desk = make_person(Role.ADVISER), Client(), Client()
    sign_in(phone, colleague)
    sign_in(desk, colleague)
    assert_valid_html(client.get(f"{LIST}{colleague.membership.pk}/verwijderen/").content)
    assert Membership.objects.filter(user=colleague).exists()  # asking is not doing

    client.post(f"{LIST}{colleague.membership.pk}/verwijderen/", {"versie": "1"})

    for browser in (phone, desk):
        assert browser.get("/gemeente/account/")["Location"].startswith("/account/inloggen/")
    assert client.get(LIST).status_code == 200


def test_ending_sessions_leaves_those_of_others(client: Client, boss: User) -> None:
    anonymous = Client()
    anonymous.get("/account/inloggen/")

    end_sessions(make_person(Role.READER))

    assert client.get(LIST).status_code == 200


def test_colleagues_of_another_municipality_do_not_exist(client: Client, boss: User) -> None:
    stranger = make_person(Role.READER, "GM0363")

    assert client.post(f"{LIST}{stranger.membership.pk}/rol/", {"role": "LEZER"}).status_code == 404
    assert client.get(f"{LIST}{stranger.membership.pk}/verwijderen/").status_code == 404
    assert stranger.email not in client.get(LIST).content.decode()


@pytest.mark.parametrize("role", [Role.READER, Role.ADVISER, None])
@pytest.mark.parametrize("address", [LIST, "/gemeente/huisstijl/"])
def test_only_an_administrator_sees_these_pages(client: Client, role: Role | None, address: str) -> None:
    sign_in(client, make_person(role))

    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


@pytest.mark.parametrize("address", [f"{LIST}1/rol/", "/gemeente/uitnodigingen/1/opnieuw/", "/gemeente/uitnodigingen/1/intrekken/"])
def test_changes_are_posts(client: Client, boss: User, address: str) -> None:
    assert client.get(address).status_code == 405


def test_my_account_keeps_name_and_mail(client: Client, boss: User) -> None:
    client.post("/gemeente/account/", {"name": "Bea de Boer", "mail_changes": "on"})

    boss.refresh_from_db()
    assert boss.get_full_name() == "Bea de Boer"
    assert Membership.objects.get(user=boss).mail_changes
    assert "Bea de Boer, Haarlem" in client.get("/").content.decode()


@pytest.mark.parametrize("name", ["", "a\0b", "a\nb", "\u202egnop", "a" * 151])
def test_odd_name_is_refused_and_stays_on_the_page(client: Client, boss: User, name: str) -> None:
    response = client.post("/gemeente/account/", {"name": name})

    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    boss.refresh_from_db()
    assert boss.get_full_name() == "Bea Beheer"


def test_name_with_a_script_is_only_text(client: Client, boss: User) -> None:
    client.post("/gemeente/account/", {"name": "<script>alert(1)</script>"})

    assert "<script>alert" not in client.get(LIST).content.decode()


def test_who_belongs_nowhere_is_told(client: Client) -> None:
    sign_in(client, make_person(None))

    html = client.get("/gemeente/account/").content.decode()

    assert "U hoort bij geen gemeente" in html
    assert_valid_html(html)


def test_member_without_a_name_goes_by_the_address() -> None:
    user = make_person(Role.READER)
    user.first_name = ""

    assert user.membership.name == user.email
    assert str(user.membership) == f"{user.email}, lezer"


# --- access ----------------------------------------------------------------------------------------------------------------------------


def ask(client: Client, rf: Any) -> Any:
    request = rf.get("/iets/")
    request.session = client.session
    found = request.session.get("_auth_user_id")
    request.user = User.objects.get(pk=found) if found else AnonymousUser()
    return request


def test_membership_is_looked_up_once_for_a_request(client: Client, rf: Any, boss: User, django_assert_num_queries: Any) -> None:
    request = ask(client, rf)

    with django_assert_num_queries(1):
        assert membership_of(request) == membership_of(request)


def test_password_alone_is_no_membership(client: Client, rf: Any) -> None:
    sign_in(client, make_person(Role.ADMINISTRATOR), method="password")

    assert membership_of(ask(client, rf)) is None


def test_single_sign_on_counts_as_a_second_factor(client: Client, rf: Any) -> None:
    sign_in(client, make_person(Role.ADMINISTRATOR), method="socialaccount")

    assert membership_of(ask(client, rf)) is not None


@pytest.mark.parametrize(("role", "may_read", "may_edit"), [(Role.READER, 1, 0), (Role.ADVISER, 1, 1), (Role.ADMINISTRATOR, 1, 1), (None, 0, 0)])
def test_role_opens_what_it_opens(client: Client, rf: Any, role: Role | None, may_read: int, may_edit: int) -> None:
    from django.core.exceptions import PermissionDenied
    from django.http import HttpResponse

    sign_in(client, make_person(role))

    for decorator, may in ((member_required, may_read), (adviser_required, may_edit)):
        view = decorator(lambda request: HttpResponse("binnen"))
        if may:
            assert view(ask(client, rf)).content == b"binnen"
        else:
            with pytest.raises(PermissionDenied):
                view(ask(client, rf))

"""Own texts and reasons: drafts, what is refused, two who write at once, and a session that is lost while somebody types."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role
from procurement.advice.missing import missing_reasons
from procurement.left_out import Kind
from procurement.models import Dossier, Exclusion
from procurement.views.dossiers import kept
from procurement.views.dossiers.making import ask_own
from procurement.views.questions import answer
from tests.accounts.codes import code_of, give_app
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.procurement.dossiers import ALL, QUERY, events_of, make_dossier, signed_in, version_of
from tests.validation import assert_valid_html

CODE = "aanleiding"


def text_address(dossier: Dossier, code: str = CODE) -> str:
    return reverse("procurement:dossier_text", args=[dossier.key, code])


def reasons_address(dossier: Dossier) -> str:
    return reverse("procurement:dossier_exclusions", args=[dossier.key])


def details_address(dossier: Dossier) -> str:
    return reverse("procurement:dossier_details", args=[dossier.key])


def typed_text(page) -> str:
    """What stands in the text box of a page."""
    found = re.search(r'<textarea name="tekst"[^>]*>\n(.*?)</textarea>', page.content.decode(), re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


# --- own texts --------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_text_starts_as_the_draft_and_becomes_the_own_one() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    page = client.get(text_address(dossier))
    draft = typed_text(page)
    assert len(draft) > 20
    assert_valid_html(page.content)

    client.post(text_address(dossier), {"tekst": "Onze\ttekst\r\n\r\n- een", "versie": version_of(page)})

    dossier.refresh_from_db()
    assert dossier.texts == {CODE: "Onze    tekst\n\n- een"}
    assert dossier.version == 2
    assert events_of(dossier) == [(person.get_full_name(), "Tekst ‘Aanleiding’ aangepast")]
    assert "Onze    tekst" in client.get(reverse("procurement:dossier_advice", args=[dossier.key])).content.decode()


@pytest.mark.django_db
def test_a_text_that_says_what_the_draft_says_is_not_stored() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, texts={CODE: "Eigen", "effect": "Blijft"})

    back = client.post(text_address(dossier), {"tekst": "Wat ik nu typ", "versie": "1", "actie": "concept"})
    assert "nog niet bewaard" in back.content.decode()
    assert_valid_html(back.content)
    assert Dossier.objects.get().texts[CODE] == "Eigen"
    client.post(text_address(dossier), {"tekst": typed_text(back).replace("\n", "\r\n"), "versie": version_of(back), "actie": "bewaar"})

    dossier.refresh_from_db()
    assert dossier.texts == {"effect": "Blijft"}
    assert events_of(dossier)[-1][1] == "Tekst ‘Aanleiding’ terug naar het concept"


@pytest.mark.django_db
def test_the_preview_shows_the_safe_subset_and_stores_nothing() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)

    page = client.post(text_address(dossier), {"tekst": "## Kop\n\n**vet** 1 < 2 & [weg](https://www.example.nl)", "versie": "1", "actie": "bekijk"})

    text = page.content.decode()
    assert_valid_html(page.content)
    assert "<strong>vet</strong>" in text
    assert "<h3>Kop</h3>" in text
    assert "1 &lt; 2 &amp;" in text
    assert typed_text(page).startswith("## Kop")
    assert Dossier.objects.get().version == 1


WRONG = {
    "empty": ("  ", "Schrijf een tekst"),
    "nul": ("a\0b", "teken dat niet te lezen is"),
    "unreadable bytes": ("a\ufffdb", "teken dat niet te lezen is"),
    "huge": ("x" * 20_001, "20001"),
    "very huge": ("# x\n" * 200_000, "hoogstens"),
    "script": ("<script>alert(1)</script>", "HTML-codes"),
    "picture": ("![x](https://www.example.nl/x.png)", "afbeelding"),
    "javascript": ("[x](javascript:alert(1))", "javascript"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["bewaar", "bekijk"])
@pytest.mark.parametrize("kind", WRONG)
def test_a_text_that_the_report_cannot_hold_is_refused_by_name_and_kept_on_the_page(kind: str, action: str) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    text, message = WRONG[kind]

    page = client.post(text_address(dossier), {"tekst": text, "versie": "1", "actie": action})

    assert page.status_code == 200
    assert message in page.content.decode()
    assert typed_text(page) == text
    assert "<script>alert" not in page.content.decode()
    assert Dossier.objects.get().texts == {}


@pytest.mark.django_db
def test_a_body_that_is_out_of_all_proportion_is_refused() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    assert client.post(text_address(dossier), {"tekst": "x" * 3_000_000, "versie": "1"}).status_code in (400, 413)


@pytest.mark.django_db
def test_bytes_that_are_no_text_are_no_fault() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    sent = client.post(text_address(dossier), "versie=1&tekst=%ED%A0%80%00", content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 200
    assert Dossier.objects.get().texts == {}


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["bestaat-niet", "SAMENVATTING", "kosten"])
def test_a_text_that_no_report_has_does_not_exist(code: str) -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    assert client.get(text_address(dossier, code)).status_code == 404
    assert client.post(text_address(dossier, code), {"tekst": "x", "versie": "1"}).status_code == 404


@pytest.mark.django_db
def test_what_is_stored_is_shown_cleaned_whoever_put_it_there() -> None:
    """Rows that came in another way than the form."""
    client, person = signed_in()
    bad = "<script>alert(1)</script> [x](javascript:alert(2)) ![p](https://www.example.nl/p.png)"
    dossier = make_dossier(person, name="<script>alert(3)</script>", texts=dict.fromkeys(["aanleiding", "besluit"], bad))
    Exclusion.objects.create(dossier=dossier, offering="home-start", reason="<script>alert(4)</script>")

    for name in ("dossier", "dossier_texts", "dossier_exclusions", "dossier_advice", "dossier_delete", "dossier_copy"):
        page = client.get(reverse(f"procurement:{name}", args=[dossier.key])).content.decode()
        assert "<script>alert" not in page, name
        assert 'href="javascript' not in page, name
        assert "<img" not in page, name
    assert "<script>alert" not in client.get("/dossiers/").content.decode()


# --- name, length and parts -------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_tick_that_is_taken_away_leaves_a_part_out() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    page = client.get(details_address(dossier))
    assert_valid_html(page.content)
    ticked = [code for code in page.context["form"]["onderdelen"].value() if code not in ("effect", "begrippen")]

    client.post(
        details_address(dossier), {"naam": "Anders", "onderwerp": "Kop", "opsteller": "Team", "lengte": "kort", "onderdelen": ticked, "versie": "1"}
    )

    dossier.refresh_from_db()
    assert (dossier.name, dossier.subject, dossier.author, dossier.length, dossier.left_out) == (
        "Anders",
        "Kop",
        "Team",
        "kort",
        ["effect", "begrippen"],
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"naam": ""}, {"naam": "x" * 101}, {"onderwerp": "x" * 151}, {"lengte": "reuze"}, {"onderdelen": ["kosten"]}, {"opsteller": "a\0"}]
)
def test_wrong_details_are_not_stored_and_stay_on_the_page(wrong: dict[str, object]) -> None:
    client, person = signed_in()
    dossier = make_dossier(person)

    page = client.post(details_address(dossier), {"naam": "Anders", "lengte": "kort", "versie": "1", **wrong})

    assert page.status_code == 200
    assert "Dit is nog niet bewaard" in page.content.decode()
    assert Dossier.objects.get().name == "Steun"


# --- two at once ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_comes_second_sees_both_texts_and_loses_nothing() -> None:
    first, person = signed_in()
    second, _ = signed_in()
    dossier = make_dossier(person)
    version = version_of(second.get(text_address(dossier)))
    first.post(text_address(dossier), {"tekst": "Van de eerste < 1", "versie": version})

    page = second.post(text_address(dossier), {"tekst": "Van de tweede", "versie": version})

    text = page.content.decode()
    assert page.status_code == 409
    assert_valid_html(page.content)
    assert f"{person.get_full_name()} heeft dit dossier veranderd" in text
    assert "Van de eerste &lt; 1" in text
    assert typed_text(page) == "Van de tweede"
    assert Dossier.objects.get().texts == {CODE: "Van de eerste < 1"}

    both = second.post(text_address(dossier), {"tekst": "Van de tweede", "versie": version_of(page), "actie": "samen"})
    assert typed_text(both) == "Van de eerste < 1\n\nVan de tweede"
    saved = second.post(text_address(dossier), {"tekst": "Van ons allebei", "versie": version_of(both)})
    assert saved.status_code == 302
    assert Dossier.objects.get().texts == {CODE: "Van ons allebei"}


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40, "٣"])
def test_a_text_without_a_right_version_is_laid_beside_what_is_stored(version: str) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    page = client.post(text_address(dossier), {"tekst": "Mijn tekst", "versie": version})
    assert (page.status_code, typed_text(page), version_of(page)) == (409, "Mijn tekst", "1")


@pytest.mark.django_db
def test_details_of_two_stand_beside_each_other() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, name="Van een ander", left_out=["effect"])
    page = client.post(details_address(dossier), {"naam": "Van mij", "lengte": "volledig", "versie": "0", "onderdelen": ["effect"]})

    assert page.status_code == 409
    assert_valid_html(page.content)
    beside = re.findall(r'<div class="dossier-stored">(.*?)</div>', page.content.decode(), re.DOTALL)
    assert beside[0] == "Van een ander"
    assert beside[1].startswith("2 Aanleiding en opgave, 5 Vergeleken aanbod")
    assert len(beside) == 2  # what is the same stands there once
    assert 'value="Van mij"' in page.content.decode()


@pytest.mark.django_db
def test_reasons_of_two_stand_beside_each_other() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    Exclusion.objects.create(dossier=dossier, offering="steunouder", reason="Die van een ander")
    page = client.post(reasons_address(dossier), {"reden-steunouder": "De mijne", "versie": "0"})

    assert page.status_code == 409
    assert_valid_html(page.content)
    assert "Die van een ander" in page.content.decode()
    assert "De mijne" in page.content.decode()
    assert Exclusion.objects.get().reason == "Die van een ander"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["dossier_text", "dossier_details", "dossier_exclusions", "dossier_status", "dossier_archive", "dossier_delete"])
def test_who_is_overtaken_while_it_is_being_saved_is_told_too(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Both read the same version; the database lets one of them through."""
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    take_turn = Dossier.take_turn

    def overtaken(*, pk: int, version: int) -> bool:
        assert take_turn(pk=pk, version=version)
        return take_turn(pk=pk, version=version)

    monkeypatch.setattr(Dossier, "take_turn", overtaken)
    given = [dossier.key, CODE] if name == "dossier_text" else [dossier.key]
    sent = {"tekst": "Van mij", "naam": "Van mij", "lengte": "kort", "naar": "archief" if name == "dossier_archive" else "ter-vaststelling"}
    if name == "dossier_exclusions":
        Dossier.objects.update(query=QUERY)
        sent = {"reden-steunouder": "Van mij"}

    page = client.post(reverse(f"procurement:{name}", args=given), {**sent, "versie": "1"})

    assert page.status_code == 409
    dossier.refresh_from_db()
    assert (dossier.version, dossier.name, dossier.status, dossier.archived_at, dossier.deleted_at) == (2, "Steun", "concept", None, None)
    assert not Exclusion.objects.exists()
    if name in ("dossier_text", "dossier_details", "dossier_exclusions"):
        assert "Van mij" in page.content.decode()
        assert version_of(page) == "2"


# --- a session that is lost -------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_text_typed_after_the_session_was_lost_is_there_after_signing_in_again() -> None:
    client, person = signed_in()
    dossier, secret = make_dossier(person), give_app(person)
    version = version_of(client.get(text_address(dossier)))
    Session.objects.all().delete()

    sent = client.post(text_address(dossier), {"tekst": "Een middag & 3 < 4", "versie": version})
    assert sent["Location"] == f"{reverse('account_login')}?next={text_address(dossier)}"
    client.get(sent["Location"])
    client.post(sent["Location"], {"login": person.email, "password": PASSWORD})
    back = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert back["Location"] == text_address(dossier)

    page = client.get(back["Location"])
    assert "Uw invoer is nog niet bewaard" in page.content.decode()
    assert typed_text(page) == "Een middag & 3 < 4"
    assert_valid_html(page.content)
    assert typed_text(client.get(text_address(dossier))) == "Een middag & 3 < 4"  # looking at it does not use it up
    client.post(text_address(dossier), {"tekst": typed_text(page), "versie": version_of(page)})
    assert Dossier.objects.get().texts == {CODE: "Een middag & 3 < 4"}
    assert kept.SESSION_KEY not in client.session


@pytest.mark.django_db
def test_a_kept_text_carries_its_version_so_that_a_colleague_is_not_overwritten() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    Session.objects.all().delete()
    client.post(text_address(dossier), {"tekst": "De mijne", "versie": "1"})
    signed_in()[0].post(text_address(dossier), {"tekst": "Van een collega", "versie": "1"})
    sign_in(client, person)

    page = client.get(text_address(dossier))
    assert version_of(page) == "1"
    assert client.post(text_address(dossier), {"tekst": typed_text(page), "versie": "1"}).status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "municipality", "status"), [(Role.ADVISER, "GM0193", 404), (Role.READER, "GM0392", 403), (None, "GM0392", 403)])
def test_somebody_else_in_the_same_browser_never_sees_what_was_typed(role: Role | None, municipality: str, status: int) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    Session.objects.all().delete()
    client.post(text_address(dossier), {"tekst": "Geheim plan", "versie": "1"})
    sign_in(client, make_person(role, municipality))

    for path in (text_address(dossier), text_address(dossier, "effect"), "/dossiers/", "/dossiers/nieuw/", "/vergelijken/"):
        page = client.get(path)
        assert "Geheim plan" not in page.content.decode(), path
    assert client.get(text_address(dossier)).status_code == status


@pytest.mark.django_db
def test_a_text_typed_after_the_role_was_taken_away_is_kept_until_it_is_given_back() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    Membership.objects.update(role=Role.READER)
    assert client.post(text_address(dossier), {"tekst": "Nog even", "versie": "1"}).status_code == 403
    assert client.get(text_address(dossier)).status_code == 403
    Membership.objects.update(role=Role.ADVISER)
    assert typed_text(client.get(text_address(dossier))) == "Nog even"


@pytest.mark.django_db
def test_details_and_reasons_are_kept_as_well() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    Session.objects.all().delete()
    client.post(details_address(dossier), {"naam": "Nieuwe naam", "lengte": "kort", "onderdelen": ["effect", "vragen"], "versie": "1"})
    client.post(reasons_address(dossier), {"reden-steunouder": "Te weinig uren", "versie": "1"})
    sign_in(client, person)

    page = client.get(details_address(dossier))
    assert (page.context["form"]["naam"].value(), page.context["form"]["onderdelen"].value()) == ("Nieuwe naam", ["effect", "vragen"])
    assert "Te weinig uren" in client.get(reasons_address(dossier)).content.decode()


@pytest.mark.django_db
def test_what_is_kept_is_bounded(client: Client) -> None:
    dossier = make_dossier(make_person(Role.ADVISER))

    sent = client.post(text_address(dossier), {"tekst": "lang " * 40_000, "versie": "1"})
    assert (sent.status_code, "te lang om voor u te bewaren" in sent.content.decode()) == (403, True)
    assert "lang lang" in sent.content.decode()
    assert not Session.objects.exists()

    for code in ("samenvatting", "besluit", "aanleiding", "effect"):
        client.post(text_address(dossier, code), {"tekst": code, "versie": "1"})
    assert [item["fields"][0][1] for item in client.session[kept.SESSION_KEY]] == [["besluit"], ["aanleiding"], ["effect"]]
    client.post(text_address(dossier, "effect"), {"tekst": "opnieuw", "versie": "1"})
    assert len(client.session[kept.SESSION_KEY]) == 3


@pytest.mark.django_db
def test_a_form_with_a_key_that_is_too_old_gives_back_what_was_typed() -> None:
    """Signing in again in another tab makes a new key; the form in this one has the old."""
    _, person = signed_in()
    client = Client(enforce_csrf_checks=True)
    sign_in(client, person)
    dossier = make_dossier(person, query=ALL)

    page = client.post(text_address(dossier), {"tekst": "Een middag <b>werk", "versie": "1", "csrfmiddlewaretoken": "x" * 32})

    assert page.status_code == 403
    assert "Een middag &lt;b&gt;werk" in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode().partition("Wat u typte")[2]
    assert_valid_html(page.content)
    assert Dossier.objects.get().version == 1


@pytest.mark.django_db
def test_nothing_is_kept_for_a_dossier_that_is_not_there(client: Client) -> None:
    assert client.post("/dossiers/00000000-0000-4000-8000-000000000000/teksten/besluit/", {"tekst": "x"}).status_code == 302
    assert not Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stored", ["onzin", [1], [{"address": "x"}], [{"address": 1, "at": "x", "fields": 1}], [{"address": "HERE", "at": 0, "fields": []}]]
)
def test_what_the_session_cannot_mean_and_what_is_too_old_is_nobodys(stored: object) -> None:
    client, person = signed_in()
    dossier = make_dossier(person, query=ALL)
    session = client.session
    session[kept.SESSION_KEY] = [{**stored[0], "address": text_address(dossier)}] if "HERE" in str(stored) else stored
    session.save()
    page = client.get(text_address(dossier))
    assert (page.status_code, page.context["is_restored"]) == (200, False)
    assert client.post(text_address(dossier), {"tekst": "x", "versie": "1"}).status_code == 302


# --- reasons ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_reasons_are_stored_changed_and_taken_away() -> None:
    client, person = signed_in()
    dossier = make_dossier(person, status="ter-vaststelling")
    Exclusion.objects.create(dossier=dossier, offering="vertrokken", reason="Van vroeger")
    page = client.get(reasons_address(dossier))
    assert_valid_html(page.content)
    assert "Van vroeger" in page.content.decode()
    names = [field.name for _, field, _ in page.context["form"].needed]
    assert "reden-steunouder" in names
    assert "reden-buurtgezinnen" not in names

    client.post(reasons_address(dossier), {**dict.fromkeys(names, "Past niet\r\nbij ons"), "versie": "1"})
    assert Exclusion.objects.get(offering="steunouder").reason == "Past niet\nbij ons"
    assert Exclusion.objects.get(offering="vertrokken").reason == "Van vroeger"
    assert Dossier.objects.get().status == "ter-vaststelling"

    client.post(reasons_address(dossier), {**dict.fromkeys(names[1:], "Anders"), "versie": "2"})
    assert set(Exclusion.objects.values_list("reason", flat=True)) == {"Anders", "Van vroeger"}
    assert Dossier.objects.get().status == "concept"
    assert events_of(dossier)[-1][1] == "Redenen bij afgevallen aanbod aangepast, het dossier is weer concept"


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["x" * 2001, "a\0b", "a\ufffdb"])
def test_a_wrong_reason_is_not_stored_and_stays_on_the_page(reason: str) -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    page = client.post(reasons_address(dossier), {"reden-steunouder": reason, "versie": "1"})
    assert page.status_code == 200
    assert "Dit is nog niet bewaard" in page.content.decode()
    assert not Exclusion.objects.exists()


@pytest.mark.django_db
def test_a_reason_is_missing_for_what_fits_and_is_not_compared() -> None:
    sheet = answer(ask_own(f"{QUERY}&leeftijd=15"))
    not_chosen = {row.offering.slug for row in sheet.left_out if row.kind is Kind.NOT_CHOSEN}
    falls_out = {row.offering.slug for row in sheet.left_out if row.kind is Kind.FALLS_OUT}
    assert not_chosen
    assert falls_out

    assert {offering.slug for offering in missing_reasons(sheet, {})} == not_chosen
    one = min(not_chosen)
    assert {offering.slug for offering in missing_reasons(sheet, {one: "Daarom"})} == not_chosen - {one}
    assert {offering.slug for offering in missing_reasons(sheet, {one: "  \n"})} == not_chosen
    assert missing_reasons(replace(sheet, left_out=()), {}) == ()


# --- remarks on what the data say ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_remark_on_a_part_stands_before_its_tables_and_can_be_emptied_again() -> None:
    client, person = signed_in()
    dossier = make_dossier(person)
    here = reverse("procurement:dossier_text", args=[dossier.key, "toelichting-kosten"])

    client.post(here, {"tekst": "Onze opmerking bij de bedragen", "versie": version_of(client.get(here))})
    report = client.get(reverse("procurement:dossier_advice", args=[dossier.key])).content.decode()
    client.post(here, {"tekst": "", "versie": version_of(client.get(here))})

    assert report.index("Onze opmerking bij de bedragen") < report.index("Kosten per jaar")
    assert Dossier.objects.get().texts == {}

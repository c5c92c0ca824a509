"""Own offers: as tariffs of the catalogue, as a form with a message at every wrong field, and as pages of one session that nobody else sees."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from procurement.forms.own_offer import OwnOfferForm, is_readable
from procurement.offers import (
    OWN_SOURCE,
    VAT_LABELS,
    OwnOffer,
    OwnOffers,
    OwnYear,
    ask_own_too,
    cash_view,
    find_offers,
    has_own,
    own_inputs,
    own_pairs,
    own_wording,
    with_distinct_names,
    with_own_offers,
)
from procurement.views.own_session import MOST_OFFERS, SESSION_KEY, OwnSession, Stored, load
from tests.procurement.own_offers import LIST_PRICE, OWN, PLACES, PROEF, SECRETS, TYPED, ask, catalogue_of, columns_of, results_of
from tests.validation import assert_valid_html
from voorzieningen.models import TariffComponent
from voorzieningen.money import EuroRange
from voorzieningen.snapshot import snapshot

D = Decimal
CATALOGUE = catalogue_of(PROEF)


# --- in the catalogue ---------------------------------------------------------------------------------------------------------------------------


def priced(*offers: OwnOffer, new: tuple[int, ...] = (10, 10), **options: Any):
    """Question, columns and results of own offers alone."""
    question = ask_own_too(ask(new, start=2027, columns=(), **options), CATALOGUE, offers)
    columns = columns_of(question, with_own_offers(CATALOGUE, offers))
    return question, columns, results_of(question, columns)


def test_an_own_offer_is_calculated_as_any_other_tariff() -> None:
    """20,000 to 22,000 + 10 x 500; the next year 10 x 600 + 10 x 250.50."""
    _, (column,), (result,) = priced(OWN)

    assert [year.cost for year in result.years] == [EuroRange(D("25000.00"), D("27000.00")), EuroRange.exact(D("8505.00"))]
    assert column.name == "Proef, Aanbieding voorjaar (eigen invoer)"
    assert {line.source for year in result.years for line in year.lines} == {OWN_SOURCE.slug}
    assert all("eigen invoer" in line.label for year in result.years for line in year.lines)
    assert (column.calculated.duration, column.calculated.priced_years) == (LIST_PRICE.duration_match_years, 2)


def test_the_hours_of_an_own_offer_give_a_price_and_no_costs() -> None:
    question, columns, _ = priced(OWN)

    _, own = find_offers(question, columns)

    assert own.years[0].hourly.amount == EuroRange(D("48.08"), D("51.92"))
    assert own.years[0].capacity == (8, 12)
    assert {note.citation.source.code for note in own.notes} == {"eigen"}
    assert next(note.text for note in own.notes if note.topic == "contractperiode") == "Het contract loopt 2 jaar: 1-9-2027 tot 1-9-2029."


def test_the_moments_of_an_own_offer_spread_its_costs_from_the_month_of_its_contract() -> None:
    view = cash_view(*priced(OWN))

    assert view is not None
    paid = [(payment.month, payment.amount) for payment in view.known[0].calendar_years[0].payments]
    assert paid == [(date(2027, 9, 1), EuroRange(D("6250.00"), D("6750.00"))), (date(2027, 10, 1), EuroRange(D("6250.00"), D("6750.00")))]


def test_an_own_offer_joins_the_catalogue_behind_the_others_and_changes_nothing_else() -> None:
    other = replace(PROEF, slug="ander")
    bare = replace(PROEF, slug="kaal", tariffs=())
    catalogue = catalogue_of(PROEF, other, bare)

    found = with_own_offers(catalogue, [OWN, replace(OWN, key=4), replace(OWN, key=5, offering="kaal"), replace(OWN, key=6, offering="weg")])

    assert [tariff.slug for tariff in found.offerings[0].tariffs] == ["lijstprijs", "offerte-haarlem", "eigen-3", "eigen-4"]
    assert found.offerings[0].default_tariff is LIST_PRICE
    assert [tariff.is_default for tariff in found.offerings[0].tariffs] == [True, False, False, False]
    assert found.offerings[1:] == (other, bare)
    assert found.sources == (*catalogue.sources, OWN_SOURCE)
    assert with_own_offers(catalogue, []) is catalogue


def test_the_links_and_parameters_of_a_question_know_nothing_of_own_offers() -> None:
    question = ask(given=(("jaren", "2"),))
    question = replace(question, beside=(question,))

    found = ask_own_too(question, CATALOGUE, [OWN])

    assert found.choice.tariffs == (("proef", "lijstprijs"), ("proef", "eigen-3"))
    assert (found.given, found.parameters, found.query) == (question.given, question.parameters, question.query)
    assert [(item.label, item.value, item.kind) for item in found.inputs] == [("Eigen offerte, Proef", "Aanbieding voorjaar", "eigen invoer")]
    assert found.beside[0].choice == found.choice
    assert ask_own_too(question, CATALOGUE, []) is question


def test_an_answer_with_an_own_offer_is_confidential() -> None:
    _, own, _ = priced(OWN)

    assert has_own(own)
    assert not has_own(columns_of(ask(), CATALOGUE))


def test_an_own_offer_in_words_names_every_amount_and_moment() -> None:
    (column,) = priced(OWN)[1]

    assert own_wording(OWN).replace("\u00a0", " ") == (
        "Jaar 1: € 20.000,00 - € 22.000,00 vast, € 500,00 per nieuwe koppeling; "
        "jaar 2: € 600,00 per nieuwe koppeling, € 250,50 per koppeling vanaf haar tweede jaar."
    )
    assert column.tariff.invoicing == "25% bij de start van het contractjaar, 25% na 1 maand, 50% na 6 maanden"


def test_only_what_is_switched_on_is_counted() -> None:
    off = replace(OWN, key=4, is_counted=False)

    assert OwnOffers((OWN, off)).counted == (OWN,)
    assert own_pairs([OWN, off]) == (("proef", "eigen-3"), ("proef", "eigen-4"))
    assert own_inputs(CATALOGUE, []) == ()


def test_no_two_own_offers_for_an_offering_are_called_the_same() -> None:
    same = [replace(OWN, key=key) for key in (1, 2, 3)]
    found = with_distinct_names([*same, replace(OWN, key=4, offering="ander"), replace(OWN, key=5, name="Aanbieding voorjaar (2)")])

    name = "Aanbieding voorjaar"
    assert [offer.name for offer in found] == [name, f"{name} (2)", f"{name} (3)", name, f"{name} (2) (2)"]


def test_a_year_has_a_price_when_it_has_any_amount() -> None:
    assert [OwnYear(1, per_running=D(0)).is_priced, OwnYear(1, fixed=EuroRange.exact(D(0))).is_priced] == [True, True]
    assert not OwnYear(1, hours=D(1), capacity=(1, 1)).is_priced


def test_the_words_for_vat_are_those_of_the_catalogue() -> None:
    assert dict(TariffComponent.Vat.choices) == VAT_LABELS


# --- the form -----------------------------------------------------------------------------------------------------------------------------------


def form_for(**typed: str) -> OwnOfferForm:
    data = {"aanbod": "proef", "naam": "Voorstel", "btw": "UNKNOWN", "indexeerbaar": "nee", "vast_1": "100", **typed}
    return OwnOfferForm(data, catalogue=CATALOGUE, municipalities=tuple(PLACES.values()))


def test_everything_typed_becomes_the_offer() -> None:
    form = form_for(**{**TYPED, "aanbod": "proef", "indexeerbaar": "ja"})

    assert form.is_valid(), form.errors
    offer = form.offer(7, is_counted=False)
    assert (offer.key, offer.slug, offer.offering, offer.name, offer.is_counted) == (7, "eigen-7", "proef", "Geheim voorstel", False)
    assert (offer.municipality_code, offer.municipality_name) == ("GM0193", "Zwolle")
    assert (offer.contract_from, offer.contract_until, offer.last_day) == (date(2027, 1, 1), date(2029, 1, 1), date(2028, 12, 31))
    assert replace(offer, contract_until=None).last_day is None
    assert (offer.indexable, offer.price_level_year, offer.vat) == (True, 2026, "NONE_DUE")
    assert [(part.months_after_start, part.fraction) for part in offer.instalments] == [(0, D("0.5")), (6, D("0.5"))]
    assert offer.conditions == "Niet\ngegarandeerd."
    assert offer.years == (
        OwnYear(1, EuroRange(D("49122"), D("50000.50")), None, None, (10, 10), D("10")),
        OwnYear(2, EuroRange.exact(D("46980")), D("12.34"), D("5.67"), (10, 12), D("12.5")),
    )


def test_what_is_not_filled_in_stays_unknown() -> None:
    form = form_for(indexeerbaar="")

    assert form.is_valid(), form.errors
    assert form.offer(1, is_counted=True) == OwnOffer(key=1, offering="proef", name="Voorstel", years=(OwnYear(1, EuroRange.exact(D(100))),))


AMOUNT = "Vul een bedrag in"
WRONG = [
    ({"aanbod": ""}, "aanbod", "Kies het aanbod."),
    ({"aanbod": "niets"}, "aanbod", "Dit aanbod staat niet in de lijst."),
    ({"naam": "  "}, "naam", "Geef de offerte een naam."),
    ({"naam": "n" * 81}, "naam", "Gebruik hoogstens 80 tekens"),
    ({"naam": "een\ufffd"}, "naam", "een teken dat niet te lezen is"),
    ({"naam": "een\x00"}, "naam", "een teken dat niet te lezen is"),
    ({"naam": "een\x1b"}, "naam", "een teken dat niet te lezen is"),
    ({"gemeente": "Haarl"}, "gemeente", "staat niet in de lijst van het CBS"),
    ({"gemeente": "g" * 61}, "gemeente", "Gebruik hoogstens 60 tekens"),
    ({"contract_van": "31-2-2027"}, "contract_van", "Vul een dag in"),
    ({"contract_van": "1 januari"}, "contract_van", "Vul een dag in"),
    ({"contract_van": "1999-12-31"}, "contract_van", "van 2000 tot en met 2060"),
    ({"contract_tot": "1-1-2061"}, "contract_tot", "van 2000 tot en met 2060"),
    ({"contract_tot": "31-12-2028"}, "contract_van", "Vul ook de eerste dag"),
    ({"contract_van": "1-1-2028", "contract_tot": "31-12-2027"}, "contract_tot", "ligt voor de eerste dag"),
    ({"indexeerbaar": "soms"}, "indexeerbaar", "Kies ja of nee."),
    ({"prijspeil": "1989"}, "prijspeil", "van 1990 tot en met 2060"),
    ({"btw": ""}, "btw", "Kies wat de offerte over btw zegt."),
    ({"btw": "NA"}, "btw", "Kies wat de offerte over btw zegt."),
    ({"factuur": "januari"}, "factuur", "Schrijf per factuur"),
    ({"factuur": "36:100"}, "factuur", "Schrijf per factuur"),
    ({"factuur": "0:0, 1:100"}, "factuur", "Schrijf per factuur"),
    ({"factuur": "0:50, 0:50"}, "factuur", "elke maand één keer"),
    ({"factuur": ", ".join(f"{month}:5" for month in range(20))}, "factuur", "Hoogstens 12 facturen"),
    ({"factuur": "0:50, 6:49.5"}, "factuur", "samen 99,5%. Dat moet 100% zijn."),
    ({"voorwaarden": "v" * 2001}, "voorwaarden", "Gebruik hoogstens 2000 tekens"),
    ({"voorwaarden": "\x07"}, "voorwaarden", "een teken dat niet te lezen is"),
    ({"vast_1": "-1"}, "vast_1", AMOUNT),
    ({"vast_1": "1e9"}, "vast_1", AMOUNT),
    ({"vast_1": "100.000.001"}, "vast_1", AMOUNT),
    ({"vast_1": "1,234"}, "vast_1", "hoogstens 2 cijfers"),
    ({"vast_hoog_1": "99,99"}, "vast_hoog_1", "lager dan het vaste bedrag"),
    ({"vast_1": "", "nieuw_1": "1", "vast_hoog_1": "5"}, "vast_1", "laagste bedrag"),
    ({"vast_1": "x", "vast_hoog_1": "5"}, "vast_1", AMOUNT),
    ({"nieuw_1": "1.000.001"}, "nieuw_1", AMOUNT),
    ({"lopend_1": "veel"}, "lopend_1", AMOUNT),
    ({"capaciteit_van_1": "10.001"}, "capaciteit_van_1", "heel getal"),
    ({"capaciteit_tot_1": "5"}, "capaciteit_van_1", "laagste aantal"),
    ({"capaciteit_van_1": "x", "capaciteit_tot_1": "5"}, "capaciteit_van_1", "heel getal"),
    ({"capaciteit_van_1": "5", "capaciteit_tot_1": "4"}, "capaciteit_tot_1", "minder dan het eerste aantal"),
    ({"uren_1": "0"}, "uren_1", "Vul een getal in"),
    ({"uren_1": "1001"}, "uren_1", "Vul een getal in"),
    ({"vast_1": ""}, "vast_1", "minstens één bedrag"),
    ({"vast_3": "5"}, "vast_2", "Vul voor jaar 2 een bedrag in"),
    ({"uren_2": "5"}, "vast_2", "Vul voor jaar 2 een bedrag in"),
]


@pytest.mark.parametrize(("typed", "field", "message"), WRONG)
def test_what_is_wrong_gets_one_message_at_its_field(typed: dict[str, str], field: str, message: str) -> None:
    form = form_for(**typed)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert len(form.errors[field]) == 1
    assert message in form.errors[field][0]


def test_the_messages_together_name_the_contract_year() -> None:
    assert form_for(vast_2="x", naam="").problem_list == [
        ("naam", "Naam van de offerte", "Geef de offerte een naam."),
        ("vast_2", "Jaar 2: Vast bedrag (€)", "Vul een bedrag in, bijvoorbeeld 1.234,56 of 1234.56."),
    ]


def test_what_is_stored_is_what_was_typed_without_needless_space() -> None:
    form = form_for(naam=f"een{' ' * 90}naam ", vast_2=" 1.000,50 ", voorwaarden=" a\r\nb ", onzin="weg")

    assert form.is_valid(), form.errors
    stored = {"aanbod": "proef", "naam": "een naam", "btw": "UNKNOWN", "indexeerbaar": "nee", "vast_1": "100", "vast_2": "1.000,50"}
    assert form.typed == {**stored, "voorwaarden": "a\nb"}


def test_control_characters_and_code_points_that_are_no_character_cannot_stand_in_a_file() -> None:
    assert [is_readable(character) for character in ("a", "é", "\n", "🙂")] == [True] * 4
    assert not any(is_readable(character) for character in ("\x00", "\t", "\x85", "\ud800", "\uffff", "\ufffd"))


def test_contract_years_stand_open_when_something_is_in_them() -> None:
    assert [is_open for _, _, is_open in form_for(vast_3="x").year_groups] == [True, False, True, *[False] * 7]
    assert [is_open for _, _, is_open in OwnOfferForm(catalogue=CATALOGUE, municipalities=()).year_groups] == [True, *[False] * 9]


# --- the pages ----------------------------------------------------------------------------------------------------------------------------------


QUESTION = "?aanbod=buurtgezinnen&jaren=2&startjaar=2027"


@pytest.fixture
def visitor(client: Client, db: None) -> Client:
    """A visitor who has typed in one offer."""
    assert client.post("/offertes/nieuw/", TYPED).status_code == 302
    return client


def text_of(client: Client, address: str = "/offertes/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def stored(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.session[SESSION_KEY]
    return found


def assert_private(response: Any) -> None:
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert "Cookie" in response["Vary"]


@pytest.mark.django_db
def test_a_visitor_without_own_offers_gets_no_session_and_no_marks(client: Client) -> None:
    for address in (f"/vergelijken.json{QUESTION}", "/offertes/", "/offertes/nieuw/"):
        response = client.get(address)
        assert "sessionid" not in response.cookies
        assert "eigen invoer)" not in response.content.decode()
    assert Session.objects.count() == 0
    assert "no-store" not in client.get(f"/vergelijken.json{QUESTION}")["Cache-Control"]


@pytest.mark.django_db
def test_the_pages_are_private_valid_and_the_same_without_an_offer(client: Client) -> None:
    for address in ("/offertes/", f"/offertes/nieuw/{QUESTION}"):
        response = client.get(address)
        assert_private(response)
        assert_valid_html(response.content.decode())


def test_a_sent_offer_is_stored_and_leads_back_without_telling_anything(client: Client, db: None) -> None:
    response = client.post(f"/offertes/nieuw/{QUESTION}", TYPED)

    assert response["Location"] == f"/offertes/{QUESTION}#offerte-1"
    assert stored(client)["offers"][0]["fields"]["naam"] == "Geheim voorstel"
    assert client.session.get_expire_at_browser_close()
    json.dumps(dict(client.session))
    html = text_of(client)
    assert_valid_html(html)
    assert "Geheim voorstel" in html
    assert "De offerte is bewaard." in html


def test_an_own_offer_is_a_column_with_lines_that_say_where_they_come_from(visitor: Client) -> None:
    answer = visitor.get(f"/vergelijken.json{QUESTION}&koppelingen=10").json()

    assert [item["tarief"] for item in answer["aanbod"]] == ["lijstprijs", "eigen-1"]
    own = answer["aanbod"][1]
    # 46,980 + 10 x 12.34 + 10 x 5.67.
    assert [(year["laag"], year["hoog"]) for year in own["jaren"]] == [("49122.00", "50000.50"), ("47160.10", "47160.10")]
    assert own["naam"] == "Buurtgezinnen, Geheim voorstel (eigen invoer)"
    assert all("(eigen invoer)" in line["omschrijving"] for year in own["jaren"] for line in year["regels"])
    assert answer["scenario"]["aanbod"] == ["buurtgezinnen:lijstprijs"]


def test_an_own_offer_does_not_borrow_what_sources_say_of_another_offer(visitor: Client) -> None:
    html = text_of(visitor, "/vergelijken/?aanbod=buurtgezinnen:offerte-haarlem-2020&jaren=2&startjaar=2027")

    row = re.search(r'<th scope="row">Tarief in woorden</th>(.*?)</tr>', html, re.DOTALL)
    assert row
    haarlem, own = row[1].split("</td>")[:2]
    assert "onderbouwing" in haarlem.lower()
    assert "onderbouwing" not in own.lower()
    assert "/bronnen/#eigen-offerte" in own
    assert 'id="eigen-offerte"' in text_of(visitor, "/bronnen/")


def test_no_address_on_any_page_holds_a_name_or_an_amount(visitor: Client) -> None:
    for address in (f"/vergelijken/{QUESTION}", f"/advies/{QUESTION}", f"/offertes/{QUESTION}", f"/offertes/1/{QUESTION}"):
        html = text_of(visitor, address)
        links = re.findall(r'(?:href|action|src|hx-get)="([^"]*)"', html) + re.findall(r'id="deel-link"[^>]*value="([^"]*)"', html)
        assert links
        for link in links:
            assert not [secret for secret in SECRETS if secret in link or secret in unquote(link)], link
            assert "eigen-1" not in link.partition("#")[0]


def test_another_session_sees_nothing_of_it(visitor: Client) -> None:
    other = Client()

    for address in (f"/vergelijken/{QUESTION}", f"/vergelijken.json{QUESTION}", f"/advies/{QUESTION}", "/offertes/", "/bronnen/"):
        html = text_of(other, address)
        assert "Geheim" not in html
        assert "Vertrouwelijk: bevat een eigen offerte" not in html
    assert other.get("/offertes/1/").status_code == 404
    for address in ("meerekenen", "verwijderen"):
        assert other.post(f"/offertes/1/{address}/").status_code == 404
    assert "Geheim" in text_of(visitor)


def test_every_answer_with_an_own_offer_is_kept_out_of_caches(visitor: Client) -> None:
    for address in (f"/vergelijken/{QUESTION}", f"/vergelijken.json{QUESTION}", f"/advies/{QUESTION}", "/vergelijken.json?jaren=0"):
        assert_private(visitor.get(address))


def test_the_report_with_an_own_offer_is_marked_confidential(visitor: Client) -> None:
    assert "Vertrouwelijk: bevat een eigen offerte" in text_of(visitor, f"/advies/{QUESTION}")


def test_the_page_says_that_the_link_does_not_hold_own_offers(visitor: Client) -> None:
    html = text_of(visitor, f"/vergelijken/{QUESTION}")

    assert_valid_html(html)
    assert "Uw eigen offertes staan niet in deze link." in html
    assert "Bekijk of verander uw eigen offertes" in html
    assert "Vul hem in" in text_of(Client(), f"/vergelijken/{QUESTION}")


@pytest.mark.django_db
def test_the_way_to_own_offers_is_there_without_any_offer_to_compare(client: Client) -> None:
    html = text_of(client, "/vergelijken/?aanbod=home-start")

    assert_valid_html(html)
    assert "Heeft u zelf een offerte?" in html


def test_an_offer_is_counted_or_not_as_the_visitor_says(visitor: Client) -> None:
    assert visitor.post(f"/offertes/1/meerekenen/{QUESTION}", {"meerekenen": "uit"})["Location"] == f"/offertes/{QUESTION}#offerte-1"
    html = text_of(visitor, f"/vergelijken/{QUESTION}")
    assert "Geheim" not in html
    assert "staan niet in deze link" not in html
    assert "telt niet meer mee" in text_of(visitor)

    visitor.post("/offertes/1/meerekenen/", {"meerekenen": "aan"})
    assert "Geheim" in text_of(visitor, f"/vergelijken/{QUESTION}")
    assert "telt mee" in text_of(visitor)


def test_a_changed_offer_takes_the_place_of_the_old_one(visitor: Client) -> None:
    html = text_of(visitor, "/offertes/1/")
    assert 'value="49.122"' in html
    assert_valid_html(html)

    response = visitor.post("/offertes/1/", {**TYPED, "vast_1": "1.000", "vast_hoog_1": ""})

    assert response.status_code == 302
    (own,) = [item for item in visitor.get(f"/vergelijken.json{QUESTION}").json()["aanbod"] if item["tarief"] == "eigen-1"]
    assert own["jaren"][0]["laag"] == "1000.00"


def test_nothing_typed_is_lost_when_a_field_is_wrong(client: Client, db: None) -> None:
    response = client.post("/offertes/nieuw/", {**TYPED, "vast_2": "<b>", "factuur": "0:1"})

    html = response.content.decode()
    assert response.status_code == 200
    assert_valid_html(html)
    assert 'value="&lt;b&gt;"' in html
    for name, text in TYPED.items():
        if name not in ("vast_2", "factuur", "voorwaarden", "aanbod", "btw", "indexeerbaar"):
            assert re.search(rf'name="{name}" value="{re.escape(text)}"', html), name
    assert "Niet\r\ngegarandeerd.</textarea>" in html
    assert '<option value="NONE_DUE" selected>' in html
    assert 'href="#id_vast_2">Jaar 2: Vast bedrag (€)</a>' in html
    assert "sessionid" not in response.cookies


def test_a_deleted_offer_can_be_brought_back_to_its_place(visitor: Client) -> None:
    visitor.post("/offertes/nieuw/", {**TYPED, "naam": "Tweede"})
    assert visitor.post("/offertes/1/verwijderen/")["Location"] == "/offertes/"
    html = text_of(visitor)
    assert_valid_html(html)
    assert "‘Geheim voorstel’ is verwijderd" in html
    assert "Geheim" not in text_of(visitor, f"/vergelijken/{QUESTION}")

    assert visitor.post("/offertes/terughalen/")["Location"] == "/offertes/#offerte-1"

    assert [item["key"] for item in stored(visitor)["offers"]] == [1, 2]
    assert "staat weer in de lijst" in text_of(visitor)
    # A second time there is nothing to bring back.
    assert visitor.post("/offertes/terughalen/")["Location"] == "/offertes/"


def test_a_new_offer_never_takes_the_number_of_a_deleted_one(visitor: Client) -> None:
    visitor.post("/offertes/1/verwijderen/")
    visitor.post("/offertes/nieuw/", {**TYPED, "naam": "Tweede"})

    visitor.post("/offertes/terughalen/")

    assert [item["key"] for item in stored(visitor)["offers"]] == [1, 2]


def test_wiping_leaves_nothing_behind(visitor: Client) -> None:
    visitor.post("/offertes/1/verwijderen/")

    response = visitor.post("/offertes/wissen/")

    assert response["Location"] == "/offertes/"
    assert response.cookies["sessionid"].value == ""
    assert "Geheim" not in text_of(visitor)
    assert Session.objects.count() == 0


def test_wiping_leaves_somebody_signed_in(admin_client: Client) -> None:
    admin_client.post("/offertes/nieuw/", TYPED)

    admin_client.post("/offertes/wissen/")

    assert SESSION_KEY not in admin_client.session
    assert admin_client.get("/beheer/").status_code == 200


def test_more_than_ten_offers_are_refused_and_what_was_typed_stays(visitor: Client) -> None:
    for _ in range(MOST_OFFERS - 1):
        visitor.post("/offertes/nieuw/", TYPED)

    response = visitor.post("/offertes/nieuw/", {**TYPED, "naam": "De elfde"})

    assert response.status_code == 200
    assert "U hebt al 10 eigen offertes" in response.content.decode()
    assert "De elfde" in response.content.decode()
    assert len(stored(visitor)["offers"]) == MOST_OFFERS
    assert visitor.get("/offertes/nieuw/")["Location"] == "/offertes/"
    visitor.post("/offertes/10/verwijderen/")
    visitor.post("/offertes/nieuw/", TYPED)
    assert visitor.post("/offertes/terughalen/")["Location"] == "/offertes/"
    html = text_of(visitor)
    assert_valid_html(html)
    assert "meer kan niet" in html


def test_a_report_counts_own_offers_among_those_it_can_hold(visitor: Client) -> None:
    for _ in range(5):
        visitor.post("/offertes/nieuw/", TYPED)

    assert "dit zijn er 13" in text_of(visitor, "/advies/")


@pytest.mark.django_db
def test_without_a_token_nothing_is_changed() -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("nieuw/", "1/", "1/meerekenen/", "1/verwijderen/", "terughalen/", "wissen/"):
        assert strict.post(f"/offertes/{address}", TYPED).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text_of(strict, "/offertes/nieuw/"))
    assert token

    assert strict.post("/offertes/nieuw/", {**TYPED, "csrfmiddlewaretoken": token[1]}).status_code == 302


def test_nothing_is_changed_by_looking(visitor: Client) -> None:
    for address in ("1/meerekenen/", "1/verwijderen/", "terughalen/", "wissen/"):
        assert visitor.get(f"/offertes/{address}").status_code == 405
    assert len(stored(visitor)["offers"]) == 1


GOOD = {"key": 1, "counted": True, "fields": TYPED}
OTHER = {**GOOD, "key": 3}


def read(value: Any) -> tuple[OwnSession, int]:
    return load(SimpleNamespace(session={SESSION_KEY: value}))


@pytest.mark.parametrize(
    "value",
    [
        "tekst",
        {"offers": "tekst"},
        {"offers": [None]},
        {"offers": [{**GOOD, "key": "1"}]},
        {"offers": [{**GOOD, "key": True}]},
        {"offers": [{**GOOD, "key": 0}]},
        {"offers": [{**GOOD, "counted": 1}]},
        {"offers": [{**GOOD, "fields": []}]},
        {"offers": [{**GOOD, "fields": {"naam": 5}}]},
    ],
)
def test_what_is_no_offer_in_a_session_is_dropped_and_counted(value: Any) -> None:
    session, lost = read(value)

    assert (session.stored, lost) == ([], 1)


@pytest.mark.parametrize(
    ("extra", "deleted", "following"),
    [
        ({"next": 7, "deleted": [0, OTHER]}, 3, 7),
        ({"next": 2, "deleted": [0, OTHER], "said": 5}, 3, 4),
        ({"next": "x", "deleted": "x"}, None, 2),
        ({"next": 10**6, "deleted": [0]}, None, 2),
        ({"deleted": ["0", OTHER]}, None, 2),
        ({"deleted": [99, OTHER]}, None, 2),
        ({"deleted": [0, GOOD]}, None, 2),
        ({"deleted": [0, None]}, None, 2),
    ],
)
def test_the_rest_of_a_tampered_session_is_read_as_far_as_it_goes(extra: dict[str, Any], deleted: int | None, following: int) -> None:
    session, lost = read({"offers": [GOOD, GOOD], **extra})

    assert ([item.key for item in session.stored], lost) == ([1], 1)
    assert (session.deleted and session.deleted[1].key, session.next_key, session.said) == (deleted, following, "")


def test_no_more_than_ten_offers_are_read_and_nothing_is_brought_back_above_that() -> None:
    session, lost = read({"offers": [{**GOOD, "key": key} for key in range(1, 13)], "deleted": [0, {**GOOD, "key": 20}]})
    session.bring_back()

    assert (len(session.stored), lost) == (MOST_OFFERS, 2)
    assert session.deleted is not None


@pytest.mark.parametrize(
    "change",
    [
        {"vast_1": "1e999"},
        {"aanbod": "bestaat-niet"},
        {"gemeente": "Atlantis"},
        {"btw": ""},
        {"vast_11": "5"},
        {"vast_\u0663": "5"},
        {f"vast_{'9' * 5000}": "5"},
        {"onbekend": "5"},
    ],
)
def test_an_offer_that_the_form_would_refuse_is_not_read(change: dict[str, str]) -> None:
    fields = {**TYPED, "aanbod": "proef"}
    places = tuple(PLACES.values())

    assert Stored(1, True, fields).offer(CATALOGUE, places) is not None
    assert Stored(1, True, {**fields, **change}).offer(CATALOGUE, places) is None


def test_a_session_that_cannot_be_read_is_dropped_with_a_message(visitor: Client) -> None:
    session = visitor.session
    session[SESSION_KEY] = {"offers": [None]}
    session.save()

    assert "niet meer te lezen" in text_of(visitor)
    assert "één eigen offerte kan niet worden meegerekend" in text_of(visitor, "/vergelijken/?aanbod=home-start")
    assert visitor.post("/offertes/nieuw/", TYPED).status_code == 302
    assert len(stored(visitor)["offers"]) == 1
    assert "niet meer te lezen" not in text_of(visitor)


def test_an_offer_that_no_longer_fits_is_shown_to_be_mended_and_not_counted(visitor: Client) -> None:
    session = visitor.session
    session[SESSION_KEY]["offers"][0]["fields"]["aanbod"] = "bestaat-niet"
    session.save()

    assert "klopt niet meer met de catalogus" in text_of(visitor)
    assert "kan niet worden meegerekend" in text_of(visitor, "/vergelijken/?aanbod=home-start")
    assert "Dit aanbod staat niet in de lijst" in text_of(visitor, "/offertes/1/")
    assert visitor.post("/offertes/1/", TYPED).status_code == 302
    assert "klopt niet meer" not in text_of(visitor)


def test_the_number_of_queries_does_not_grow_with_own_offers(visitor: Client, django_assert_num_queries: Any) -> None:
    counts = {}
    for address in (f"/vergelijken.json{QUESTION}", "/offertes/", "/offertes/nieuw/"):
        visitor.get(address)
        with CaptureQueriesContext(connection) as found:
            visitor.get(address)
        counts[address] = len(found)
    for _ in range(3):
        visitor.post("/offertes/nieuw/", TYPED)
    for address, number in counts.items():
        visitor.get(address)
        with django_assert_num_queries(number):
            visitor.get(address)
    # A session takes one query more than none.
    with django_assert_num_queries(counts[f"/vergelijken.json{QUESTION}"] - 1):
        Client().get(f"/vergelijken.json{QUESTION}")


def test_an_own_offer_makes_no_tariff_known_for_others(client: Client, db: None) -> None:
    client.post("/offertes/nieuw/", {**TYPED, "aanbod": "home-start"})

    answer = client.get("/vergelijken.json?aanbod=buurtgezinnen&jaren=2").json()

    assert [item["slug"] for item in answer["aanbod"]] == ["buurtgezinnen", "home-start"]
    assert snapshot().offering("home-start").tariff_known is False

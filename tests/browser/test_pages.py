"""Every public page in a real browser: accessible, quiet, usable by keyboard, at 320 pixels and without JavaScript."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Response, expect

from tests.browser.accessible import violations
from tests.browser.conftest import PHONE, Visit
from tests.validation import assert_valid_html

QUESTION = "?aanbod=buurtgezinnen&aanbod=steunouder&aanbod=home-start&gemeente=GM0392&koppelingen=10&jaren=4"
MIX = "gezinnen=psychisch-ouder:0-4:10&gezinnen=verslaving-ouder:5-17:4&aantal=buurtgezinnen:10&aantal=steunouder:5"
PAGES = [
    "/",
    "/?doelgroep=lvb-ouder&leeftijd=5",
    "/?vog=nee&levering=hoofdaannemer&leeftijd=6",
    "/aanbod/buurtgezinnen/",
    "/aanbod/home-start/",
    f"/aanbod/home-start/?peildatum={timezone.localdate()}",
    "/bronnen/?peildatum=1999-01-01",
    "/vergelijken/",
    f"/vergelijken/{QUESTION}",
    "/vergelijken/?koppelingen=veel&jaren=99",
    "/dekking/",
    f"/dekking/?{MIX}&zoekmix=ja&vog=ja&naast=naam%3DAnders%26{MIX.replace('=', '%3D').replace('&', '%26')}",
    "/dekking/?rij_doelgroep=onzin&rij_leeftijd=99&rij_gezinnen=-1&mix_steunouder=veel&werkgever=onzin&jaren=99",
    f"/advies/{QUESTION}",
    "/bronnen/",
    f"/scenarios/{QUESTION}&naast=koppelingen%3D5%26jaren%3D2",
    "/offertes/",
    "/offertes/nieuw/",
]
# Django's own pages: they must work under the policy, their markup is not ours to mend.
ADMIN_PAGES = ["/beheer/login/"]
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Where the keyboard is: what stands on the element, whether it can be seen, and whether the focus shows.
FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  return {
    name: `${element.tagName} ${(element.textContent || element.name || "").trim().slice(0, 40)}`,
    isBody: element === document.body,
    hasSize: box.width > 0 && box.height > 0,
    isMarked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  };
}"""


@pytest.mark.parametrize("address", ADMIN_PAGES)
def test_page_of_the_admin_loads_without_a_complaint_of_the_browser(visit: Visit, address: str) -> None:
    response = visit.open(address)
    visit.page.wait_for_load_state("networkidle")

    assert response.status == 200
    assert visit.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_page_is_sound(visit: Visit, plain_visit: Visit, address: str) -> None:
    """Everything that a page must be, of one answer of the portal: making it costs more than looking at it."""
    response = visit.open(address)
    visit.page.wait_for_load_state("networkidle")
    assert response.status == 200
    assert violations(visit.page) == ""
    assert_valid_html_with_one_heading(response)
    assert_keyboard_reaches_marked_elements_first_the_skip_link(visit)
    visit.page.set_viewport_size(PHONE)
    assert visit.page.evaluate(SCROLLS_SIDEWAYS) is False
    assert visit.complaints == []
    assert_main_content_is_there_without_javascript(plain_visit, address, response)


def assert_valid_html_with_one_heading(response: Response) -> None:
    html = response.text()
    assert_valid_html(html)
    assert (html.count("<h1"), html.count("<main")) == (1, 1)


def assert_keyboard_reaches_marked_elements_first_the_skip_link(visit: Visit) -> None:
    stops = []
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        stop = visit.page.evaluate(FOCUSED)
        if stop["isBody"]:
            break
        stops.append(stop)
    assert len(stops) > 3
    assert "inhoud" in stops[0]["name"].lower()
    assert [stop["name"] for stop in stops if not stop["hasSize"]] == []
    assert [stop["name"] for stop in stops if not stop["isMarked"]] == []


def assert_main_content_is_there_without_javascript(plain_visit: Visit, address: str, response: Response) -> None:
    """The portal gives the same to every browser, so this one is shown the answer that the other one got."""
    plain_visit.page.route(plain_visit.server + address, lambda route: route.fulfill(body=response.body(), headers=response.headers))
    plain_visit.open(address)
    assert len(plain_visit.page.locator("main").inner_text().strip()) > 100


def test_filter_works_without_javascript(plain_visit: Visit) -> None:
    plain_visit.open("/")

    plain_visit.page.locator("#filter input[name=zoek]").fill("home-start")
    plain_visit.page.get_by_role("button", name="Filter").click()

    plain_visit.page.wait_for_url(re.compile("zoek=home-start"))
    expect(plain_visit.page.locator("#resultaten")).to_contain_text("Home-Start")
    expect(plain_visit.page.locator("#resultaten")).to_contain_text("Past zeker (1 van 7)")


def test_filter_answers_while_typing_and_keeps_the_question_in_the_address(visit: Visit) -> None:
    visit.open("/")

    visit.page.locator("#filter input[name=zoek]").press_sequentially("home-start")

    expect(visit.page).to_have_url(re.compile("zoek=home-start"))
    expect(visit.page.locator("#resultaten")).to_contain_text("Past zeker (1 van 7)")
    assert visit.complaints == []


def test_age_is_part_of_the_question_as_soon_as_it_is_typed(visit: Visit) -> None:
    visit.open("/")

    visit.page.locator("#filter input[name=leeftijd]").press_sequentially("5")

    expect(visit.page).to_have_url(re.compile("leeftijd=5"))
    assert visit.complaints == []


def test_counts_beside_the_choices_are_renewed_with_the_answer(visit: Visit) -> None:
    visit.open("/")
    beside_group, beside_vog = visit.page.locator("#id_doelgroep_0_aantal"), visit.page.locator("#id_vog_aantal")
    before = beside_group.text_content()
    expect(beside_vog).to_have_text("ja: 2 zeker, 5 navragen; nee: 5 navragen")

    visit.page.locator("#filter input[name=leeftijd]").press_sequentially("zwangerschap-4")
    expect(beside_vog).to_have_text("ja: 2 mogelijk, 5 navragen; nee: 5 navragen")
    visit.page.locator("#id_doelgroep summary").click()
    visit.page.get_by_role("checkbox", name="Overbelast gezin").check()

    expect(visit.page).to_have_url(re.compile("doelgroep=overbelast&leeftijd=zwangerschap-4"))
    expect(beside_group).not_to_have_text(before or "")
    expect(visit.page.get_by_role("checkbox", name="Overbelast gezin")).to_have_accessible_description(beside_group.text_content() or "")
    assert visit.complaints == []


def test_comparison_asks_what_stands_in_the_fields_however_quickly_it_follows(visit: Visit) -> None:
    visit.open("/?leeftijd=5")
    visit.page.locator("#vergelijken input[name=aanbod][value=steunouder]").check()

    visit.page.locator("#filter input[name=leeftijd]").fill("6")
    visit.page.get_by_role("button", name="Vergelijk gekozen aanbod").click()

    visit.page.wait_for_url(re.compile("/vergelijken/.*leeftijd=6.*aanbod=steunouder"))
    assert "leeftijd=5" not in visit.page.url


def test_enter_in_a_field_answers_without_a_new_page(visit: Visit) -> None:
    visit.open("/")
    visit.page.evaluate("window.isSamePage = true")

    visit.page.locator("#filter input[name=leeftijd]").fill("6")
    visit.page.locator("#filter input[name=leeftijd]").press("Enter")

    expect(visit.page).to_have_url(re.compile("leeftijd=6"))
    assert visit.page.evaluate("window.isSamePage") is True
    assert visit.complaints == []


def test_ticks_are_kept_while_filtering(visit: Visit) -> None:
    visit.open("/")
    visit.page.locator("#vergelijken input[name=aanbod][value=steunouder]").check()

    visit.page.locator("#filter select[name=vog]").select_option("ja")

    expect(visit.page).to_have_url(re.compile("vog=ja&aanbod=steunouder"))
    expect(visit.page.locator("#vergelijken input[name=aanbod][value=steunouder]")).to_be_checked()


def test_comparison_without_javascript_asks_the_fields_as_they_are(plain_visit: Visit) -> None:
    plain_visit.open("/")

    plain_visit.page.locator("#filter input[name=leeftijd]").fill("6")
    plain_visit.page.locator("#vergelijken input[name=aanbod][value=steunouder]").check()
    plain_visit.page.get_by_role("button", name="Vergelijk gekozen aanbod").click()

    plain_visit.page.wait_for_url(re.compile("/vergelijken/.*leeftijd=6.*aanbod=steunouder"))
    expect(plain_visit.page.locator("main")).to_contain_text("past zeker")


def test_newcomer_gets_from_the_overview_to_the_pdf(visit: Visit) -> None:
    visit.open("/")
    for slug in ("buurtgezinnen", "steunouder"):
        visit.page.locator(f"#vergelijken input[name=aanbod][value={slug}]").check()
    visit.page.locator("#vergelijken").get_by_role("button", name="Vergelijk").first.click()
    visit.page.wait_for_url(re.compile("/vergelijken/.*aanbod=buurtgezinnen"))
    link = visit.page.locator("main a[href*='/advies.pdf']").first

    # The short form, of the same question: the full one takes three times as long to make.
    answer = visit.page.request.get(f"{visit.server}{link.get_attribute('href')}&lengte=kort", timeout=120_000)

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    assert visit.complaints == []


def test_a_demand_and_a_mix_are_filled_in_by_keyboard_and_without_javascript_on_dekking(plain_visit: Visit) -> None:
    plain_visit.open("/dekking/")
    keyboard = plain_visit.page.keyboard
    plain_visit.page.get_by_label("Doelgroep, regel 1").focus()

    for keys in ("Versl", "5-17", "4", "Psych", "0-4", "10"):
        keyboard.type(keys)
        keyboard.press("Tab")
    plain_visit.page.get_by_label("Buurtgezinnen, nieuwe koppelingen per jaar in de mix").focus()
    keyboard.type("15")
    keyboard.press("Enter")

    short = "gezinnen=verslaving-ouder:5-17:4&gezinnen=psychisch-ouder:0-4:10&aantal=buurtgezinnen:15"
    plain_visit.page.wait_for_url(f"{plain_visit.server}/dekking/?{short}")
    expect(plain_visit.page.get_by_label("Leeftijd, regel 2")).to_have_value("0-4")
    expect(plain_visit.page.locator("#mix-kosten")).to_be_visible()

    plain_visit.page.get_by_role("button", name="Zoek de goedkoopste mix").focus()
    keyboard.press("Enter")
    plain_visit.page.wait_for_url(re.compile("/dekking/.*zoekmix=ja"))
    expect(plain_visit.page.locator("#goedkoopste-mix")).to_be_visible()


def test_a_message_of_the_summary_leads_to_its_cell_on_dekking(visit: Visit) -> None:
    visit.open("/dekking/?rij_doelgroep=lvb-ouder&rij_leeftijd=5&rij_gezinnen=veel")

    visit.page.get_by_role("link", name="Gezinnen per jaar, regel 1").click()

    cell = visit.page.get_by_label("Gezinnen per jaar, regel 1")
    expect(cell).to_be_in_viewport()
    expect(cell).to_have_value("veel")
    expect(cell).to_have_accessible_description("'veel' is geen aantal gezinnen. Vul een heel getal in, of laat het leeg.")
    assert visit.complaints == []

"""Every public page in a real browser: accessible, quiet, usable by keyboard, at 320 pixels and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.validation import assert_valid_html

QUESTION = "?aanbod=buurtgezinnen&aanbod=steunouder&gemeente=GM0392&koppelingen=10&jaren=4"
PAGES = [
    "/",
    "/?doelgroep=lvb-ouder&leeftijd=5",
    "/aanbod/buurtgezinnen/",
    "/aanbod/home-start/",
    "/vergelijken/",
    f"/vergelijken/{QUESTION}",
    "/vergelijken/?koppelingen=veel&jaren=99",
    f"/advies/{QUESTION}",
    "/bronnen/",
]
# Django's own pages: they must work under the policy, their markup is not ours to mend.
ADMIN_PAGES = ["/beheer/login/"]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

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


@pytest.mark.parametrize("address", PAGES + ADMIN_PAGES)
def test_page_loads_without_a_complaint_of_the_browser(visit: Visit, address: str) -> None:
    response = visit.open(address)
    visit.page.wait_for_load_state("networkidle")

    assert response.status == 200
    assert visit.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_accessibility_violation(visit: Visit, address: str) -> None:
    visit.open(address)

    found = Axe().run(visit.page, options=WCAG)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", PAGES)
def test_page_is_valid_html(visit: Visit, address: str) -> None:
    response = visit.open(address)

    assert_valid_html(response.text())


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_heading_of_the_first_level_and_a_title(visit: Visit, address: str) -> None:
    visit.open(address)

    assert visit.page.locator("h1").count() == 1
    assert visit.page.locator("main").count() == 1
    assert visit.page.title()


@pytest.mark.parametrize("address", PAGES)
def test_page_fits_a_screen_of_320_pixels(phone_visit: Visit, address: str) -> None:
    phone_visit.open(address)

    assert phone_visit.page.evaluate(SCROLLS_SIDEWAYS) is False


@pytest.mark.parametrize("address", PAGES)
def test_keyboard_reaches_visible_marked_elements_first_the_skip_link(visit: Visit, address: str) -> None:
    visit.open(address)
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


@pytest.mark.parametrize("address", PAGES)
def test_page_shows_its_main_content_without_javascript(plain_visit: Visit, address: str) -> None:
    response = plain_visit.open(address)

    assert response.status == 200
    assert len(plain_visit.page.locator("main").inner_text().strip()) > 100


def test_filter_works_without_javascript(plain_visit: Visit) -> None:
    plain_visit.open("/")

    plain_visit.page.locator("main form input[name=zoek]").fill("steunouder")
    plain_visit.page.keyboard.press("Enter")

    assert "zoek=steunouder" in plain_visit.page.url
    assert "steunouder" in plain_visit.page.locator("main table").inner_text().lower()

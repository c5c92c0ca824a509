"""What a value opens to, in a real browser: by keyboard, without JavaScript, accessible when open, and never wider than the screen."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessible import violations
from tests.browser.conftest import PHONE, Visit
from tests.browser.test_pages import SCROLLS_SIDEWAYS

COMPARISON = "/vergelijken/?aanbod=meeleefgezin&aanbod=buurtgezinnen&aanbod=home-start"
OPENED = [
    ("/", "over leeftijd van het kind, MeeleefGezin"),
    ("/", "over doelgroepen, MeeleefGezin"),
    ("/aanbod/meeleefgezin/", "over Leeftijd van het kind, MeeleefGezin"),
    ("/aanbod/meeleefgezin/", "over (Licht) verstandelijke beperking van een ouder, MeeleefGezin"),
    (COMPARISON, "over leveringsmodel, Home-Start"),
    ("/advies/?aanbod=steunouder", "over tarief in woorden, Steunouder, lijstprijs"),
]


def value(visit: Visit, about: str) -> Locator:
    """The first value that opens to what it rests on, by its hidden words."""
    return visit.page.locator("details.evidence").filter(has=visit.page.locator("summary", has_text=about)).first


def open_by_keyboard(visit: Visit, address: str, about: str) -> Locator:
    visit.open(address)
    found = value(visit, about)
    found.locator("summary").focus()
    visit.page.keyboard.press("Enter")
    expect(found.locator(".evidence__body")).to_be_visible()
    return found


@pytest.mark.parametrize(("address", "about"), OPENED)
def test_value_opens_by_keyboard_to_the_reading_that_is_used_and_can_be_read_by_all(visit: Visit, address: str, about: str) -> None:
    found = open_by_keyboard(visit, address, about)
    expect(found.get_by_text("Deze lezing gebruikt het portaal.").first).to_be_visible()
    expect(found.locator('a[href^="/bronnen/#"]').first).to_be_visible()

    # The rest of these pages is checked in test_pages.
    assert violations(visit.page, "details.evidence[open]") == ""

    visit.page.set_viewport_size(PHONE)
    box = found.locator(".evidence__body").bounding_box()
    assert box
    assert box["width"] <= 320
    assert visit.page.evaluate(SCROLLS_SIDEWAYS) is False

    visit.page.keyboard.press("Enter")
    expect(found.locator(".evidence__body")).to_be_hidden()
    assert visit.complaints == []


def test_value_opens_without_javascript(plain_visit: Visit) -> None:
    plain_visit.open("/aanbod/home-start/")
    found = value(plain_visit, "over Leveringsmodel, Home-Start")

    found.locator("summary").click()

    expect(found.get_by_text("C-10 Wie voert uit")).to_be_visible()

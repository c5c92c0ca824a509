"""The page while a report is being made: accessible, on a small screen, and it looks again by itself until the PDF is there."""

import pytest

from procurement.exports import report_files
from procurement.exports.pdf import PdfPendingError
from tests.browser.accessible import violations
from tests.browser.conftest import Visit
from tests.browser.test_pages import SCROLLS_SIDEWAYS


def test_the_page_looks_again_until_the_pdf_is_there(phone_visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def render(**given: bool) -> bytes:
        asked.append(given["comes_back"])
        if len(asked) == 1:
            raise PdfPendingError(2)
        return b"%PDF-1.7"

    monkeypatch.setattr(report_files, "render_pdf", render)
    page = phone_visit.page
    with page.expect_response(lambda answer: answer.status == 200 and "advies.pdf" in answer.url, timeout=20_000) as found:
        response = phone_visit.open("/advies.pdf?aanbod=home-start&lengte=kort")
        assert response.status == 202
        assert page.locator("h1").inner_text() == "Uw rapport wordt gemaakt"
        assert violations(page) == ""
        assert page.evaluate(SCROLLS_SIDEWAYS) is False
    assert found.value.headers["content-type"] == "application/pdf"
    assert set(asked) == {True}
    assert phone_visit.complaints == []

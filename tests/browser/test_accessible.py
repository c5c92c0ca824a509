"""That the check of accessibility finds what it is there for, also the one cell among hundreds that has a colour of its own."""

import pytest
from playwright.sync_api import Browser

from tests.browser.accessible import violations

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Proef</title><style>
  td {{ color: #222 }} tr:nth-child(even) td {{ background: #eee }} .odd {{ color: #aaa }} .sheet {{ background: #333 }}
</style></head><body><main><h1>Proef</h1><table><caption>Tabel</caption><tr><th scope="col">Kop</th><th scope="col">Kop</th></tr>{}</table>
</main></body></html>"""
ROWS = ["<tr><td>een</td><td>twee</td></tr>"] * 100


def table(row: str) -> str:
    return PAGE.format("".join([*ROWS[:40], row, *ROWS[40:]]))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ('<tr><td>een</td><td class="odd">twee</td></tr>', "color-contrast"),
        ('<tr class="sheet"><td>een</td><td style="background: none">twee</td></tr>', "color-contrast"),
        ('<tr><td class="odd">1</td><td class="odd">twee</td><td class="odd">1</td></tr>', "color-contrast"),
        ("<tr><td>een</td><td><input></td></tr>", "label"),
        ('<tr><td>een</td><td><a href="#">&nbsp;</a></td></tr>', "link-name"),
    ],
    ids=["a colour", "a ground", "beside single characters", "a field", "a link"],
)
def test_one_odd_cell_in_a_long_table_is_found(browser: Browser, row: str, rule: str) -> None:
    page = browser.new_page()
    page.set_content(table(ROWS[0]))
    assert violations(page) == ""

    page.set_content(table(row))
    found = violations(page)
    page.close()

    assert rule in found

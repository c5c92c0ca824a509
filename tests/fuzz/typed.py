"""What anybody might type, and whether what a form says about it is Dutch: what the property tests share."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from procurement.forms.decision import MOST_EUROS
from tests.fuzz import values

TEXTS = st.one_of(
    st.sampled_from([text for pool in (values.NUMBERS, values.DAYS, values.TEXTS, values.KNOWN) for text in pool if len(text) < 3000]),
    st.text(st.characters(exclude_categories=()), max_size=30),
    st.text("0123456789.,-: eE%", max_size=12),
)
EUROS = st.decimals(0, MOST_EUROS, places=2)
# Words of which a Dutch sentence has at least one, and of which it has none.
DUTCH = re.compile(
    r"\b(de|het|een|is|dit|deze|niet|kan|u|uw|vul|kies|geef|gebruik|schrijf|er|van|staat|zet|zoek|hier|te|moet|lezing|aantallen|geen|haal|voer|ongeldige)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(the|this|that|enter|ensure|select|please|must|valid|required|should|only|value|your|was|not)\b", re.IGNORECASE)


def without_quotes(message: str) -> str:
    """The message without what was typed, which may be in any language."""
    return re.sub(r"[“‘'].*[”’']", "", message, flags=re.DOTALL)


def assert_dutch(message: str) -> None:
    said = without_quotes(message)
    assert said.strip(), message
    assert DUTCH.search(said), f"is this Dutch? {message!r}"
    assert not ENGLISH.search(said.replace("was", "")), f"English: {message!r}"
    assert len(message) < 1000, f"a message of {len(message)} characters"

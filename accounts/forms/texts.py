"""What a short text may hold."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError

# Control and format characters (line breaks, direction marks), surrogates, and what is not assigned or private.
NOT_ALLOWED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def one_line(text: str) -> None:
    """Refuses what is not plain text on one line."""
    if any(unicodedata.category(character) in NOT_ALLOWED for character in text):
        raise ValidationError("Hier kan alleen gewone tekst op één regel staan.")

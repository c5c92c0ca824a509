"""The age that is asked: what can be typed, which months it means and how it is worded."""

from __future__ import annotations

import re
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from voorzieningen.ages import OLDEST, PREGNANCY, Months, year_of_life

OLDEST_YEAR = OLDEST // 12 - 1

# Only ASCII digits: int() would also read those of other scripts, and nobody checks a link with those.
_AGE = re.compile(r"(zwangerschap|[0-9]{1,2})(?:-([0-9]{1,2}))?")


def parse_age(text: str) -> tuple[Months, str]:
    """The months that an age parameter means, and how to say it.

    - "5": a child of five
    - "0-4": from 0 up to and including 4
    - "zwangerschap": from nine months before birth until birth
    - "zwangerschap-4": from the pregnancy up to and including 4
    Raises ValidationError with a Dutch message. Source: the interface, "Filters of the overview".
    """
    if text == "zwangerschap":
        return PREGNANCY, text
    found = _AGE.fullmatch(text)
    if not found:
        raise ValidationError("Vul een leeftijd in als getal (5), van-tot (0-4), het woord zwangerschap of vanaf de zwangerschap (zwangerschap-4).")
    last = int(found[2] or found[1])
    if last > OLDEST_YEAR:
        raise ValidationError(f"Vul een leeftijd in van 0 tot en met {OLDEST_YEAR} jaar.")
    if found[1] == "zwangerschap":
        return Months(PREGNANCY.start, year_of_life(last).end), f"zwangerschap tot en met {last} jaar"
    first = int(found[1])
    if first > last:
        raise ValidationError(f"De eerste leeftijd is hoger dan de laatste. Bedoelt u {last}-{first}?")
    wording = f"{first} jaar" if first == last else f"{first} tot en met {last} jaar"
    return Months(year_of_life(first).start, year_of_life(last).end), wording


class AgeField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            parse_age(value)


class AgeFilter(django_filters.Filter):
    field_class = AgeField

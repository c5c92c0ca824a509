"""Form fields with one grammar each for numbers, amounts and lists from the address; every number is bounded and has ASCII digits only."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from procurement.filters.address import short as short
from procurement.filters.fields import ShortMessage
from voorzieningen.money import number_nl

_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,2}", re.ASCII)
_DUTCH = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})(?:,(?P<fraction>[0-9]{1,4}))?", re.ASCII)
_POINT = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,12})\.(?P<fraction>[0-9]{1,2}|[0-9]{4})", re.ASCII)
_NAMED = re.compile(r"(?P<name>[A-Za-z0-9-]{1,50}):(?P<value>[^:]{1,50})", re.ASCII)


def whole_number(text: str) -> int | None:
    """A whole number of at most nine ASCII digits, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None


def grouped_number(text: str) -> int | None:
    """A whole number that may have points between its thousands (1.000), or None."""
    return whole_number(text.replace(".", "") if _GROUPED.fullmatch(text) else text)


def decimal_number(text: str) -> Decimal | None:
    """A number in Dutch (1.234,56) or point notation (1234.56), or None.

    A point before exactly three digits groups thousands: 1.000 is one thousand.
    """
    match = _DUTCH.fullmatch(text) or _POINT.fullmatch(text)
    if match is None:
        return None
    whole = match["whole"].replace(".", "")
    return Decimal(f"{match['sign']}{whole}.{match['fraction'] or '0'}")


def named_value(text: str) -> tuple[str, str] | None:
    """ "steunouder:2" as ("steunouder", "2"), or None."""
    match = _NAMED.fullmatch(text)
    return (match["name"], match["value"].strip()) if match else None


class WholeNumberField(forms.Field):
    """A whole number from `minimum` up to and including `maximum`."""

    widget = forms.TextInput(attrs={"class": "utrecht-textbox", "inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, minimum: int, maximum: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.minimum, self.maximum = minimum, maximum

    def to_python(self, value: str | None) -> int | None:
        if not value or not value.strip():
            return None
        number = grouped_number(value.strip())
        if number is None or not self.minimum <= number <= self.maximum:
            raise ValidationError(f"Vul een heel getal in van {_bound(self.minimum)} tot en met {_bound(self.maximum)}.")
        return number


class NumberField(forms.Field):
    """A decimal number with at most `places` decimals from `minimum` up to and including `maximum`."""

    widget = forms.TextInput(attrs={"class": "utrecht-textbox", "inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, minimum: Decimal, maximum: Decimal, places: int = 2, noun: str = "getal", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.minimum, self.maximum, self.places, self.noun = minimum, maximum, places, noun

    def to_python(self, value: str | None) -> Decimal | None:
        if not value or not value.strip():
            return None
        number = decimal_number(value.strip())
        if number is None:
            raise ValidationError(f"Vul een {self.noun} in, bijvoorbeeld 1.234,56 of 1234.56.")
        if -int(number.as_tuple().exponent) > self.places and number != round(number, self.places):
            raise ValidationError(f"Gebruik hoogstens {self.places} cijfers achter de komma.")
        if not self.minimum <= number <= self.maximum:
            raise ValidationError(f"Vul een {self.noun} in van {number_nl(self.minimum)} tot en met {number_nl(self.maximum)}.")
        return number


class CountsField(forms.Field):
    """New matches per contract year: one number or a list separated by commas."""

    widget = forms.TextInput(attrs={"class": "utrecht-textbox", "inputmode": "numeric", "autocomplete": "off"})
    most = 10_000

    def to_python(self, value: str | None) -> tuple[int, ...] | None:
        if not value or not value.strip():
            return None
        numbers = [whole_number(part.strip()) for part in value.split(",")]
        counts = tuple(number for number in numbers if number is not None and number <= self.most)
        if len(counts) != len(numbers):
            raise ValidationError("Vul één getal in, of een getal per jaar met komma's ertussen (10,12,8). Elk getal is 0 tot en met 10.000.")
        return counts


class PairsField(forms.Field):
    """A list of name:value pairs separated by commas; the form gives the names and values meaning."""

    widget = forms.TextInput(attrs={"class": "utrecht-textbox", "autocomplete": "off"})

    def __init__(self, *, example: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.example = example

    def to_python(self, value: str | None) -> tuple[tuple[str, str], ...]:
        if not value or not value.strip():
            return ()
        pairs = [named_value(part.strip()) for part in value.split(",")]
        found = tuple(pair for pair in pairs if pair is not None)
        if len(found) != len(pairs):
            raise ValidationError(f"Dit is niet te lezen. Zo wel: {self.example}.")
        names = [name for name, _ in found]
        if len(set(names)) != len(names):
            raise ValidationError("Elke naam mag één keer voorkomen.")
        return found


class ValuesField(forms.Field):
    """A parameter that may be repeated: all its non-empty values, in order, each once."""

    widget = forms.MultipleHiddenInput
    most = 100

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(item.strip() for item in value or [] if item.strip()))
        if len(values) > self.most:
            raise ValidationError(f"Kies er hoogstens {self.most}.")
        return values


class CodeField(ShortMessage, forms.ChoiceField):
    """One of a few codes of the address; a message names them all."""

    def __init__(self, *, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        codes = " of ".join(code for code, _ in choices)
        message = {"invalid_choice": f"‘%(value)s’ kan hier niet. Kies {codes}."}
        select = forms.Select(attrs={"class": "utrecht-select"})
        super().__init__(required=False, choices=choices, widget=select, error_messages=message, **kwargs)


class NameField(forms.Field):
    """A short name on one line: no line breaks, no control characters and nothing that turns the text around it."""

    widget = forms.TextInput(attrs={"class": "utrecht-textbox", "autocomplete": "off"})
    hidden = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.longest = longest

    def to_python(self, value: str | None) -> str:
        name = (value or "").strip()
        if len(name) > self.longest:
            raise ValidationError(f"Gebruik hoogstens {self.longest} tekens; dit zijn er {number_nl(len(name))}.")
        if any(unicodedata.category(character) in self.hidden for character in name):
            raise ValidationError("Gebruik alleen letters, cijfers en leestekens, op één regel.")
        return name


def _bound(number: int) -> str:
    """Years stand without a point, other numbers with."""
    return str(number) if 1900 <= number <= 2100 else number_nl(number)

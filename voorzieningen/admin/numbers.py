"""Whole numbers in the admin, read as on every other form: 25.000 is twenty-five thousand. Django itself would read it as 25."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db import models

_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){1,2}", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)


class WholeNumber(forms.IntegerField):
    """At most nine ASCII digits, with points between the thousands or without; so it fits in every database."""

    def to_python(self, value: Any) -> int | None:
        text = "" if value is None else str(value).strip()
        if _GROUPED.fullmatch(text):
            text = text.replace(".", "")
        if text and not _WHOLE.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        number: int | None = super().to_python(text)
        return number


# For formfield_overrides; the positive and small kinds of whole number are of this kind too.
NUMBERS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {models.IntegerField: {"form_class": WholeNumber}}

"""An own text of a report as a form: bounded Markdown; what the report cannot hold is refused by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from procurement.forms.dossier import TOO_LONG, DossierForm
from procurement.forms.own_offer import TextField, bounded_text
from procurement.texts import LONGEST_TEXT, problems_in

_TAB = "    "


class MarkdownField(TextField):
    """Text of more lines; a tab, which comes along from a word processor, becomes spaces."""

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\t", _TAB))

    def validate(self, value: str) -> None:
        super().validate(value)
        # Only of what is not too long already: a huge text gets one message, and quickly.
        if problems := problems_in(value) if len(value) <= LONGEST_TEXT else []:
            raise ValidationError(problems)


class TextForm(DossierForm):
    """One own text."""

    tekst = MarkdownField(
        label="Tekst",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"class": "utrecht-textarea dossier-text", "rows": 22}),
        error_messages={"required": "Schrijf een tekst, of ga terug naar de concepttekst.", **TOO_LONG},
    )


def plain(text: str) -> str:
    """A text as the form gives it back, so that it can be laid beside another."""
    return bounded_text(text.replace("\t", _TAB), one_line=False)

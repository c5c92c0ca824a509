"""Which parts the report has and how long it is: the parameters of the address beside those of the question."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement.advice.edition import Edition
from procurement.advice.parts import PARTS, Length
from procurement.forms.fields import short

_LENGTHS = ((Length.FULL.value, "volledig: alle onderdelen"), (Length.SHORT.value, "kort: vier tot zes bladzijden"))
_BY_CODE = {part.code: part for part in PARTS}
_ONCE = "Dit staat meer dan één keer in het adres. Laat er één staan."


def _option(code: str) -> str:
    part = _BY_CODE[code]
    return f"{part.heading}{'' if part.in_short else ' (niet in de korte vorm)'}"


class EditionForm(forms.Form):
    """`lengte` and `zonder`. Empty is the full report with every part."""

    lengte = forms.ChoiceField(
        label="Lengte",
        required=False,
        choices=_LENGTHS,
        widget=forms.Select(attrs={"class": "utrecht-select"}),
        error_messages={"invalid_choice": "Kies kort of volledig."},
    )
    zonder = forms.Field(
        label="Onderdelen weglaten",
        required=False,
        help_text="Wat u niet aankruist, staat in het rapport. Samenvatting, uitgangspunten, kosten, kanttekeningen en bronnen blijven altijd staan.",
        widget=forms.CheckboxSelectMultiple(choices=[(part.code, _option(part.code)) for part in PARTS if not part.is_required]),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, use_required_attribute=False, auto_id="id_%s")

    def clean_lengte(self) -> Length:
        if len(self.data.getlist("lengte")) > 1:
            raise ValidationError(_ONCE)
        return Length(self.cleaned_data["lengte"] or Length.FULL.value)

    def clean_zonder(self) -> frozenset[str]:
        codes = [code for code in self.cleaned_data["zonder"] or () if code]
        for code in codes:
            if code not in _BY_CODE:
                raise ValidationError(
                    f"Er is geen onderdeel '{short(code)}'. Kies uit {', '.join(part.code for part in PARTS if not part.is_required)}."
                )
            if _BY_CODE[code].is_required:
                raise ValidationError(f"‘{_BY_CODE[code].heading}’ staat in elk rapport. Haal '{code}' weg.")
        return frozenset(codes)

    @property
    def problems(self) -> dict[str, list[str]]:
        """Every message by parameter."""
        return {name: list(found) for name, found in self.errors.items()}

    @property
    def edition(self) -> Edition:
        """What the address asks. Only after is_valid()."""
        return Edition(length=self.cleaned_data["lengte"], left_out=self.cleaned_data["zonder"])

    @property
    def query(self) -> str:
        """The parameters that are not the default, each with a & before it. Only after is_valid()."""
        edition = self.edition
        pairs = [("lengte", edition.length.value)] if edition.is_short else []
        pairs += [("zonder", part.code) for part in PARTS if part.code in edition.left_out]
        return f"&{urlencode(pairs)}" if pairs else ""

"""The forms about a dossier as a whole: making one, its name and parts, and a copy of it. Own texts and reasons have forms of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from procurement.advice.parts import PARTS, Length
from procurement.forms.own_offer import TextField
from procurement.question import LONGEST_QUERY

TEXTBOX = {"class": "utrecht-textbox", "autocomplete": "off"}
TOO_LONG = {"max_length": "Gebruik hoogstens %(limit_value)d tekens; dit zijn er %(show_value)d."}
_ONLY_FULL = " (alleen in het volledige rapport)"
NEW = "nieuw"
_NOT_IN_HAND = (
    "Het dossier waarin u werkte, kan niet meer veranderen of u werkt inmiddels in een ander dossier. Kies opnieuw waar u de vraag bewaart."
)


class DossierForm(forms.Form):
    """A form of a dossier. `stored` is what a colleague stored meanwhile, by field, as it is shown beside what was typed."""

    stored: Mapping[str, str] | None = None

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, use_required_attribute=False, **kwargs)

    @property
    def rows(self) -> Iterator[tuple[BoundField, str | None]]:
        """Every field on the page with what is stored now, where that is not what was typed; else None."""
        for field in self.visible_fields():
            stored = None if self.stored is None else self.stored.get(field.name)
            yield field, stored if stored is not None and stored != self.typed_text(field) else None

    def typed_text(self, field: BoundField) -> str:
        """What was typed in a field in the words of `stored`."""
        return str(field.value() or "").replace("\r\n", "\n").strip()

    @property
    def problem_list(self) -> list[tuple[str, str, str]]:
        """(id of the control, label, message) in the order of the form; what nobody can see on the page stands in `general_problems`."""
        return [(field.auto_id, str(field.label), message) for field in self.visible_fields() for message in field.errors]

    @property
    def general_problems(self) -> list[str]:
        """What is wrong with no field of the page in particular."""
        return [*self.non_field_errors(), *(message for field in self.hidden_fields() for message in field.errors)]


def _name_field() -> TextField:
    return TextField(
        label="Naam van het dossier",
        max_length=100,
        help_text="Zo vinden uw collega’s het terug. Bijvoorbeeld: steungezinnen 2027.",
        widget=forms.TextInput(attrs=TEXTBOX),
        error_messages={"required": "Geef het dossier een naam.", **TOO_LONG},
    )


class SaveForm(DossierForm):
    """Keeping a question: in a new dossier, or in the one that the adviser is working on: `in_hand`, its key and its name.

    `own_offers` are how many the session has.
    """

    vraag = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.HiddenInput,
        error_messages={"max_length": "Deze vraag is te lang om te bewaren. Neem er minder scenario’s of aanbod in op."},
    )
    waar = forms.ChoiceField(
        label="Waar wilt u de vraag bewaren?",
        widget=forms.RadioSelect,
        choices=(),
        error_messages={"required": "Kies waar u de vraag bewaart.", "invalid_choice": _NOT_IN_HAND},
    )
    naam = _name_field()
    offertes = forms.BooleanField(label="", required=False, widget=forms.CheckboxInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, in_hand: tuple[str, str] | None = None, own_offers: int = 0, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.own_offers = own_offers
        if in_hand:
            key, name = in_hand
            self.fields["waar"].choices = [
                (key, f"in het dossier ‘{name}’: de vraag van dat dossier verandert"),
                (NEW, "in een nieuw dossier"),
            ]
            self.fields["naam"].required = False
            self.fields["naam"].help_text = "Alleen nodig voor een nieuw dossier."
        else:
            del self.fields["waar"]
        if own_offers:
            self.fields["offertes"].label = (
                "Neem mijn eigen offerte uit deze sessie mee" if own_offers == 1 else f"Neem mijn {own_offers} eigen offertes uit deze sessie mee"
            )
            self.fields["offertes"].help_text = "Uw collega’s zien ze dan ook. Ze blijven ook in deze sessie staan."
        else:
            del self.fields["offertes"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "waar" not in self.fields and self.data.get("waar", NEW) != NEW:
            self.add_error(None, _NOT_IN_HAND)
        if "waar" not in self.errors and self.is_new and not cleaned.get("naam") and "naam" not in self.errors:
            self.add_error("naam", "Geef het dossier een naam.")
        return cleaned

    @property
    def is_new(self) -> bool:
        return self.cleaned_data.get("waar", NEW) == NEW


class DetailsForm(DossierForm):
    """Name, subject, author, length and parts of a dossier."""

    naam = _name_field()
    onderwerp = TextField(
        label="Onderwerp",
        required=False,
        max_length=150,
        help_text="De titel van het rapport. Leeg: Informele steun aan gezinnen: aanbod en kosten vergeleken.",
        widget=forms.TextInput(attrs=TEXTBOX),
        error_messages=TOO_LONG,
    )
    opsteller = TextField(
        label="Opsteller",
        required=False,
        max_length=100,
        help_text="Wie het rapport maakt, bijvoorbeeld de naam van uw team. Staat op de titelpagina.",
        widget=forms.TextInput(attrs=TEXTBOX),
        error_messages=TOO_LONG,
    )
    lengte = forms.ChoiceField(
        label="Lengte",
        choices=[(Length.SHORT.value, "kort: vier tot zes pagina’s"), (Length.FULL.value, "volledig: alle onderdelen")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies kort of volledig.", "invalid_choice": "Kies kort of volledig."},
    )
    onderdelen = forms.MultipleChoiceField(
        label="Onderdelen die u kunt weglaten",
        required=False,
        choices=[
            (part.code, part.heading if part.in_short else f"{part.heading} (alleen in het volledige rapport)")
            for part in PARTS
            if not part.is_required
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="Een vinkje betekent: komt in het rapport. De andere onderdelen staan er altijd in.",
        error_messages={"invalid_choice": "Dit onderdeel bestaat niet of staat altijd in het rapport."},
    )

    @property
    def left_out(self) -> list[str]:
        """The codes of the parts without a tick, in the order of the report. Only after is_valid()."""
        return [code for code, _ in self.fields["onderdelen"].choices if code not in self.cleaned_data["onderdelen"]]

    def typed_text(self, field: BoundField) -> str:
        return details_in_words(field.name, field.value())


def details_in_words(name: str, value: Any) -> str:
    """What a field holds as a reader sees it: a list of parts by their headings."""
    if name == "onderdelen":
        return ", ".join(part.heading for part in PARTS if part.code in (value or ())) or "geen"
    return " ".join(str(value or "").split())


class CopyForm(DossierForm):
    """A copy of a dossier; private quotations go along only when ticked."""

    naam = _name_field()
    offertes = forms.BooleanField(label="Neem ook de vertrouwelijke offertes mee", required=False)

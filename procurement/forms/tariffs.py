"""The part of the question that is about tariffs: which are compared, how they are read and how long a match lasts. Mixed into the form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from procurement import pricing
from procurement.forms.completion import chosen_completion
from procurement.forms.fields import named_value, short, whole_number
from procurement.forms.price_levels import PriceLevels, price_levels, refuse_stated
from procurement.forms.readings import ChosenReadings, chosen_readings, with_chosen_tariffs
from voorzieningen.catalogue import Offering
from voorzieningen.money import number_nl

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm


class TariffChoices:
    """Turns what was typed about tariffs into what the catalogue knows, with a Dutch message where it does not."""

    def clean_aanbod(self: ScenarioForm) -> tuple[tuple[str, str], ...]:
        pairs = []
        for value in self.cleaned_data["aanbod"]:
            slug, _, tariff_slug = value.partition(":")
            offering = self.catalogue.offering(slug)
            if offering is None or not offering.tariffs:
                raise ValidationError(f"Er is geen aanbod '{short(slug)}'.")
            tariff = offering.tariff(tariff_slug) if ":" in value else offering.default_tariff
            if tariff is None:
                raise ValidationError(f"{offering.name} heeft geen tarief '{short(tariff_slug)}'.")
            pairs.append((offering.slug, tariff.slug))
        if len(set(pairs)) != len(pairs):
            raise ValidationError("Hetzelfde aanbod staat er twee keer in, met hetzelfde tarief.")
        return tuple(pairs)

    def refuse_too_many(self: ScenarioForm, cleaned: dict[str, Any]) -> None:
        """More tariffs than one comparison can hold; choosing nothing is choosing all."""
        chosen: tuple[tuple[str, str], ...] = cleaned["aanbod"]
        number = len(chosen or pricing.all_tariffs(self.catalogue))
        if number <= pricing.MOST_COMPARED:
            return
        most = f"U vergelijkt hoogstens {pricing.MOST_COMPARED} soorten aanbod tegelijk"
        if chosen:
            self.add_error("aanbod", f"{most}; dit zijn er {number_nl(number)}. Kies er minder.")
        else:
            self.add_error("aanbod", f"Niets gekozen is alles: {number_nl(number)} soorten aanbod. {most}. Filter en kies in het totaaloverzicht.")

    def clean_lezing(self: ScenarioForm) -> ChosenReadings:
        return chosen_readings(self._named("lezing"))

    def clean_duur(self: ScenarioForm) -> dict[str, int]:
        chosen = {}
        for offering, text in self._named("duur"):
            years = whole_number(text)
            if years is None or not 1 <= years <= 10:
                raise ValidationError(f"{offering.name}: de duur is een heel aantal jaren van 1 tot en met 10.")
            if chosen.setdefault(offering.slug, years) != years:
                raise ValidationError(f"{offering.name} staat er twee keer in, met verschillende keuzes.")
        return chosen

    def clean_prijspeil(self: ScenarioForm) -> PriceLevels:
        levels = price_levels(self.cleaned_data["prijspeil"], offering=self._offering)
        refuse_stated(levels.own, self.catalogue.offerings)
        return levels

    def clean_afronding(self: ScenarioForm) -> tuple[tuple[str, Decimal], ...]:
        return chosen_completion(self.cleaned_data["afronding"], self.catalogue)

    def choose_tariffs(self: ScenarioForm, cleaned: dict[str, Any]) -> None:
        """A tariff that was chosen as a reading: the offering is then compared with that one."""
        typed = [value.strip() for value in self.data.getlist("aanbod") if value.strip()]
        pairs = cleaned["aanbod"] or pricing.all_tariffs(self.catalogue)
        try:
            cleaned["aanbod"] = with_chosen_tariffs(pairs, typed=typed, chosen=cleaned["lezing"].tariffs)
        except ValidationError as error:
            self.add_error("lezing", error)

    def _named(self: ScenarioForm, name: str) -> list[tuple[Offering, str]]:
        """The offering:value pairs of a repeatable parameter."""
        pairs = []
        for text in self.cleaned_data[name]:
            pair = named_value(text)
            if pair is None:
                raise ValidationError(f"'{short(text)}' is niet te lezen. Schrijf het aanbod, een dubbele punt en de keuze.")
            pairs.append((self._offering(pair[0]), pair[1]))
        return pairs

    def _offering(self: ScenarioForm, slug: str) -> Offering:
        offering = self.catalogue.offering(slug)
        if offering is None:
            raise ValidationError(f"Er is geen aanbod '{short(slug)}'.")
        return offering

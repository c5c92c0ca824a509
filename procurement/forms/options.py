"""What can be ticked or chosen in the form, with what was chosen last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procurement.forms.fields import named_value
from procurement.forms.price_levels import takes_price_level
from procurement.pricing import column_name
from voorzieningen.tariff_detail import ambiguity_title

if TYPE_CHECKING:
    from procurement.forms.scenario import ScenarioForm

_YEARS_OFFERED = 12  # in a list of price levels; any other year can be asked in the address


@dataclass(frozen=True, slots=True)
class FormOption:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """One choice list of a repeatable parameter, for one offering."""

    id: str
    label: str
    options: tuple[FormOption, ...]


def offering_options(form: ScenarioForm) -> tuple[FormOption, ...]:
    """Every offering, and apart every offer beside the list price. Nothing asked is everything with its default tariff."""
    # A tariff that was chosen as a reading is ticked as well, so that the form asks for it again.
    asked = {f"{offering}:{tariff}" for offering, tariff in form.cleaned_data.get("aanbod", ())} or set(form.data.getlist("aanbod")) - {""}
    found = []
    for offering in form.listed:
        for tariff in offering.tariffs:
            key = f"{offering.slug}:{tariff.slug}"
            default = tariff is offering.default_tariff
            value = offering.slug if default else key
            found.append(FormOption(value, column_name(offering, tariff), not asked.isdisjoint({value, key}) if asked else default))
    return tuple(found)


def payer_options(form: ScenarioForm, labels: dict[str, str]) -> tuple[FormOption, ...]:
    asked = set(form.data.getlist("betaler"))
    return tuple(FormOption(word, label, word in asked) for word, label in labels.items())


def reading_selects(form: ScenarioForm) -> tuple[Select, ...]:
    """One list for everything in a tariff that can be read in more than one way."""
    asked = {value.strip().lower() for value in form.data.getlist("lezing")}
    found = []
    for offering in form.listed:
        for tariff in offering.tariffs:
            for readings in tariff.ambiguities:
                options = [
                    FormOption(
                        f"{offering.slug}:{reading.code}",
                        f"{reading.label}: {reading.text}{' (voorkeur)' if reading.preferred else ''}",
                        f"{offering.slug}:{reading.code}".lower() in asked,
                    )
                    for reading in readings
                ]
                found.append(
                    Select(
                        "-".join(filter(None, ("lezing", offering.slug, tariff.slug, readings[0].contradiction.lower()))),
                        f"{offering.name}: {ambiguity_title(offering, readings[0].contradiction)}",
                        (FormOption("", "voorkeurslezing", False), *options),
                    )
                )
    return tuple(found)


def duration_selects(form: ScenarioForm) -> tuple[Select, ...]:
    asked = set(form.data.getlist("duur"))
    found = []
    for offering in form.listed:
        tariff = offering.default_tariff
        if tariff is None:
            continue
        own = "onbekend" if tariff.duration_match_years is None else f"{tariff.duration_match_years} jaar"
        years = [FormOption(f"{offering.slug}:{count}", f"{count} jaar", f"{offering.slug}:{count}" in asked) for count in range(1, 11)]
        found.append(
            Select(
                f"duur-{offering.slug}", f"Duur van een koppeling, {offering.name}", (FormOption("", f"volgens het tarief ({own})", False), *years)
            )
        )
    return tuple(found)


def price_level_selects(form: ScenarioForm) -> tuple[Select, ...]:
    """One list of years per compared offering whose source names none, and for what was asked besides."""
    asked = dict(pair for value in form.data.getlist("prijspeil") if (pair := named_value(value.strip())))
    names = {column.offering.slug: column.offering.name for column in form.columns_on_form if takes_price_level(column)}
    names |= {slug: offering.name for slug in asked if (offering := form.catalogue.offering(slug))}
    first = form.cleaned_data.get("startjaar") or form.today.year + 1
    found = []
    for slug, name in names.items():
        years = {str(first - back) for back in range(_YEARS_OFFERED + 1)} | ({asked[slug]} if slug in asked else set())
        options = [FormOption(f"{slug}:{year}", year, asked.get(slug) == year) for year in sorted(years, reverse=True)]
        found.append(Select(f"prijspeil-{slug}", f"Prijspeil van {name}", (FormOption("", "het algemene prijspeil", False), *options)))
    return tuple(found)

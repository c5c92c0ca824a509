"""Which template prints each part of the report, in the full and the short form, and which parts need a wide page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procurement.advice.edition import Edition
from procurement.advice.parts import Part

GLOSSARY = "begrippen"

_TEMPLATES = {
    "samenvatting": "_advice_summary.html",
    "aanleiding": "_advice_task.html",
    "effect": "_advice_effect.html",
    "uitgangspunten": "_report_inputs.html",
    "aanbod": "_report_features.html",
    "dekking": "_advice_coverage.html",
    "kosten": "_advice_costs.html",
    "omslagpunten": "_report_tipping.html",
    "bewijs": "_report_quality.html",
    "contractvorm": "_report_contract.html",
    "kanttekeningen": "_advice_caveats.html",
    "vragen": "_advice_questions.html",
    "afweging": "_report_weighing.html",
    "bronnen": "_advice_sources.html",
    "berekening": "_report_calculations.html",
    "afgevallen": "_report_left_out.html",
    GLOSSARY: "_report_glossary.html",
    "verantwoording": "_report_account.html",
}
_SHORT = {
    "uitgangspunten": "_report_short_inputs.html",
    "aanbod": "_report_short_features.html",
    "dekking": "_report_short_coverage.html",
    "kosten": "_report_short_costs.html",
    "kanttekeningen": "_report_short_caveats.html",
    "vragen": "_report_short_questions.html",
    "bronnen": "_report_short_sources.html",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part as it is printed. `is_wide`: on landscape pages."""

    part: Part
    template: str
    is_wide: bool

    @property
    def is_glossary(self) -> bool:
        """Whether it can only be printed after all others: it explains the terms that they use."""
        return self.part.code == GLOSSARY


def sections_of(edition: Edition, wide: Mapping[str, bool]) -> tuple[Section, ...]:
    """The parts of an edition. `wide` tells by code which ones do not fit an upright page; the short form has none of them."""
    templates = _TEMPLATES | (_SHORT if edition.is_short else {})
    return tuple(Section(part, f"procurement/{templates[part.code]}", not edition.is_short and wide.get(part.code, False)) for part in edition.parts)

"""Draft about the contract form: where each estimate stands beside the threshold, and what the data leave open. It chooses no form."""

from __future__ import annotations

from collections.abc import Iterator

from procurement.advice.contract import SOCIAL_SERVICES, Estimate, Side, estimates
from procurement.advice.drafts.material import Material, listed
from voorzieningen.money import euro_nl

_SENTENCES = {
    Side.ABOVE: "Op of boven de drempel komt: {names}.",
    Side.KNOWN_ABOVE: "Het totaal is onbekend, maar wat bekend is komt al op of boven de drempel: {names}.",
    Side.ABOVE_WITH_TAIL: "Zonder uitloop onder de drempel, met uitloop erop of erboven: {names}.",
    Side.TAIL_UNKNOWN: "Zonder uitloop onder de drempel, en de uitloop is onbekend: {names}.",
    Side.BELOW: "Onder de drempel blijft, ook met uitloop: {names}.",
    Side.UNKNOWN: "De raming is onbekend van: {names}.",
}


def write_contract(material: Material) -> str:
    """The estimates in words, by where they stand; then what to settle first."""
    return "\n\n".join(
        (
            "De gemeente kan deze steun subsidiëren, inkopen, via open house toelaten of zelf organiseren. De gegevens kiezen daar niet tussen.",
            " ".join(_estimates(material)),
            "Vraag de inkoper en een jurist om mee te kijken voordat u een vorm kiest.",
        )
    )


def _estimates(material: Material) -> Iterator[str]:
    found = estimates(material.sheet)
    yield (
        f"Voor {SOCIAL_SERVICES.services} geldt een drempel van {euro_nl(SOCIAL_SERVICES.amount)} zonder btw, over de hele looptijd. "
        f"Naast het hoge bedrag over {material.years} betekent dat het volgende."
    )
    for side, sentence in _SENTENCES.items():
        names = [_named(estimate) for estimate in found if estimate.side is side]
        if names:
            yield sentence.format(names=listed(names))
    if not material.sheet.question.scenario.is_integral:
        yield "Deze bedragen zijn alleen die van de gekozen betalers."


def _named(estimate: Estimate) -> str:
    return estimate.name[:1].lower() + estimate.name[1:] if estimate.name.startswith("De ") else estimate.name

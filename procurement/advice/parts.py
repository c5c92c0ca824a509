"""The parts of the report: their order, numbers and titles, which text of the municipality's own each holds, and what the short form leaves out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum


class Length(Enum):
    """How long the report is; the value is the word of the address and the form."""

    SHORT = "kort"
    FULL = "volledig"


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `code` is the word in the address and the anchor of its heading; `texts` are the codes of the own texts that stand in it.

    `remark` is the code of an own text before what the data say; empty for a part that consists of own texts, or has no room for one.
    """

    code: str
    number: str  # "1" to "13", or "Bijlage A"
    title: str
    texts: tuple[str, ...] = ()
    in_short: bool = True
    is_required: bool = False
    remark: str = ""

    @property
    def all_texts(self) -> tuple[str, ...]:
        """The codes of all own texts that stand in it, in order."""
        return (self.remark, *self.texts) if self.remark else self.texts

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page, by its number: "deel-7", "bijlage-a"."""
        return self.number.lower().replace(" ", "-") if self.is_appendix else f"deel-{self.number}"

    @property
    def is_appendix(self) -> bool:
        return not self.number.isdecimal()

    @property
    def reference(self) -> str:
        """How a sentence refers to it: "deel 12", "bijlage B"."""
        return f"bijlage {self.number[-1]}" if self.is_appendix else f"deel {self.number}"


PARTS = (
    Part("samenvatting", "1", "Samenvatting en gevraagd besluit", ("samenvatting", "besluit"), is_required=True),
    Part("aanleiding", "2", "Aanleiding en opgave", ("aanleiding",)),
    Part("effect", "3", "Beoogd effect", ("effect",)),
    Part("uitgangspunten", "4", "Uitgangspunten", is_required=True, remark="toelichting-uitgangspunten"),
    Part("aanbod", "5", "Vergeleken aanbod", remark="toelichting-aanbod"),
    Part("dekking", "6", "Dekking", remark="toelichting-dekking"),
    Part("kosten", "7", "Kosten", is_required=True, remark="toelichting-kosten"),
    Part("omslagpunten", "8", "Omslagpunten en budget", in_short=False, remark="toelichting-omslagpunten"),
    Part("bewijs", "9", "Kwaliteit, veiligheid en bewijs", in_short=False, remark="toelichting-bewijs"),
    Part("contractvorm", "10", "Contractvorm en inkoop", ("contractvorm",), in_short=False),
    Part("kanttekeningen", "11", "Argumenten, kanttekeningen en risico's", ("argumenten", "kanttekeningen"), is_required=True),
    Part("vragen", "12", "Vragen aan aanbieders", remark="toelichting-vragen"),
    Part("afweging", "13", "Afweging en advies; vervolg en planning", ("afweging", "planning")),
    Part("bronnen", "Bijlage A", "Bronnen en tegenspraken", is_required=True),
    Part("berekening", "Bijlage B", "Volledige berekening", in_short=False),
    Part("afgevallen", "Bijlage C", "Afgevallen en niet gekozen aanbod", is_required=True),
    Part("begrippen", "Bijlage D", "Begrippen", in_short=False),
    Part("verantwoording", "Bijlage E", "Verantwoording", is_required=True),
)

# The own texts, with what each is called on the screen.
TEXTS = {
    "samenvatting": "Samenvatting",
    "besluit": "Gevraagd besluit",
    "aanleiding": "Aanleiding",
    "effect": "Beoogd effect",
    "contractvorm": "Contractvorm en inkoop",
    "argumenten": "Argumenten",
    "kanttekeningen": "Kanttekeningen en risico's",
    "afweging": "Afweging en advies",
    "planning": "Vervolg en planning",
    **{part.remark: f"Toelichting bij {part.title[:1].lower()}{part.title[1:]}" for part in PARTS if part.remark},
}


def part(code: str) -> Part:
    """The part with this code."""
    return next(part for part in PARTS if part.code == code)


def parts_in(length: Length, left_out: Collection[str] = ()) -> tuple[Part, ...]:
    """The parts that a report of this length has, without those that the adviser left out; a required part always stays."""
    return tuple(part for part in PARTS if part.is_required or (part.code not in left_out and (part.in_short or length is Length.FULL)))

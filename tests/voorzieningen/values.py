"""Values of the catalogue made by hand, for tests without a database: a blank offering to fill in, statements, rows and a contradiction."""

from __future__ import annotations

from decimal import Decimal

from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import (
    AgeRange,
    Citation,
    Contradiction,
    ContradictionReading,
    Coverage,
    Offering,
    Option,
    ResultClaim,
    Source,
    Statement,
    Tariff,
    TariffComponent,
    Term,
)

SOURCE = Source("bron", "S9", "Bron", "", "overzicht", "aanbieder", "ongedateerd")
CITATION = Citation(SOURCE)
TEXTS = ("organisation", "legal_name", "programme", "characteristics", "email", "email_note", "website", "contracting_party")
FIGURES = (
    *("in_collective", "volunteer_training", "vog", "duration_months_min", "duration_months_max", "preparation_months_min"),
    *("preparation_months_max", "guidance_per_year_min", "guidance_per_year_max"),
)
LISTS = (
    *("aliases", "parts", "support_forms", "delivery_models", "coordinator_types", "employers", "coverage", "age_ranges", "tariffs"),
    *("statements", "claims", "contradictions"),
)
NOTHING = dict.fromkeys(TEXTS, "") | dict.fromkeys(FIGURES) | dict.fromkeys(LISTS, ())
BLANK = Offering(slug="proef", code="PR", name="Proef", is_combination=False, **NOTHING)
COMPONENT = TariffComponent("X-1", "FIXED", "Vast", "per jaar", CITATION, low=Decimal("5"), high=Decimal("5"), payer_basis="STATED", vat="EXEMPT")
TARIFF = Tariff("lijstprijs", "LIJSTPRIJS", "Prijs", "vast", CITATION, True, 2024, True, 2, "STATED", "", None, (COMPONENT,))
STATUSES = {
    "S": "staat er zo",
    "D": "door ons afgeleid",
    "A": "onduidelijk of niet vermeld",
    "C": "bronnen verschillen",
    "T": "door een derde gezegd",
    "P": "bewering van de aanbieder",
}


def cited(quote: str = "", *, slug: str = "bron", speaker: str = "aanbieder") -> Citation:
    return Citation(Source(slug, slug.upper(), f"Titel {slug}", "", "overzicht", speaker, "ongedateerd"), "regel 1", quote)


def said(
    value: str,
    *,
    field: str = "VOG",
    label: str = "VOG",
    status: str = "S",
    preferred: bool = False,
    slug: str = "proef",
    about: str = "Proef",
    citation: Citation = CITATION,
    note: str = "",
) -> Statement:
    reason = "omdat" if preferred else ""
    return Statement(field, field.lower(), label, value, status, STATUSES[status], citation, preferred, reason, note, slug, about)


def ages(start: int | None, end: int | None, certainty: Certainty, *, variant: str = "standaard", citation: Citation = CITATION) -> AgeRange:
    months = Months(start, end) if start is not None and end is not None else None
    return AgeRange(variant, months, certainty, citation)


def option(certainty: Certainty, *, label: str = "Aan huis", citation: Citation = CITATION, note: str = "") -> Option:
    return Option(Term(label.upper(), label), certainty, citation, note)


def group(code: str, status: str = "INCLUDED", *, citation: Citation = CITATION) -> Coverage:
    return Coverage(Term(code, code.capitalize()), status, citation)


def dispute(code: str = "X-01", *, field: str = "VOG", kind: str = "CONTRADICTION", quote: str = "", groups: tuple[str, ...] = ()) -> Contradiction:
    reading = ContradictionReading("een lezing", cited(quote))
    return Contradiction(
        code, kind, "soort", "Onderwerp", "de ene", f"reden {code}", "apart", "melding", "vraag?", False, field, ("proef",), (reading,), groups
    )


def claim(text: str, *, about: str = "Proef", percentage: str = "") -> ResultClaim:
    return ResultClaim(text, percentage, "contact", "niet vermeld", "niet vermeld", "zij zelf", CITATION, about)

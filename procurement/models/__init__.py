"""What a municipality keeps: dossiers, frozen reports and what was decided. The question and its answer themselves are never rows."""

from procurement.models.decisions import Contract, Decision, RealisedYear
from procurement.models.dossiers import Dossier, Exclusion, Quotation
from procurement.models.following import DossierEvent, DossierLink, DossierWatch
from procurement.models.reports import AdviceReport, ReportPublication

__all__ = [
    "AdviceReport",
    "Contract",
    "Decision",
    "Dossier",
    "DossierEvent",
    "DossierLink",
    "DossierWatch",
    "Exclusion",
    "Quotation",
    "RealisedYear",
    "ReportPublication",
]

"""The catalogue's tables: facts about offerings, each with its source. What is asked of them lives in `procurement`."""

from voorzieningen.models.catalogue_version import CatalogueVersion
from voorzieningen.models.components import ComponentBracket, ComponentHours, TariffComponent
from voorzieningen.models.imports import ImportFile, ImportOutcome
from voorzieningen.models.index_series import IndexFigure, IndexSeries
from voorzieningen.models.municipalities import Municipality
from voorzieningen.models.organisations import (
    AgeRange,
    Coverage,
    Offering,
    OfferingCoordinator,
    OfferingDelivery,
    OfferingEmployer,
    OfferingForm,
    Organisation,
)
from voorzieningen.models.readings import ReadingChange
from voorzieningen.models.sources import LoadedRow, Source
from voorzieningen.models.statements import Contradiction, ContradictionReading, ResultClaim, Statement
from voorzieningen.models.tariffs import Tariff, TariffCapacity, TariffInstalment, TariffReading
from voorzieningen.models.taxonomy import CoordinatorType, DeliveryModel, Employer, SupportForm, TargetGroup

__all__ = [
    "AgeRange",
    "CatalogueVersion",
    "ComponentBracket",
    "ComponentHours",
    "Contradiction",
    "ContradictionReading",
    "CoordinatorType",
    "Coverage",
    "DeliveryModel",
    "Employer",
    "ImportFile",
    "ImportOutcome",
    "IndexFigure",
    "IndexSeries",
    "LoadedRow",
    "Municipality",
    "Offering",
    "OfferingCoordinator",
    "OfferingDelivery",
    "OfferingEmployer",
    "OfferingForm",
    "Organisation",
    "ReadingChange",
    "ResultClaim",
    "Source",
    "Statement",
    "SupportForm",
    "TargetGroup",
    "Tariff",
    "TariffCapacity",
    "TariffComponent",
    "TariffInstalment",
    "TariffReading",
]

"""Which tables of the catalogue can be imported and exported; light enough to be asked on every page of the admin."""

EXCHANGED = (
    "source",
    "municipality",
    "organisation",
    "offering",
    "coverage",
    "agerange",
    "statement",
    "tariff",
    "tariffcomponent",
    "indexfigure",
)

"""Made-up offerings without a database: blank ones to fill in, and random catalogues with random tasks about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from procurement.fit import Task
from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import AgeRange, Catalogue, Citation, Coverage, Offering, Option, Source, Term

CITATION = Citation(Source("bron", "S9", "Bron", "uitgever", "overzicht", "aanbieder", "ongedateerd"))
GROUP = Term("JONGERE", "Jongere zelf", synonyms=("puber",))
FORM, OTHER_FORM = Term("AAN_HUIS", "Aan huis"), Term("OPVANG_ELDERS", "Opvang elders")
NAME = {"slug": "proef", "code": "P", "name": "Proef", "organisation": "Stichting Proef", "legal_name": "Stichting Proef B", "programme": "Vlinder"}
EMPTY: dict[str, Any] = {
    **dict.fromkeys(("characteristics", "email", "email_note", "website", "contracting_party"), ""),
    **dict.fromkeys(("in_collective", "volunteer_training", "vog", "duration_months_min", "duration_months_max"), None),
    **dict.fromkeys(("preparation_months_min", "preparation_months_max", "guidance_per_year_min", "guidance_per_year_max"), None),
    **dict.fromkeys(("parts", "aliases", "support_forms", "delivery_models", "coordinator_types", "employers"), ()),
    **dict.fromkeys(("coverage", "age_ranges", "tariffs", "statements", "claims", "contradictions"), ()),
}
BLANK = Offering(is_combination=False, **NAME, **EMPTY)


def make_catalogue(*offerings: Offering, **lists: tuple[Term, ...]) -> Catalogue:
    """A catalogue of only these offerings, with the given lists of terms."""
    names = ("sources", "target_groups", "support_forms", "delivery_models", "coordinator_types", "employers", "contradictions")
    return Catalogue(offerings, **{**dict.fromkeys(names, ()), **lists})


def age_range(start: int, end: int, certainty: Certainty = Certainty.CERTAIN, note: str = "") -> AgeRange:
    return AgeRange("lezing", Months(start, end), certainty, CITATION, note)


# A child of any age, for what is not about ages.
ANY_AGE = (age_range(-9, 360),)

# --- random ones --------------------------------------------------------------------------------------------------------------------------

TERMS = tuple(Term(code, code.title()) for code in ("EEN", "TWEE", "DRIE"))
LISTS = ("target_groups", "support_forms", "delivery_models", "coordinator_types", "employers")
# Everything at 0 or empty fits best, so failures shrink towards that.
ANSWER = st.sampled_from([None, True, False])
OPTIONS = st.dictionaries(st.sampled_from(TERMS), st.sampled_from(Certainty)).map(
    lambda found: tuple(Option(term, certainty, CITATION) for term, certainty in found.items())
)
COVERAGE = st.dictionaries(st.sampled_from(TERMS), st.sampled_from(["INCLUDED", "CONDITIONAL", "POSSIBLE", "CONFLICT", "EXCLUDED"])).map(
    lambda found: tuple(Coverage(term, status, CITATION) for term, status in found.items())
)
MONTHS = st.sampled_from([Months(-9, 0), Months(-9, 60), Months(0, 60), Months(60, 72), Months(0, 216), Months(216, 276)])
AGES = st.lists(st.tuples(MONTHS, st.sampled_from([Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.CONFLICT])), max_size=3).map(
    lambda rows: tuple(age_range(months.start, months.end, certainty) for months, certainty in rows)
)
OFFERINGS = st.lists(
    st.builds(
        lambda **fields: replace(BLANK, **fields),
        coverage=COVERAGE,
        age_ranges=AGES,
        volunteer_training=ANSWER,
        vog=ANSWER,
        in_collective=ANSWER,
        programme=st.sampled_from(["", "vlinder", "rups"]),
        **dict.fromkeys(LISTS[1:], OPTIONS),
    ),
    min_size=1,
    max_size=6,
)
CATALOGUES = OFFERINGS.map(lambda offerings: make_catalogue(*offerings, **dict.fromkeys(LISTS, TERMS)))
SOME_TERMS = st.sets(st.sampled_from(TERMS), min_size=1, max_size=2).map(lambda chosen: tuple(term for term in TERMS if term in chosen))
# Of few criteria: with many asked at once everything falls out, and nothing is left to compare. Target groups are counted in another way than
# the rest, so they are asked more often.
ASKED = {
    **dict.fromkeys(LISTS, SOME_TERMS),
    **dict.fromkeys(("training", "vog", "tariff_known", "in_collective"), st.booleans()),
    "age": MONTHS,
    "search": st.sampled_from(["vlinder", "een"]),
}
NAMES = st.sampled_from([*["target_groups"] * 5, *sorted(ASKED)])
TASKS = st.lists(NAMES, max_size=3).flatmap(lambda names: st.builds(Task, **{name: ASKED[name] for name in names}))

"""Does an offering fit: a table written by hand from the papers, on the real catalogue, and the rules on made-up offerings.

Witness of the table: a survey of the sources (features, ages and target groups) made in 2026, before the code; the answers were worked out
from those tables and not from the code.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict

from procurement.filters import OfferingFilter
from procurement.fit import Answer, Nuance, Task, Verdict, choices, evaluate, search_words
from tests.procurement.offerings import BLANK, CITATION, FORM, GROUP, OTHER_FORM, age_range, make_catalogue
from voorzieningen.ages import Certainty, Months
from voorzieningen.catalogue import Contradiction, Coverage, Option
from voorzieningen.snapshot import snapshot

BY_HAND = """
# target groups (1.4): V past, (V) and ? mogelijk, ! and blank onbekend
buurtgezinnen     | doelgroep=overbelast         | past     | genoemd als doelgroep
buurtgezinnen     | doelgroep=klein-netwerk      | past     | genoemd als doelgroep
buurtgezinnen     | doelgroep=armoede-schulden   | mogelijk | onder voorwaarde
buurtgezinnen     | doelgroep=lvb-ouder          | mogelijk | onder voorwaarde
buurtgezinnen     | doelgroep=isolement          | mogelijk | mogelijk
buurtgezinnen     | doelgroep=beperking-kind     | mogelijk | mogelijk
buurtgezinnen     | doelgroep=jongere            | onbekend | niet genoemd: navragen
buurtgezinnen     | doelgroep=zwangerschap       | onbekend | niet genoemd: navragen
meeleefgezin      | doelgroep=psychisch-ouder    | past     | genoemd als doelgroep
meeleefgezin      | doelgroep=huiselijk-geweld   | past     | genoemd als doelgroep
meeleefgezin      | doelgroep=lvb-ouder          | onbekend | bronnen verschillen
meeleefgezin      | doelgroep=vluchteling        | mogelijk | mogelijk
meeleefgezin      | doelgroep=overbelast         | onbekend | niet genoemd: navragen
steunouder        | doelgroep=formele-hulp       | past     | genoemd als doelgroep
steunouder        | doelgroep=multiprobleem      | onbekend | niet genoemd: navragen
samen-oplopen     | doelgroep=jongere            | past     | genoemd als doelgroep
samen-oplopen     | doelgroep=klein-netwerk      | onbekend | niet genoemd: navragen
gezin-in-de-buurt | doelgroep=gezondheid-ouder   | past     | genoemd als doelgroep
gezin-in-de-buurt | doelgroep=isolement          | onbekend | niet genoemd: navragen
home-start        | doelgroep=lichte-opvoedvraag | past     | genoemd als doelgroep
home-start        | doelgroep=overbelast         | onbekend | niet genoemd: navragen
sos               | doelgroep=klein-netwerk      | past     | Steunouder
sos               | doelgroep=vluchteling        | past     | Samen Oplopen
# all groups at once: the worst counts
steunouder        | doelgroep=overbelast&doelgroep=klein-netwerk  | past     | genoemd als doelgroep
samen-oplopen     | doelgroep=overbelast&doelgroep=klein-netwerk  | onbekend | niet genoemd: navragen
buurtgezinnen     | doelgroep=overbelast&doelgroep=lvb-ouder      | mogelijk | onder voorwaarde
# ages (1.3)
buurtgezinnen     | leeftijd=0            | past     | 0 tot 23 jaar
buurtgezinnen     | leeftijd=22           | past     | 0 tot 23 jaar
buurtgezinnen     | leeftijd=23           | mogelijk | andere lezing
buurtgezinnen     | leeftijd=24           | valt-af  | tot 23 jaar, gevraagd 24 jaar: 1 jaar verschil
buurtgezinnen     | leeftijd=zwangerschap | valt-af  | net buiten
meeleefgezin      | leeftijd=4            | past     | vanaf de zwangerschap tot 5 jaar
meeleefgezin      | leeftijd=zwangerschap | past     | bronnen verschillen
meeleefgezin      | leeftijd=5            | mogelijk | andere lezing
meeleefgezin      | leeftijd=6            | valt-af  | tot 5 jaar, gevraagd 6 jaar: 1 jaar verschil
meeleefgezin      | leeftijd=8            | valt-af  | tot 5 jaar, gevraagd 8 jaar: 3 jaar verschil
meeleefgezin      | leeftijd=0-4          | past     | tot 5 jaar
meeleefgezin      | leeftijd=4-6          | mogelijk | deels
steunouder        | leeftijd=17           | past     | 0 tot 18 jaar
steunouder        | leeftijd=18           | valt-af  | net buiten
steunouder        | leeftijd=12-20        | mogelijk | deels
samen-oplopen     | leeftijd=23           | mogelijk | andere lezing
samen-oplopen     | leeftijd=0-22         | past     | 0 tot 23 jaar
home-start        | leeftijd=5            | past     | tot 6 jaar
home-start        | leeftijd=6            | mogelijk | andere lezing
home-start        | leeftijd=17           | mogelijk | andere lezing
home-start        | leeftijd=18           | valt-af  | tot 18 jaar
home-start        | leeftijd=zwangerschap | mogelijk | deels
gezin-in-de-buurt | leeftijd=5            | onbekend | niet vermeld: navragen
meeleefgezin      | leeftijd=zwangerschap-4 | past     | bronnen verschillen: ook 0 tot 5 jaar genoemd
meeleefgezin      | leeftijd=zwangerschap-5 | mogelijk | deels: vanaf de zwangerschap tot 5 jaar, gevraagd zwangerschap tot en met 5 jaar
buurtgezinnen     | leeftijd=zwangerschap-4 | mogelijk | deels: 0 tot 23 jaar
home-start        | leeftijd=zwangerschap-4 | mogelijk | deels: vanaf 3 maanden voor de geboorte
gezin-in-de-buurt | leeftijd=zwangerschap-4 | onbekend | niet vermeld: navragen
sos               | leeftijd=20           | past     | 0 tot 23 jaar
sos               | leeftijd=23           | mogelijk | andere lezing
# form of support, delivery, coordinator, employer (1.1)
buurtgezinnen     | vorm=opvang-elders               | past     | meestal
buurtgezinnen     | vorm=gezamenlijk                 | mogelijk | mogelijk
steunouder        | vorm=aan-huis                    | valt-af  | gevraagd
home-start        | vorm=aan-huis                    | past     | Vrijwilliger
gezin-in-de-buurt | vorm=opvang-elders               | onbekend | navragen
steunouder        | vorm=aan-huis&vorm=opvang-elders | past     | ander gezin
sos               | vorm=aan-huis                    | past     | Samen Oplopen
home-start        | levering=landelijk-uitgevoerd    | onbekend | bronnen verschillen
home-start        | levering=licentie-lokaal         | onbekend | bronnen verschillen
home-start        | levering=hoofdaannemer           | valt-af  | gevraagd
meeleefgezin      | levering=hoofdaannemer           | past     | hoofdaannemer
samen-oplopen     | levering=licentie-lokaal         | past     | licentie
gezin-in-de-buurt | levering=licentie-lokaal         | valt-af  | Lokale stichting
buurtgezinnen     | coordinator=zzp-lokaal           | past     | zzp
steunouder        | coordinator=zzp-lokaal           | valt-af  | gevraagd
gezin-in-de-buurt | coordinator=zzp-lokaal           | onbekend | niet vermeld: navragen
meeleefgezin      | werkgever=zorgorganisatie        | onbekend | niet vermeld: navragen
steunouder        | werkgever=gemeente               | past     | Gemeente
samen-oplopen     | werkgever=gemeente               | valt-af  | gevraagd
# training, VOG, tariff, Collectief (1.1)
buurtgezinnen     | training=nee     | past     | zie C-14
buurtgezinnen     | training=ja      | valt-af  | nee; gevraagd: ja
gezin-in-de-buurt | training=ja      | onbekend | niet vermeld: navragen
home-start        | training=ja      | past     | ja
sos               | training=ja      | past     | ja
buurtgezinnen     | vog=ja           | past     | ja
samen-oplopen     | vog=nee          | valt-af  | ja; gevraagd: nee
steunouder        | vog=ja           | onbekend | niet vermeld: navragen
steunouder        | vog=nee          | onbekend | niet vermeld: navragen
sos               | vog=ja           | onbekend | niet vermeld: navragen
home-start        | tarief=bekend    | onbekend | vraag de prijs op
home-start        | tarief=onbekend  | past     | tarief onbekend
sos               | tarief=bekend    | onbekend | vraag de prijs op
steunouder        | tarief=bekend    | past     | tarief bekend
gezin-in-de-buurt | tarief=onbekend  | valt-af  | tarief bekend
gezin-in-de-buurt | collectief=ja    | valt-af  | nee; gevraagd: ja
gezin-in-de-buurt | collectief=nee   | past     | nee
home-start        | collectief=ja    | past     | ja
# free text
buurtgezinnen     | zoek=BUURTgezinnen.nl    | past     | gevonden
meeleefgezin      | zoek=kopp                | past     | gevonden
gezin-in-de-buurt | zoek=stichting+présent   | past     | gevonden
steunouder        | zoek=meeleefgezin        | valt-af  | niet gevonden: 'meeleefgezin'
meeleefgezin      | zoek=lvb                 | onbekend | bronnen verschillen
home-start        | zoek=opvoeden+zwembad    | valt-af  | niet gevonden: 'zwembad'
# several criteria: the worst decides
meeleefgezin      | leeftijd=4&vog=ja        | onbekend | niet vermeld
meeleefgezin      | leeftijd=5&vog=ja        | onbekend | niet vermeld
meeleefgezin      | leeftijd=6&vog=ja        | valt-af  | 1 jaar verschil
buurtgezinnen     | leeftijd=5&vog=ja&doelgroep=lvb-ouder | mogelijk | onder voorwaarde
"""


def cases() -> list[Any]:
    lines = [line for line in BY_HAND.strip().splitlines() if not line.startswith("#")]
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [pytest.param(*row, id=f"{row[0]} {row[1]}") for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "address", "verdict", "reason"), cases())
def test_answer_is_that_of_the_papers(slug: str, address: str, verdict: str, reason: str) -> None:
    catalogue = snapshot()
    asked = OfferingFilter(QueryDict(address), catalogue=catalogue)
    assert asked.is_valid(), asked.errors

    found = {item.offering.slug: item for item in evaluate(catalogue, asked.task)}[slug]

    assert found.verdict == verdict
    assert any(reason in answer.reason for answer in found.deciding), found.answers


# --- the rules on made-up offerings: what the real catalogue does not happen to hold ------------------------------------------------------


def answer_of(task: Task, **fields: Any) -> tuple[Verdict, str]:
    """The verdict and reason of one criterion for a blank offering with these fields."""
    answer = full_answer_of(task, **fields)
    return answer.verdict, answer.reason


def full_answer_of(task: Task, **fields: Any) -> Answer:
    (found,) = evaluate(make_catalogue(replace(BLANK, **fields)), task)
    (answer,) = found.answers
    assert found.verdict is answer.verdict
    assert found.deciding == found.answers
    return answer


def coverage(status: str, note: str = "") -> tuple[Coverage, ...]:
    return (Coverage(GROUP, status, CITATION, note),)


def test_excluded_target_group_falls_out_with_its_note() -> None:
    assert answer_of(Task(target_groups=(GROUP,)), coverage=coverage("EXCLUDED", "alleen gezinnen")) == (
        Verdict.OUT,
        "uitgesloten. Alleen gezinnen",
    )


def test_excluded_target_group_is_not_found_by_searching_for_it() -> None:
    assert answer_of(Task(search="puber"), coverage=coverage("EXCLUDED"))[0] is Verdict.OUT
    assert answer_of(Task(search="puber"), coverage=coverage("POSSIBLE"))[0] is Verdict.FITS


@pytest.mark.parametrize("text", ["VLINDER", "vlínder proef", "Proef-B", "aanhef"])
def test_search_reads_every_text_without_capitals_accents_and_punctuation(text: str) -> None:
    assert answer_of(Task(search=text), aliases=("Aanhef!",))[0] is Verdict.FITS


def test_word_that_is_missing_beside_a_disputed_one_falls_out() -> None:
    assert answer_of(Task(search="puber zwembad"), coverage=coverage("CONFLICT")) == (Verdict.OUT, "niet gevonden: 'zwembad'")


def test_only_unknown_rows_leave_every_term_to_be_asked() -> None:
    unknown = (Option(OTHER_FORM, Certainty.UNKNOWN, CITATION),)
    assert answer_of(Task(support_forms=(FORM,)), support_forms=unknown) == (Verdict.UNKNOWN, "niet vermeld: navragen")
    assert answer_of(Task(support_forms=(FORM,)))[0] is Verdict.UNKNOWN


def test_reason_for_falling_out_names_no_term_of_which_nothing_is_known() -> None:
    options = (Option(OTHER_FORM, Certainty.CERTAIN, CITATION), Option(GROUP, Certainty.UNKNOWN, CITATION))
    assert answer_of(Task(support_forms=(FORM,)), support_forms=options) == (Verdict.OUT, "genoemd: Opvang elders; gevraagd: Aan huis")


@pytest.mark.parametrize("better", [Certainty.CERTAIN, Certainty.POSSIBLE])
def test_best_of_several_asked_terms_counts(better: Certainty) -> None:
    options = (Option(FORM, Certainty.CONFLICT, CITATION), Option(OTHER_FORM, better, CITATION))
    verdict, reason = answer_of(Task(support_forms=(FORM, OTHER_FORM)), support_forms=options)
    assert verdict is (Verdict.FITS if better is Certainty.CERTAIN else Verdict.POSSIBLE)
    assert reason.startswith("Opvang elders")


def test_unknown_answer_says_that_sources_differ_about_it() -> None:
    assert answer_of(Task(vog=True), contradictions=(DISPUTE,)) == (
        Verdict.UNKNOWN,
        "niet vermeld: navragen. Bronnen verschillen, zie C-99.",
    )
    assert "C-99" not in answer_of(Task(vog=True), contradictions=(replace(DISPUTE, kind="AMBIGUITY"),))[1]


def test_near_miss_tells_how_far_from_the_nearest_range() -> None:
    ranges = (age_range(0, 24), age_range(120, 150))
    assert answer_of(Task(age=Months(152, 153), age_text="12 jaar en 8 maanden"), age_ranges=ranges) == (
        Verdict.OUT,
        "tot 12 jaar en 6 maanden, gevraagd 12 jaar en 8 maanden: 2 maanden verschil",
    )
    assert answer_of(Task(age=Months(72, 119), age_text="ruim zes"), age_ranges=ranges)[1] == (
        "10 jaar tot 12 jaar en 6 maanden, gevraagd ruim zes: 1 maand verschil"
    )


def test_near_miss_names_the_widest_reading_when_that_lies_nearer() -> None:
    ranges = (age_range(0, 72), age_range(0, 216, Certainty.POSSIBLE))
    assert answer_of(Task(age=Months(228, 240), age_text="19 jaar"), age_ranges=ranges)[1] == (
        "tot 6 jaar, gevraagd 19 jaar: 13 jaar verschil; volgens een andere lezing 0 tot 18 jaar"
    )


def test_age_without_wording_is_worded_from_its_months() -> None:
    assert answer_of(Task(age=Months(0, 36)), age_ranges=(age_range(0, 24),))[1] == "deels: 0 tot 2 jaar, gevraagd 0 tot 3 jaar"


def test_partly_fitting_age_says_that_sources_differ() -> None:
    ranges = (age_range(-9, 60), age_range(0, 60, Certainty.CONFLICT))
    verdict, reason = answer_of(Task(age=Months(48, 84), age_text="4 tot en met 6 jaar"), age_ranges=ranges)
    assert verdict is Verdict.POSSIBLE
    assert reason.endswith("bronnen verschillen: ook 0 tot 5 jaar genoemd")


CERTAIN, POSSIBLE, CONFLICT, UNKNOWN = Certainty
RANGES = (age_range(0, 60), age_range(0, 72, POSSIBLE))
DISPUTE = Contradiction("C-99", "CONTRADICTION", "", "", "", "", "", "", "", False, "VOG", ("proef",), ())


@pytest.mark.parametrize(
    ("task", "fields", "precise"),
    [
        (Task(age=Months(0, 60)), {"age_ranges": RANGES}, "zeker"),
        (Task(age=Months(48, 72)), {"age_ranges": RANGES}, "deels"),
        (Task(age=Months(60, 72)), {"age_ranges": RANGES}, "mogelijk"),
        (Task(age=Months(72, 84)), {"age_ranges": RANGES}, "nee"),
        (Task(age=Months(72, 84)), {}, "onbekend"),
        *(
            (Task(target_groups=(GROUP,)), {"coverage": coverage(status)}, precise)
            for status, precise in [
                ("INCLUDED", "genoemd"),
                ("CONDITIONAL", "onder-voorwaarde"),
                ("POSSIBLE", "mogelijk"),
                ("CONFLICT", "bronnen-verschillen"),
                ("EXCLUDED", "uitgesloten"),
            ]
        ),
        (Task(target_groups=(GROUP,)), {}, "niet-genoemd"),
        (Task(target_groups=(GROUP,)), {"coverage": (Coverage(FORM, "INCLUDED", CITATION),)}, "niet-genoemd"),
        *(
            (Task(employers=(FORM,)), {"employers": (Option(FORM, certainty, CITATION),)}, precise)
            for certainty, precise in [(CERTAIN, "zeker"), (POSSIBLE, "mogelijk"), (CONFLICT, "bronnen-verschillen"), (UNKNOWN, "onbekend")]
        ),
        (Task(employers=(FORM,)), {"employers": (Option(OTHER_FORM, CERTAIN, CITATION),)}, "nee"),
        (Task(training=True), {"volunteer_training": True}, "zeker"),
        (Task(training=True), {"volunteer_training": False}, "nee"),
        (Task(in_collective=False), {}, "onbekend"),
        (Task(tariff_known=False), {}, "zeker"),
        (Task(tariff_known=True), {}, "onbekend"),
        (Task(search="vlinder"), {}, "zeker"),
        (Task(search="puber"), {"coverage": coverage("CONFLICT")}, "bronnen-verschillen"),
        (Task(search="zwembad"), {}, "nee"),
    ],
)
def test_exact_answer_stands_beside_the_verdict(task: Task, fields: dict[str, Any], precise: str) -> None:
    assert full_answer_of(task, **fields).precise == precise


def test_every_exact_answer_has_one_verdict_and_plain_words() -> None:
    assert {nuance.value: nuance.verdict.value for nuance in Nuance} == {
        "zeker": "past",
        "genoemd": "past",
        "deels": "mogelijk",
        "onder-voorwaarde": "mogelijk",
        "mogelijk": "mogelijk",
        "bronnen-verschillen": "onbekend",
        "niet-genoemd": "onbekend",
        "onbekend": "onbekend",
        "nee": "valt-af",
        "uitgesloten": "valt-af",
    }
    assert Nuance.CONDITIONAL.words == "onder voorwaarde"


@pytest.mark.django_db
def test_answer_without_words_is_the_answer_with_words() -> None:
    catalogue = snapshot()
    found = [
        (choice.nuance(offering), choice.answer(offering).precise)
        for of_filter in choices(catalogue).values()
        for choice in of_filter.values()
        for offering in catalogue.offerings
    ]
    assert len(found) > 300
    assert [pair for pair in found if pair[0] is not pair[1]] == []


@pytest.mark.parametrize(
    ("task", "fields", "differs"),
    [
        # A source that leaves the pregnancy out does not take the answer away.
        (Task(age=Months(-9, 0)), {"age_ranges": (age_range(-9, 60), age_range(0, 60, CONFLICT))}, True),
        (Task(age=Months(12, 24)), {"age_ranges": (age_range(-9, 60), age_range(0, 60, CONFLICT))}, False),
        (Task(age=Months(60, 72)), {"age_ranges": (age_range(0, 60), age_range(0, 84, CONFLICT))}, False),
        (Task(vog=True), {"vog": True, "contradictions": (DISPUTE,)}, True),
        (Task(vog=True), {"vog": True}, False),
    ],
)
def test_answer_that_stands_says_whether_sources_differ_about_it(task: Task, fields: dict[str, Any], differs: bool) -> None:
    assert full_answer_of(task, **fields).differs is differs


def test_difference_comes_first_only_for_what_falls_out() -> None:
    out = full_answer_of(Task(age=Months(72, 84), age_text="6 jaar"), age_ranges=(age_range(0, 60),))
    assert out.near_miss == "1 jaar verschil: tot 5 jaar, gevraagd 6 jaar"
    assert full_answer_of(Task(age=Months(48, 60)), age_ranges=(age_range(0, 60),)).near_miss == ""


def test_nothing_asked_means_that_everything_fits() -> None:
    (found,) = evaluate(make_catalogue(BLANK), Task())
    assert (found.verdict, found.answers) == (Verdict.FITS, ())
    assert Task().is_empty
    assert not Task(vog=False).is_empty


def test_words_of_a_search_have_no_capitals_accents_or_punctuation() -> None:
    assert search_words("Één multi-probleem, zzp’er_x!") == ("een", "multi", "probleem", "zzp", "er", "x")
    assert search_words("???") == ()


def test_importing_fit_loads_no_django() -> None:
    program = "import sys, procurement.fit; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

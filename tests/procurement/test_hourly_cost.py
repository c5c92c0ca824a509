"""The hourly cost built up from a wage: each sum by hand, and a message for everything that is missing or says two things."""

from decimal import Decimal

import pytest

from procurement.forms.hourly_cost import BuiltUp
from tests.procurement.asking import form_for, inputs_named, question_for

BUILT = "uurloon=25&opslagen=35&overhead=20"


def test_wage_times_on_costs_times_overhead_is_rounded_once() -> None:
    """25,00 x 1,35 x 1,20 = 40,50. And 21,04 x 1,29 x 1,10 = 29,85576, where rounding between would give 27,14 x 1,10 = 29,854."""
    assert BuiltUp(Decimal(25), Decimal("0.35"), Decimal("0.20")).amount == Decimal("40.50")
    assert BuiltUp(Decimal("21.04"), Decimal("0.29"), Decimal("0.10")).amount == Decimal("29.86")


def test_hours_that_are_really_worked_carry_the_free_hours() -> None:
    """40,50 x 1.872 / 1.363 = 55,6244; with 1.400 productive hours 40,50 x 1.872 / 1.400 = 54,1543."""
    assert BuiltUp(Decimal(25), Decimal("0.35"), Decimal("0.20"), 1363).amount == Decimal("55.62")
    assert BuiltUp(Decimal(25), Decimal("0.35"), Decimal("0.20"), 1400).amount == Decimal("54.15")


def test_the_sum_is_shown_in_words() -> None:
    assert BuiltUp(Decimal(25), Decimal("0.35"), Decimal("0.20")).words == "€\u00a025,00 x 1,35 x 1,20 = €\u00a040,50"
    assert BuiltUp(Decimal(20), Decimal("0.3525"), Decimal(0), 1363).words == "€\u00a020,00 x 1,3525 x 1,00 x 1.872 / 1.363 = €\u00a037,15"


@pytest.mark.django_db
def test_the_built_up_cost_is_used_and_every_step_stands_among_the_inputs():
    question = question_for(f"{BUILT}&uurbasis=productief")

    assert question.scenario.hourly_cost == Decimal("55.62")
    assert not question.scenario.hourly_cost_is_assumption
    steps = {name: [(item.value, item.kind) for item in inputs_named(question, name)] for name in ("uurloon", "opslagen", "overhead", "productief")}
    assert steps == {
        "uurloon": [("€\u00a025,00", "eigen invoer")],
        "opslagen": [("35%", "eigen invoer")],
        "overhead": [("20%", "eigen invoer")],
        "productief": [("1.363", "aanname")],
    }
    assert "Rijk" in inputs_named(question, "productief")[0].note
    (cost,) = inputs_named(question, "uurkosten")
    assert (cost.value, cost.kind) == ("€\u00a055,62", "eigen invoer")
    assert cost.note == "€\u00a025,00 x 1,35 x 1,20 x 1.872 / 1.363 = €\u00a055,62"


@pytest.mark.django_db
def test_the_steps_come_back_as_used_with_their_defaults():
    names = ("uurkosten", "uurloon", "opslagen", "overhead", "uurbasis", "productief", "uurmarge")

    def used(query: str) -> list[object]:
        parameters = question_for(query).parameters
        return [parameters[name] for name in names]

    assert used("") == ["75.00", None, None, None, "contract", None, "20"]
    assert used(f"{BUILT}&uurbasis=contract&uurmarge=12,5") == ["40.50", "25.00", "35", "20", "contract", None, "12.5"]
    assert used(f"{BUILT}&uurbasis=productief&productief=1.400") == ["54.15", "25.00", "35", "20", "productief", 1400, "20"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("uurloon=25", "opslagen", "Vul ook de opslagen op het loon in"),
        ("uurloon=25", "overhead", "Vul ook de overhead in"),
        ("uurloon=25&opslagen=35", "overhead", "Geen bron noemt dit percentage"),
        (f"{BUILT}&uurkosten=75", "uurloon", "U vult ook 'uurkosten' in"),
        ("opslagen=35", "uurloon", "Vul ook het bruto uurloon in"),
        ("uurbasis=productief", "uurloon", "Vul ook het bruto uurloon in"),
        (f"{BUILT}&productief=1400", "productief", "Dit telt alleen als de uren van het tarief gewerkte uren zijn"),
        (
            "uurloon=500&opslagen=100&overhead=100",
            "uurloon",
            "komt uit op €\u00a02.000,00 per uur. Uurkosten zijn hoogstens €\u00a01.000,00.",
        ),
        ("uurloon=0&opslagen=35&overhead=20", "uurloon", "van 0,01 tot en met 500"),
        ("uurloon=25&opslagen=201&overhead=20", "opslagen", "van 0 tot en met 200"),
        (f"{BUILT}&uurbasis=productief&productief=0", "productief", "van 100 tot en met 1.872"),
        (f"{BUILT}&uurbasis=soms", "uurbasis", "soms"),
        ("uurmarge=91", "uurmarge", "van 0 tot en met 90"),
    ],
)
def test_what_is_missing_or_says_two_things_is_a_message_at_the_field(query, field, words):
    problems = form_for(query).problems

    assert words in problems[field][0]


@pytest.mark.django_db
def test_zero_on_costs_is_an_answer_and_not_missing():
    assert question_for("uurloon=25&opslagen=0&overhead=0").scenario.hourly_cost == Decimal("25.00")


@pytest.mark.django_db
def test_a_choice_of_hours_without_a_wage_leaves_the_link_as_it_was():
    assert "uurbasis" not in question_for("uurbasis=contract").query
    assert "uurbasis=contract" in question_for(f"{BUILT}&uurbasis=contract").query
    assert not form_for("uurbasis=contract").has_build_up
    assert form_for("uurbasis=productief").has_build_up


@pytest.mark.django_db
def test_the_margin_is_a_fraction_for_the_sensitivity_and_an_assumption_until_given():
    assert question_for("").hourly_margin == Decimal("0.20")
    assert question_for("uurmarge=0").hourly_margin == 0
    assert [(item.value, item.kind) for item in inputs_named(question_for("uurmarge=35"), "uurmarge")] == [("35%", "eigen invoer")]
    assert [(item.value, item.kind) for item in inputs_named(question_for(""), "uurmarge")] == [("20%", "aanname")]

"""The parameters of the overview: what they mean, and a clear message for everything that they cannot mean."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from procurement.facets import Left
from procurement.filters import ListForm, OfferingFilter
from procurement.fit import Task
from procurement.templatetags.filters import boxes
from voorzieningen.ages import Months
from voorzieningen.catalogue import Catalogue, Term

GROUPS = (Term("LVB_OUDER", "Ouder met LVB"), Term("JONGERE", "Jongere"))
CATALOGUE = Catalogue(
    offerings=(),
    sources=(),
    target_groups=GROUPS,
    support_forms=(Term("OPVANG_ELDERS", "Opvang elders"), Term("AAN_HUIS", "Aan huis")),
    delivery_models=(Term("LICENTIE_LOKAAL", "Licentie"),),
    coordinator_types=(Term("ZZP_LOKAAL", "Zzp"),),
    employers=(Term("GEMEENTE", "Gemeente"),),
    contradictions=(),
)


def read(address: str) -> OfferingFilter:
    return OfferingFilter(QueryDict(address), catalogue=CATALOGUE)


def task_of(address: str) -> Task:
    asked = read(address)
    assert asked.is_valid(), asked.errors
    return asked.task


def message_of(address: str) -> tuple[str, str]:
    """The one wrong parameter and its one message."""
    asked = read(address)
    assert not asked.is_valid()
    ((name, messages),) = asked.errors.items()
    (message,) = messages
    return name, message


def test_address_without_filters_asks_nothing() -> None:
    assert task_of("") == Task()


@pytest.mark.parametrize("address", ["utm_source=brief", "jaren=4&aanbod=sos&gemeente=GM0392", "vog=&zoek=+&doelgroep=&leeftijd="])
def test_unknown_names_scenario_and_empty_values_ask_nothing(address: str) -> None:
    assert task_of(address) == Task()


def test_every_parameter_becomes_its_part_of_the_task() -> None:
    forms, (delivery,), (coordinator,), (employer,) = (
        CATALOGUE.support_forms,
        CATALOGUE.delivery_models,
        CATALOGUE.coordinator_types,
        CATALOGUE.employers,
    )
    assert task_of(
        "zoek=steun+thuis&doelgroep=jongere&doelgroep=lvb-ouder&leeftijd=0-4&vorm=aan-huis&vorm=opvang-elders&levering=licentie-lokaal"
        "&coordinator=zzp-lokaal&werkgever=gemeente&training=ja&vog=nee&tarief=bekend&collectief=nee"
    ) == Task(
        search="steun thuis",
        target_groups=GROUPS,
        age=Months(0, 60),
        age_text="0 tot en met 4 jaar",
        support_forms=forms,
        delivery_models=(delivery,),
        coordinator_types=(coordinator,),
        employers=(employer,),
        training=True,
        vog=False,
        tariff_known=True,
        in_collective=False,
    )
    assert task_of("tarief=onbekend").tariff_known is False


@pytest.mark.parametrize(
    ("age", "months", "wording"),
    [
        ("5", Months(60, 72), "5 jaar"),
        ("0", Months(0, 12), "0 jaar"),
        ("29", Months(348, 360), "29 jaar"),
        ("0-4", Months(0, 60), "0 tot en met 4 jaar"),
        ("7-7", Months(84, 96), "7 jaar"),
        ("0-29", Months(0, 360), "0 tot en met 29 jaar"),
        ("zwangerschap", Months(-9, 0), "zwangerschap"),
        ("Zwangerschap", Months(-9, 0), "zwangerschap"),
        ("zwangerschap-0", Months(-9, 12), "zwangerschap tot en met 0 jaar"),
        ("zwangerschap-4", Months(-9, 60), "zwangerschap tot en met 4 jaar"),
        ("Zwangerschap-17", Months(-9, 216), "zwangerschap tot en met 17 jaar"),
    ],
)
def test_age_is_read_as_the_interface_says(age: str, months: Months, wording: str) -> None:
    task = task_of(urlencode({"leeftijd": age}))
    assert (task.age, task.age_text) == (months, wording)


@pytest.mark.parametrize(
    "age",
    [
        *("vijf", "-1", "5.0", "5,5", "1e1", "NaN", "1e999", "٥", "５", "0-", "-4", "0-4-6", "0 t/m 4", "+5", "0x5", "100", "zwanger", "²"),
        *("zwangerschap-", "4-zwangerschap", "zwangerschap4", "zwangerschap--1", "0-4-zwangers", "-zwangerschap"),
    ],
)
def test_age_out_of_form_gets_a_message_that_shows_the_forms(age: str) -> None:
    assert message_of(urlencode({"leeftijd": age})) == (
        "leeftijd",
        "Vul een leeftijd in als getal (5), van-tot (0-4), het woord zwangerschap of vanaf de zwangerschap (zwangerschap-4).",
    )


def test_age_out_of_range_names_the_bounds() -> None:
    assert message_of("leeftijd=30") == ("leeftijd", "Vul een leeftijd in van 0 tot en met 29 jaar.")
    assert message_of("leeftijd=0-30")[1] == "Vul een leeftijd in van 0 tot en met 29 jaar."
    assert message_of("leeftijd=zwangerschap-30")[1] == "Vul een leeftijd in van 0 tot en met 29 jaar."


def test_age_range_the_wrong_way_round_is_asked_and_not_turned() -> None:
    assert message_of("leeftijd=6-4") == ("leeftijd", "De eerste leeftijd is hoger dan de laatste. Bedoelt u 4-6?")


def test_endless_age_gets_one_message_about_its_length_first() -> None:
    asked = read(urlencode({"leeftijd": "9" * 5000}))
    assert not asked.is_valid()
    assert "leeftijd" in asked.errors


@pytest.mark.parametrize("name", ["doelgroep", "vorm", "levering", "coordinator", "werkgever"])
@pytest.mark.parametrize("code", ["LVB_OUDER", "lvb_ouder", "bestaat-niet", "lvb-ouder ", "'; drop table--"])
def test_unknown_code_gets_a_message_at_its_field(name: str, code: str) -> None:
    found, message = message_of(urlencode({name: code}))
    assert found == name
    assert code in message
    assert message.endswith("Kies uit de lijst.")


@pytest.mark.parametrize(("name", "value"), [("training", "Ja"), ("vog", "misschien"), ("tarief", "ja"), ("collectief", "1")])
def test_answer_that_is_not_offered_gets_a_message(name: str, value: str) -> None:
    found, message = message_of(urlencode({name: value}))
    assert found == name
    assert value in message


@pytest.mark.parametrize("address", ["training=ja&training=nee", "vog=ja&vog=ja", "leeftijd=5&leeftijd=0-4", "zoek=a&zoek=b", "tarief=x&tarief=y"])
def test_single_parameter_given_twice_is_asked_and_never_chosen_from(address: str) -> None:
    name, message = message_of(address)
    assert name == address.partition("=")[0]
    assert message.startswith("Dit filter is meer dan één keer gegeven")


def test_empty_repetition_does_not_hide_the_value() -> None:
    assert task_of("zoek=steun&zoek=").search == "steun"


def test_search_of_a_hundred_characters_is_the_longest() -> None:
    assert task_of(urlencode({"zoek": "x" * 100})).search == "x" * 100
    assert message_of(urlencode({"zoek": "x" * 101})) == ("zoek", "Gebruik hoogstens 100 tekens; dit zijn er 101.")


@pytest.mark.parametrize("text", ["???", "\u200b", "--"])
def test_search_without_a_word_gets_a_message(text: str) -> None:
    assert message_of(urlencode({"zoek": text})) == ("zoek", "Zoek op minstens één letter of cijfer.")


def test_search_with_bytes_that_are_no_text_is_not_searched_on_the_rest() -> None:
    assert message_of("zoek=buurt%ff") == ("zoek", "In de zoektekst staat een teken dat niet te lezen is. Typ de tekst opnieuw.")


@pytest.mark.parametrize("name", ["zoek", "leeftijd", "doelgroep", "training"])
def test_nul_byte_is_refused_in_every_field(name: str) -> None:
    asked = read(urlencode({name: "5\0"}))
    assert not asked.is_valid()
    assert set(asked.errors) == {name}


def test_pairs_are_the_canonical_address_of_the_task() -> None:
    asked = read("vog=ja&doelgroep=jongere&utm=x&doelgroep=lvb-ouder&doelgroep=jongere&leeftijd=Zwangerschap")
    assert asked.is_valid()
    assert asked.pairs == (("doelgroep", "lvb-ouder"), ("doelgroep", "jongere"), ("leeftijd", "zwangerschap"), ("vog", "ja"))
    assert read(urlencode(asked.pairs)).is_valid()
    assert [asked.value_label(*pair) for pair in asked.pairs] == ["Ouder met LVB", "Jongere", "zwangerschap", "ja"]


def test_age_from_the_pregnancy_is_worded_in_chip_and_link() -> None:
    asked = read("leeftijd=Zwangerschap-4")
    assert asked.is_valid()
    assert asked.pairs == (("leeftijd", "zwangerschap-4"),)
    assert asked.value_label(*asked.pairs[0]) == "zwangerschap tot en met 4 jaar"
    assert "zwangerschap-4" in asked.form.fields["leeftijd"].help_text


COUNTS = {"vorm": {"opvang-elders": Left(3, 0, 1, 3), "aan-huis": Left(0, 0, 0, 7)}, "vog": {"ja": Left(2, 1, 0, 4), "nee": Left(0, 0, 0, 7)}}


def test_boxes_carry_their_count_and_are_described_by_it() -> None:
    asked = read("vorm=aan-huis")
    (checklist,) = [found for found in asked.checklists(COUNTS) if found.field.name == "vorm"]
    assert [(box.term.slug, box.count.words) for box in checklist.boxes] == [("opvang-elders", "3 zeker, 1 navragen"), ("aan-huis", "niets over")]
    markup = boxes(checklist)
    assert [found.is_ticked for found in checklist.boxes] == [False, True]
    for box in checklist.boxes:
        assert f'value="{box.term.slug}" aria-describedby="{box.count.id}" id="{box.id}"{" checked" if box.is_ticked else ""}>' in markup
        assert f'<span id="{box.count.id}" class="quiet overview-left">{box.count.words}</span>' in markup


def test_selects_word_the_count_of_each_answer_and_keep_help_and_message_in_the_description() -> None:
    asked = read("vog=misschien")
    (select,) = [found for found in asked.selects(COUNTS) if found.field.name == "vog"]
    assert select.count.words == "ja: 2 zeker, 1 mogelijk; nee: niets over"
    assert f'aria-describedby="id_vog_helptext id_vog_error {select.count.id}"' in str(select.field)


def test_nothing_counted_leaves_the_places_empty() -> None:
    asked = read("")
    counts = [select.count for select in asked.selects({})] + [box.count for checklist in asked.checklists({}) for box in checklist.boxes]
    assert {count.words for count in counts} == {""}
    assert len({count.id for count in counts}) == len(counts) == 11


def test_plain_mapping_is_read_as_well() -> None:
    asked = OfferingFilter({"leeftijd": "5"}, catalogue=CATALOGUE)
    assert asked.is_valid()
    assert asked.task.age == Months(60, 72)


def list_form(address: str) -> ListForm:
    return ListForm(QueryDict(address), orders=frozenset({"naam", "-naam"}))


def test_list_starts_at_the_first_page_in_its_own_order() -> None:
    form = list_form("")
    assert form.is_valid()
    assert form.cleaned_data == {"sorteer": "", "pagina": 1, "peildatum": None}


def test_list_takes_an_order_and_a_page() -> None:
    form = list_form("sorteer=-naam&pagina=3")
    assert form.is_valid()
    assert form.cleaned_data == {"sorteer": "-naam", "pagina": 3, "peildatum": None}


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.0", "٣", "1e3", "9" * 40, "NaN"])
def test_page_that_is_no_page_number_gets_a_message(page: str) -> None:
    assert list_form(urlencode({"pagina": page})).errors["pagina"] == [f"“{page}” is geen paginanummer."]


@pytest.mark.parametrize("order", ["tarief", "--naam", "naam,leeftijd", "NAAM"])
def test_order_that_is_not_offered_gets_a_message(order: str) -> None:
    assert "kan niet worden gesorteerd" in list_form(urlencode({"sorteer": order})).errors["sorteer"][0]


def test_order_given_twice_gets_a_message() -> None:
    assert "meer dan één keer" in list_form("sorteer=naam&sorteer=-naam").errors["sorteer"][0]

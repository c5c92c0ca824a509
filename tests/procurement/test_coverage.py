"""What a choice of offerings covers: cells, gaps by target group and age together, what rests on one offering, and the rows of the demand."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.coverage import Cover, Coverage, Demand, DemandRow, GapKind, Together, Word, cover_row, find_coverage
from procurement.coverage.spans import ADULT, CHILDHOOD, LIFE, listed, span_nl, within, without
from procurement.fit import Task
from tests.procurement.offerings import BLANK, CATALOGUES, CITATION, age_range, make_catalogue
from voorzieningen.ages import PREGNANCY, Certainty, Months
from voorzieningen.catalogue import AgeRange, Catalogue, Offering, Term
from voorzieningen.catalogue import Coverage as Named
from voorzieningen.snapshot import snapshot

GROUP = Term("VERSLAVING_OUDER", "Verslaving", group="ouder")
SEVEN = "buurtgezinnen gezin-in-de-buurt home-start meeleefgezin samen-oplopen sos steunouder"


def coverage_of(slugs: str, task: Task | None = None, *rows: DemandRow) -> Coverage:
    catalogue = snapshot()
    offerings = [offering for slug in slugs.split() if (offering := catalogue.offering(slug))]
    return find_coverage(offerings=offerings, catalogue=catalogue, demand=Demand(rows), task=task or Task())


def term(code: str) -> Term:
    return next(item for item in snapshot().target_groups if item.code == code)


def gap(coverage: Coverage, code: str):
    return next((item for item in coverage.gaps if item.group is not None and item.group.code == code), None)


def age_gap(coverage: Coverage, label: str):
    return next((item for item in coverage.gaps if item.group is None and item.label.startswith(label)), None)


def row(matrix, code: str):
    return next(item for item in matrix.rows if item.code == code)


def offering(name: str = "Proef", *ages: AgeRange, status: str = "INCLUDED", group: Term = GROUP, **fields) -> Offering:
    return replace(BLANK, slug=name.lower(), name=name, coverage=(Named(group, status, CITATION),), age_ranges=ages, **fields)


def made_up(*offerings: Offering, groups: tuple[Term, ...] = (GROUP,), chosen: tuple[Offering, ...] = ()) -> Coverage:
    catalogue = make_catalogue(*offerings, target_groups=groups)
    return find_coverage(offerings=chosen or offerings, catalogue=catalogue, demand=Demand(), task=Task())


# --- the known gaps ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_seven_leave_the_known_gaps_and_no_others():
    assert [(item.label, item.kind.value, item.text) for item in coverage_of(SEVEN).gaps] == [
        (
            "Lichte, alledaagse opvoedvragen",
            "niet-alle-leeftijden",
            "alleen tot 6 jaar gedekt, door Home-Start. Vanaf 6 jaar alleen volgens een andere lezing van Home-Start.",
        ),
        (
            "Psychische problemen van een ouder",
            "niet-alle-leeftijden",
            "alleen tot 5 jaar gedekt, door MeeleefGezin. Vanaf 5 jaar niet zeker: Buurtgezinnen onder voorwaarde; "
            "MeeleefGezin volgens een andere lezing van de leeftijd (tot 6 jaar).",
        ),
        *(
            (
                label,
                "niet-alle-leeftijden",
                "alleen tot 5 jaar gedekt, door MeeleefGezin. Vanaf 5 jaar door geen gekozen aanbod genoemd "
                "(van 5 tot 6 jaar wel volgens een andere lezing van MeeleefGezin).",
            )
            for label in ("Verslaving van een ouder", "Trauma uit land van herkomst", "Ervaring met huiselijk geweld")
        ),
        (
            "(Licht) verstandelijke beperking van een ouder",
            "onzeker",
            "nergens zeker: Buurtgezinnen onder voorwaarde; bij MeeleefGezin verschillen de bronnen (tot 5 jaar).",
        ),
        ("Mantelzorg in het gezin", "onzeker", "nergens zeker: Buurtgezinnen onder voorwaarde."),
        ("Gedragsproblemen of druk kind", "onzeker", "nergens zeker: Buurtgezinnen onder voorwaarde."),
        ("Kind met een beperking", "onzeker", "nergens zeker: Buurtgezinnen mogelijk."),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slugs", "kind"),
    [("home-start meeleefgezin steunouder", GapKind.UNCOVERED), ("buurtgezinnen steunouder", GapKind.PARTLY), ("buurtgezinnen samen-oplopen", None)],
)
def test_nobody_is_there_from_18_without_buurtgezinnen_and_samen_oplopen(slugs, kind):
    found = age_gap(coverage_of(slugs), "18 tot")
    assert (found.kind if found else None) is kind


@pytest.mark.django_db
def test_pregnancy_is_a_gap_without_meeleefgezin_and_home_start():
    without_both = coverage_of("buurtgezinnen samen-oplopen steunouder")
    assert gap(without_both, "ZWANGERSCHAP").kind is GapKind.UNCOVERED
    assert row(without_both.ages, "zwangerschap").together is Together.UNCOVERED
    assert gap(coverage_of("meeleefgezin"), "ZWANGERSCHAP") is None
    assert gap(coverage_of("home-start"), "ZWANGERSCHAP").text == (
        "alleen vanaf 3 maanden voor de geboorte gedekt, door Home-Start. "
        "Tot 3 maanden voor de geboorte alleen volgens een andere lezing van Home-Start."
    )


@pytest.mark.django_db
def test_target_groups_that_nobody_limits_are_no_gap_at_18():
    """Steunouder ends at 18 and Buurtgezinnen at 23; that is said once, of the age."""
    found = coverage_of("steunouder")
    assert gap(found, "OVERBELAST") is None
    assert [item.label for item in found.gaps if item.group is None] == ["18 tot en met 22 jaar"]


@pytest.mark.django_db
def test_of_sos_only_samen_oplopen_helps_after_18():
    """Together they have both target groups and both ages, but Steunouder does not bring its groups to 20 (the trap of a combination)."""
    sos = coverage_of("sos", None, DemandRow(term("FORMELE_HULP"), Months(240, 252), "20", "20 jaar"), DemandRow(term("KLEIN_NETWERK"), ADULT))
    assert [cell.answer.via for answer in sos.asked.rows[:1] for cell in answer.cells] == ["Samen Oplopen"]
    assert [answer.together for answer in sos.asked.rows] == [Together.COVERED, Together.UNCOVERED]
    assert "maar niet zeker voor: Klein of geen steunend netwerk." in age_gap(sos, "18 tot").text
    assert "via Samen Oplopen" in age_gap(sos, "18 tot").text
    assert row(sos.ages, "18-22").cells[0].via == "via Samen Oplopen"
    assert row(sos.ages, "0-4").cells[0].via == ""


@pytest.mark.django_db
def test_unknown_ages_are_neither_all_ages_nor_none():
    found = coverage_of("gezin-in-de-buurt")
    assert gap(found, "ARMOEDE_SCHULDEN").text == "nergens zeker: Gezin in de Buurt noemt geen leeftijd."
    assert row(found.groups, "armoede-schulden").limit == "leeftijd niet zeker"
    assert age_gap(found, "0 tot").text == "door geen gekozen aanbod genoemd; Gezin in de Buurt noemt geen leeftijd."
    assert found.bars[0].is_unknown


@pytest.mark.django_db
def test_age_gaps_stand_in_lines_of_their_own_before_target_groups():
    lines = coverage_of("meeleefgezin").gap_lines
    assert [line.labels[0] for line in lines[:2]] == ["18 tot en met 22 jaar", "Overbelast gezin"]
    assert lines[0].text == lines[1].text


# --- the same gaps on made-up offerings -------------------------------------------------------------------------------------------------------


def test_who_covers_is_named_with_the_ages_where_they_differ():
    found = made_up(offering("Jong", age_range(-9, 60)), offering("Ouder", age_range(48, 120)))
    assert (
        found.gaps[0].text
        == "alleen tot 10 jaar gedekt, door Jong (tot 5 jaar) en Ouder (van 4 tot 10 jaar). Vanaf 10 jaar door geen gekozen aanbod genoemd."
    )


def test_hole_between_two_ages_has_both_ends():
    found = made_up(offering("Jong", age_range(0, 60)), offering("Ouder", age_range(120, 276)))
    assert "Van 5 tot 10 jaar door geen gekozen aanbod genoemd." in age_gap(found, "0 tot").text
    assert age_gap(found, "0 tot").certain == (Months(0, 60), Months(120, 276))


def test_group_covered_only_after_childhood_says_so():
    found = made_up(offering("Later", age_range(216, 276)))
    assert found.gaps[0].text == "alleen vanaf 18 jaar gedekt, door Later. Tot 18 jaar door geen gekozen aanbod genoemd."


def test_group_that_is_uncertain_only_after_childhood_says_from_when():
    found = made_up(offering("Later", age_range(216, 276), status="CONDITIONAL"))
    assert found.gaps[0].text == "nergens zeker: Later onder voorwaarde (vanaf 18 jaar). Tot 18 jaar door geen gekozen aanbod genoemd."


def test_exclusion_is_more_than_silence():
    found = made_up(offering("Proef", age_range(0, 276), status="EXCLUDED"))
    assert found.gaps[0].text == "door geen gekozen aanbod genoemd; volgens de bron hoort dit niet bij Proef."
    assert (found.groups.rows[0].cells[0].word, found.groups.rows[0].together) == (Word.NO, Together.UNCOVERED)


def test_condition_without_an_age_says_both():
    found = made_up(offering("Proef", status="CONDITIONAL"))
    assert found.gaps[0].text == "nergens zeker: Proef onder voorwaarde, leeftijd niet genoemd."


def test_several_without_an_age_are_named_together():
    found = made_up(offering("Een"), offering("Twee"))
    assert age_gap(found, "0 tot").text == "door geen gekozen aanbod genoemd; Een en Twee noemen geen leeftijd."


def test_ages_of_another_reading_only_are_uncertain():
    found = made_up(offering("Proef", age_range(0, 276, Certainty.POSSIBLE)))
    assert found.gaps[0].text == "nergens zeker: Proef volgens een andere lezing van de leeftijd."
    assert [item.kind for item in found.gaps if item.group is None] == [GapKind.UNCOVERED, GapKind.UNCERTAIN, GapKind.UNCERTAIN]


def test_pregnancy_that_falls_before_the_certain_ages():
    found = made_up(offering("Proef", age_range(0, 276), group=Term("ZWANGERSCHAP", "Zwangerschap")), groups=(Term("ZWANGERSCHAP", "Zwangerschap"),))
    assert found.gaps[0].text == "alleen vanaf de geboorte gedekt, door Proef. Tot de geboorte door geen gekozen aanbod genoemd."


def test_young_people_themselves_are_looked_at_until_23():
    young = Term("JONGERE", "Jongere")
    found = made_up(offering("Proef", age_range(0, 216), group=young), groups=(young,))
    assert found.gaps[0].text == "alleen tot 18 jaar gedekt, door Proef. Vanaf 18 jaar door geen gekozen aanbod genoemd."


def test_limit_stands_only_beside_a_row_that_is_covered():
    assert made_up(offering("Proef", age_range(0, 60), status="CONDITIONAL")).groups.rows[0].limit == ""
    assert made_up(offering("Proef", age_range(0, 60))).groups.rows[0].limit == "alleen tot 5 jaar"


def test_nothing_chosen_covers_nothing():
    found = find_coverage(offerings=(), catalogue=make_catalogue(target_groups=(GROUP,)), demand=Demand((DemandRow(),)), task=Task())
    assert {item.together for item in (*found.groups.rows, *found.ages.rows, *found.asked.rows)} == {Together.UNCOVERED}
    assert {item.kind for item in found.gaps} == {GapKind.UNCOVERED}
    assert (found.thin, found.only, found.bars) == ((), "", ())


@cache
def months_of_life() -> tuple[Months, ...]:
    return tuple(Months(month, month + 1) for month in range(LIFE.start, LIFE.end))


def assert_gaps_agree_with_rows(catalogue: Catalogue, offerings: tuple[Offering, ...]) -> None:
    """Month by month: certain where a row is answered `zeker`, and never a gap there."""
    gaps = {item.group: item for item in find_coverage(offerings=offerings, catalogue=catalogue, demand=Demand(), task=Task()).gaps}
    for group in catalogue.target_groups:
        certain = {
            months
            for months in months_of_life()
            if any(cover_row(item, DemandRow(group, months, "", "maand"), catalogue).cover is Cover.CERTAIN for item in offerings)
        }
        found = gaps.get(group)
        if found is None:
            window = next((item for code, item in (("ZWANGERSCHAP", PREGNANCY), ("JONGERE", Months(144, 276))) if code == group.code), CHILDHOOD)
            assert all(months in certain for months in months_of_life() if window.contains(months))
            continue
        assert {months for months in months_of_life() if any(item.contains(months) for item in found.certain)} == certain
        assert not {months for months in certain if any(item.contains(months) for item in (*found.uncertain, *found.uncovered))}
        assert sum(item.end - item.start for item in (*found.certain, *found.uncertain, *found.uncovered)) == LIFE.end - LIFE.start


@settings(max_examples=50)
@given(CATALOGUES, st.randoms(use_true_random=False))
def test_no_gap_lies_where_a_row_is_certain(catalogue, random):
    named = tuple(replace(item, slug=f"a{number}", name=f"A{number}") for number, item in enumerate(catalogue.offerings))
    parts = named[:2]
    both = replace(
        BLANK,
        slug="samen",
        name="Samen",
        is_combination=True,
        parts=tuple(part.slug for part in parts),
        coverage=parts[-1].coverage,
        age_ranges=tuple(months for part in parts for months in part.age_ranges),
    )
    whole = make_catalogue(*named, both, target_groups=catalogue.target_groups)
    chosen = tuple(item for item in (*named, both) if random.random() < 0.5)
    assert_gaps_agree_with_rows(whole, chosen)


@pytest.mark.django_db
@pytest.mark.parametrize("slugs", ["sos", "meeleefgezin home-start", "buurtgezinnen gezin-in-de-buurt"])
def test_no_gap_of_the_real_catalogue_lies_where_a_row_is_certain(slugs):
    catalogue = snapshot()
    assert_gaps_agree_with_rows(catalogue, tuple(item for item in catalogue.offerings if item.slug in slugs.split()))


# --- what rests on one offering ----------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_thin_is_what_one_worker_covers_and_a_combination_is_no_second_one():
    found = {item.name: item for item in coverage_of(SEVEN).thin}
    assert set(found["MeeleefGezin"].labels) >= {"Psychische problemen van een ouder", "Verslaving van een ouder"}
    assert [source.code for source in found["MeeleefGezin"].sources] == ["S0"]
    assert "Eenzaamheid of sociaal isolement" in found["Samen Oplopen"].labels  # also in SOS, by the same worker
    assert not {"18 tot en met 22 jaar", "tijdens de zwangerschap"} & {label for item in found.values() for label in item.labels}


@pytest.mark.django_db
def test_with_one_offering_everything_rests_on_it():
    assert (coverage_of("buurtgezinnen").only, coverage_of("buurtgezinnen").thin) == ("Buurtgezinnen", ())
    assert {item.name for item in coverage_of("sos").thin} == {
        "SOS (Samen Oplopen met Steunouder) via Samen Oplopen",
        "SOS (Samen Oplopen met Steunouder) via Steunouder",
    }
    assert "18 tot en met 22 jaar" in next(item for item in coverage_of("buurtgezinnen steunouder").thin if item.name == "Buurtgezinnen").labels


# --- the tables -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_disagreement_is_its_own_word_and_leaves_the_row_uncertain():
    found = row(coverage_of("meeleefgezin").groups, "lvb-ouder")
    assert ([cell.word for cell in found.cells], found.together) == ([Word.DIFFERS], Together.UNCERTAIN)


@pytest.mark.django_db
def test_not_mentioned_is_never_no():
    words = {cell.word for item in coverage_of(SEVEN).groups.rows for cell in item.cells}
    assert Word.NO not in words
    assert Word.NOT_MENTIONED in words


@pytest.mark.django_db
def test_best_cell_decides_what_is_covered_together():
    found = coverage_of("meeleefgezin buurtgezinnen").groups
    assert row(found, "lvb-ouder").together is Together.UNCERTAIN
    assert row(found, "psychisch-ouder").together is Together.COVERED
    assert row(found, "psychisch-ouder").limit == "alleen tot 5 jaar"
    assert "Verslaving van een ouder" in [item.label for item in found.rows if item.limit]


@pytest.mark.django_db
def test_summary_lists_every_row_that_is_not_covered_once():
    found = coverage_of("meeleefgezin").ages
    assert [item.code for item in found.uncovered] == ["6-11", "12-17", "18-22"]
    assert [item.code for item in found.uncertain] == ["5"]


@pytest.mark.django_db
def test_certain_age_that_a_source_denies_stands_with_the_dispute():
    pregnancy = row(coverage_of("meeleefgezin").ages, "zwangerschap").cells[0]
    assert (pregnancy.word, pregnancy.differs) == (Word.YES, True)
    assert not row(coverage_of("meeleefgezin").ages, "0-4").cells[0].differs
    assert coverage_of("meeleefgezin").bars[0].disputed == (PREGNANCY,)


@pytest.mark.django_db
def test_age_cells_say_which_ages_they_mean():
    ages = coverage_of("home-start gezin-in-de-buurt").ages
    assert [cell.note for cell in row(ages, "zwangerschap").cells] == ["vanaf 3 maanden voor de geboorte", "leeftijd onbekend"]
    assert row(ages, "zwangerschap").cells[0].word is Word.PARTLY
    assert row(ages, "6-11").cells[0].word is Word.POSSIBLE


def test_possible_age_is_limited_to_its_reading():
    cell = row(made_up(offering("Proef", age_range(0, 60), age_range(0, 100, Certainty.POSSIBLE))).ages, "6-11").cells[0]
    assert (cell.word, cell.note) == (Word.POSSIBLE, "tot 8 jaar en 4 maanden")


@pytest.mark.django_db
def test_cells_of_a_combination_name_the_part_and_keep_their_note():
    cells = {item.code: item.cells[0] for item in coverage_of("sos").groups.rows}
    assert (cells["klein-netwerk"].via, cells["klein-netwerk"].note) == ("via Steunouder", "")
    assert (cells["alleenstaand"].via, cells["alleenstaand"].note) == ("via Samen Oplopen", "De bron noemt alleen moeders.")
    assert cells["formele-hulp"].via == ""


def test_own_row_of_a_combination_names_no_part():
    part = offering("Deel", age_range(0, 276), group=Term("ANDERS", "Anders"))
    whole = offering("Geheel", age_range(0, 276), is_combination=True, parts=("deel",))
    assert made_up(part, whole, chosen=(whole,)).groups.rows[0].cells[0].via == ""


@pytest.mark.django_db
def test_every_cell_opens_to_what_the_sources_say():
    found = coverage_of("meeleefgezin")
    named, silent = row(found.groups, "lvb-ouder").cells[0], row(found.groups, "mantelzorg").cells[0]
    assert named.evidence.differs
    assert named.codes == ("S0",)
    assert silent.evidence.is_silent
    assert silent.codes == ()
    assert row(found.ages, "5").cells[0].evidence == found.bars[0].evidence
    assert {source.code for source in found.bars[0].sources} == {"S0", "S1"}


@pytest.mark.django_db
def test_what_the_task_and_the_demand_ask_is_marked():
    found = coverage_of(
        SEVEN, Task(target_groups=(term("MANTELZORG"),), age=Months(60, 72)), DemandRow(term("LVB_OUDER"), ADULT, "18-22", "18 tot en met 22 jaar")
    )
    assert [item.code for item in found.groups.rows if item.is_asked] == ["lvb-ouder", "mantelzorg"]
    assert [item.code for item in found.ages.rows if item.is_asked] == ["5", "18-22"]
    asked = [line for line in found.gap_lines if line.is_asked]
    assert [line.labels[0] for line in asked] == ["(Licht) verstandelijke beperking van een ouder (gevraagd)", "Mantelzorg in het gezin (gevraagd)"]
    assert found.gap_lines.index(asked[0]) < [line.labels[0] for line in found.gap_lines].index("Kind met een beperking")


@pytest.mark.django_db
def test_target_groups_stand_per_kind_and_columns_keep_the_answer_of_all():
    found = coverage_of(SEVEN).groups
    assert [(name, len(matrix.rows)) for name, matrix in found.families] == [("gezin", 12), ("ouder", 7), ("kind", 4)]
    piece = found.columns(0, 1)
    assert (len(piece.offerings), len(piece.rows[0].cells)) == (1, 1)
    assert [item.together for item in piece.rows] == [item.together for item in found.rows]


@pytest.mark.django_db
def test_bars_hold_certain_and_other_readings_apart():
    bar = coverage_of("home-start").bars[0]
    assert (bar.certain, bar.possible) == ((Months(-3, 72),), (Months(-9, -3), Months(72, 216)))
    assert (bar.certain_words, bar.disputed_words) == ("vanaf 3 maanden voor de geboorte tot 6 jaar", "")
    assert bar.possible_words == "vanaf de zwangerschap tot 3 maanden voor de geboorte en 6 tot 18 jaar"


# --- the demand -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slugs", "code", "age", "together"),
    [
        ("meeleefgezin", "VERSLAVING_OUDER", Months(0, 60), Together.COVERED),
        ("meeleefgezin", "VERSLAVING_OUDER", Months(0, 216), Together.UNCERTAIN),  # a part of the ages for certain
        ("meeleefgezin", "VERSLAVING_OUDER", Months(60, 72), Together.UNCERTAIN),  # another reading
        ("meeleefgezin", "VERSLAVING_OUDER", Months(60, 216), Together.UNCOVERED),  # the known gap: of another reading, and only a part
        ("meeleefgezin", "LVB_OUDER", Months(0, 60), Together.UNCERTAIN),  # sources differ
        ("meeleefgezin", "LVB_OUDER", None, Together.UNCERTAIN),
        ("meeleefgezin", "LVB_OUDER", Months(144, 216), Together.UNCOVERED),
        ("meeleefgezin buurtgezinnen", "LVB_OUDER", Months(144, 216), Together.UNCERTAIN),
        ("steunouder", "LVB_OUDER", None, Together.UNCOVERED),
        ("steunouder", None, Months(0, 216), Together.COVERED),
        ("gezin-in-de-buurt", None, Months(0, 216), Together.UNCOVERED),
        # Without an age: children of all ages, from 0 to 17 unless the group says otherwise.
        ("gezin-in-de-buurt", None, None, Together.UNCOVERED),
        ("steunouder", None, None, Together.COVERED),
        ("meeleefgezin", "VERSLAVING_OUDER", None, Together.UNCERTAIN),
        ("meeleefgezin", "ZWANGERSCHAP", None, Together.COVERED),
        ("steunouder", "JONGERE", None, Together.UNCOVERED),
        ("samen-oplopen", "JONGERE", None, Together.COVERED),
    ],
)
def test_row_of_the_demand_comes_to_a_level(slugs, code, age, together):
    found = coverage_of(slugs, None, DemandRow(term(code) if code else None, age, "x", "die leeftijd"))
    assert found.asked.rows[0].together is together
    assert [answer.cover for _, answers in found.demand for answer in answers] == [cell.answer.cover for cell in found.asked.rows[0].cells]


@pytest.mark.django_db
def test_cell_of_the_demand_opens_to_the_group_and_the_age_of_who_answers():
    found = coverage_of("sos", None, DemandRow(term("KLEIN_NETWERK"), Months(0, 60), "0-4", "0 tot en met 4 jaar"))
    cell = found.asked.columns(0, 1).rows[0].cells[0]
    assert (cell.worker.name, cell.symbol, cell.offering.slug) == ("Steunouder", "+", "sos")
    assert [topic.label for topic in cell.evidence.topics][:2] == ["Klein of geen steunend netwerk", "Leeftijd van het kind"]
    assert cell.codes[0] == "S0"


@pytest.mark.django_db
@pytest.mark.parametrize("row", [DemandRow(), DemandRow(GROUP)])
def test_cell_of_the_demand_without_a_mention_has_only_the_sources_of_the_ages(row):
    cell = coverage_of("steunouder", None, row).asked.rows[0].cells[0]
    assert cell.codes == ("S0", "S1")
    assert "leeftijd" in cell.evidence.topics[-1].label.lower()


@pytest.mark.parametrize(
    ("status", "together"),
    [("CONFLICT", Together.UNCERTAIN), ("EXCLUDED", Together.UNCOVERED), ("CONDITIONAL", Together.UNCERTAIN), ("INCLUDED", Together.COVERED)],
)
def test_level_follows_the_group(status, together):
    helper = offering("Proef", age_range(0, 276), status=status)
    catalogue = make_catalogue(helper, target_groups=(GROUP,))
    rows = (DemandRow(GROUP), DemandRow(GROUP, Months(0, 60), "0-4", "0 tot en met 4 jaar"))
    found = find_coverage(offerings=(helper,), catalogue=catalogue, demand=Demand(rows), task=Task())
    assert [answer.together for answer in found.asked.rows] == [together] * 2


def test_group_that_nobody_mentions_is_not_covered():
    helper = offering("Proef", age_range(0, 276), group=Term("ANDERS", "Anders"))
    found = find_coverage(offerings=(helper,), catalogue=make_catalogue(helper), demand=Demand((DemandRow(GROUP),)), task=Task())
    assert found.asked.rows[0].together is Together.UNCOVERED


# --- words ------------------------------------------------------------------------------------------------------------------------------------


def test_every_word_has_a_symbol_of_its_own_that_the_fonts_have():
    words = [*Word, *Together, *GapKind]
    assert len({word.symbol for word in Word}) == len(Word)
    assert all(word.label for word in words)
    assert all(word.meaning for word in (*Word, *Together))
    assert all(ord(character) < 256 or character == "–" for word in words for character in word.symbol)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Months(-9, 216), "alle leeftijden"),
        (Months(0, 60), "tot 5 jaar"),
        (Months(60, 216), "vanaf 5 jaar"),
        (Months(60, 72), "van 5 tot 6 jaar"),
        (Months(1, 72), "van 1 maand tot 6 jaar"),
    ],
)
def test_stretch_is_said_of_a_window(span, words):
    assert span_nl(span, CHILDHOOD) == words


def test_list_in_words():
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]


SPANS = st.lists(st.tuples(st.integers(-9, 40), st.integers(1, 20)).map(lambda pair: Months(pair[0], sum(pair))), max_size=4)


@given(SPANS, SPANS, st.integers(-9, 30))
def test_stretches_are_sets_of_months(ranges, taken, start):
    def months(spans):
        return {month for span in spans for month in range(span.start, span.end)}

    window = Months(start, start + 12)
    assert months(without(ranges, taken)) == months(ranges) - months(taken)
    assert months(within(ranges, window)) == months(ranges) & months([window])

"""What every displayed value rests on: the rules on made-up offerings, and then that no value of the real catalogue stands without a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from procurement.features import features
from tests.voorzieningen.values import BLANK, COMPONENT, TARIFF, ages, cited, dispute, group, option, said
from voorzieningen import models as m
from voorzieningen.ages import Certainty
from voorzieningen.catalogue import Catalogue, Offering, ReadingChange, TariffReading
from voorzieningen.detail import describe
from voorzieningen.evidence import BADGES, FEATURES, LABELS, Evidence, evidence, evidence_of, group_evidence, searched
from voorzieningen.said import BASES, COVERAGES, TARIFF_FIELDS, statement_topics
from voorzieningen.snapshot import snapshot

SLUGS = ["buurtgezinnen", "gezin-in-de-buurt", "home-start", "meeleefgezin", "samen-oplopen", "sos", "steunouder"]
ASK = "Geen van deze bronnen noemt dit. Vraag het na bij de aanbieder."


def labels(basis: Evidence) -> list[str]:
    return [topic.label for topic in basis.topics]


def codes(basis: Evidence) -> list[str]:
    return [item.code for item in basis.contradictions]


# --- what it is made of ---------------------------------------------------------------------------------------------------------------------


def test_every_code_of_the_models_has_words() -> None:
    assert set(BADGES) == set(m.Contradiction.Kind.values)
    assert set(COVERAGES) == set(m.Coverage.Status.values)
    assert set(TARIFF_FIELDS) == set(m.Tariff.Kind.values)
    assert {*m.TariffComponent.Basis.values, *m.TariffComponent.PayerBasis.values} == set(BASES)
    assert {field for _, fields in FEATURES.values() for field in fields} < set(m.statements.StatementField.values)


@pytest.mark.parametrize(
    ("name", "attribute"),
    [("vorm", "support_forms"), ("coordinator", "coordinator_types"), ("werkgever", "employers"), ("levering", "delivery_models")],
)
def test_terms_come_before_what_the_sources_say_in_words(name: str, attribute: str) -> None:
    words = said("zo", field=FEATURES[name][1][0], label="in woorden")
    offering = replace(BLANK, statements=(words,), **{attribute: (option(Certainty.CERTAIN),)})

    assert labels(evidence(offering, name)) == ["Aan huis", "in woorden"]


def test_ages_come_before_what_the_sources_say_of_them() -> None:
    offering = replace(BLANK, age_ranges=(ages(0, 60, Certainty.CERTAIN),), statements=(said("0-5", field="LEEFTIJD", label="leeftijd kind"),))

    assert labels(evidence(offering, "leeftijd")) == ["Leeftijd van het kind", "leeftijd kind"]


def test_every_target_group_is_a_topic_and_statements_about_groups_only_stand_in_for_missing_ones() -> None:
    words = said("gezinnen", field="DOELGROEP", label="voor wie")

    assert labels(evidence(replace(BLANK, coverage=(group("JONGERE"),), statements=(words,)), "doelgroepen")) == ["Jongere"]
    assert labels(evidence(replace(BLANK, statements=(words,)), "doelgroepen")) == ["voor wie"]


def test_characteristics_rest_on_what_they_were_summarised_from_and_on_the_name() -> None:
    name = said("Proef", field="IDENTITEIT", label="naam")

    assert labels(evidence(replace(BLANK, characteristics="Kort.", citation=cited(), statements=(name,)), "kenmerken")) == ["Samenvatting", "naam"]
    assert labels(evidence(replace(BLANK, citation=cited(), statements=(name,)), "kenmerken")) == ["naam"]


def test_contracting_party_is_told_apart_from_the_rest_of_the_delivery() -> None:
    offering = replace(
        BLANK, statements=(said("lokaal", field="LEVERING", label="leveringsmodel"), said("de stichting", field="LEVERING", label="contractpartij"))
    )

    assert labels(evidence(offering, "levering")) == ["leveringsmodel"]
    assert labels(evidence(offering, "contractpartij")) == ["contractpartij"]


def test_tariff_and_offer_have_statements_of_their_own() -> None:
    offering = replace(BLANK, statements=(said("5", field="TARIEF", label="bedrag"), said("6", field="OFFERTE", label="aangeboden")))

    assert labels(evidence(offering, "tarief", TARIFF)) == ["Prijs", "bedrag"]
    assert labels(evidence(offering, "tarief", replace(TARIFF, kind="OFFERTE"))) == ["Prijs", "aangeboden"]
    assert labels(evidence(offering, "tarief")) == ["bedrag"]


def test_payers_are_those_of_the_rows_and_what_is_said_of_paying() -> None:
    words = (said("gemeenten", field="TARIEF", label="financiering"), said("5", field="TARIEF", label="bedrag"))
    offering = replace(BLANK, statements=words)

    assert labels(evidence(offering, "betaler", TARIFF)) == ["Vast", "financiering"]
    assert labels(evidence(offering, "betaler")) == ["financiering"]


# --- what is not stated ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("training", {"volunteer_training": False}),
        ("vog", {"vog": True}),
        ("duur", {"preparation_months_max": 0}),
        ("contractpartij", {"contracting_party": "wij"}),
        ("collectief", {"in_collective": False}),
        ("email", {"email_note": "per plaats"}),
    ],
)
def test_known_value_without_a_statement_rests_on_the_citation_of_the_offering(name: str, stored: dict[str, object]) -> None:
    basis = evidence(replace(BLANK, citation=cited("woorden"), **stored), name)

    assert not basis.is_silent
    assert [(topic.label, topic.rivals[0].citation.quote, topic.rivals[0].is_preferred) for topic in basis.topics] == [
        (LABELS[name], "woorden", True)
    ]


def test_unknown_value_names_the_sources_that_were_searched() -> None:
    statements = (said("zo", field="DOEL", citation=cited(slug="b")), said("zus", field="DOEL", citation=cited(slug="wij", speaker="dit portaal")))
    basis = evidence(replace(BLANK, citation=cited(slug="a"), statements=statements, tariffs=(TARIFF,)), "vog")

    [topic] = basis.topics
    assert basis.is_silent
    assert [source.slug for source in basis.cited] == ["b", "bron", "a"]
    assert basis.sources == ()
    assert [(item.is_preferred, item.reason) for item in topic.rivals] == [(True, ASK), (False, ""), (False, "")]


def test_offering_that_no_source_is_about_has_nothing_to_name() -> None:
    assert evidence(BLANK, "vog").topics == ()
    assert searched(BLANK, "doel").is_silent


# --- contradictions -------------------------------------------------------------------------------------------------------------------------


def test_contradiction_about_the_field_is_about_the_value() -> None:
    offering = replace(BLANK, statements=(said("ja"),), contradictions=(dispute("X-01"), dispute("X-02", field="DUUR")))

    assert codes(evidence(offering, "vog")) == ["X-01"]


def test_contradiction_that_reads_the_words_of_the_value_is_about_it() -> None:
    offering = replace(BLANK, statements=(said("ja", citation=cited("heeft een VOG")),), contradictions=(dispute(field="DUUR", quote="een VOG"),))

    assert codes(evidence(offering, "vog")) == ["X-01"]
    assert codes(evidence_of(offering, statement_topics(offering, offering.statements)[0])) == ["X-01"]


def test_unknown_value_has_its_contradictions_too() -> None:
    assert codes(evidence(replace(BLANK, contradictions=(dispute(),)), "vog")) == ["X-01"]


def test_contradiction_about_all_offerings_is_shown_where_a_page_brings_it() -> None:
    general = (dispute(field="TARIEF", kind="MISSING"),)
    unpriced = replace(TARIFF, components=(replace(COMPONENT, type="UNKNOWN"),))

    assert codes(evidence(BLANK, "tarief", TARIFF, general)) == ["X-01"]
    assert codes(evidence(BLANK, "tarief", TARIFF)) == []
    assert codes(evidence(BLANK, "tarief", unpriced, general)) == []


@pytest.mark.parametrize(
    ("contradiction", "about"),
    [
        (dispute(field="DOELGROEP", groups=("JONGERE",)), True),
        (dispute(field="DOELGROEP", groups=("ANDER",), quote="voor jongeren"), False),
        (dispute(field="DOELGROEP"), True),
        (dispute(field="LEEFTIJD", quote="voor jongeren"), True),
        (dispute(field="LEEFTIJD"), False),
    ],
)
def test_target_group_has_the_contradictions_that_name_it_or_name_none(contradiction: object, about: bool) -> None:
    row = group("JONGERE", citation=cited("ook voor jongeren"))
    offering = replace(BLANK, coverage=(row,), contradictions=(contradiction,))

    assert bool(group_evidence(offering, row).contradictions) is about
    assert evidence(offering, "doelgroepen").topics == group_evidence(offering, row).topics


def test_payer_is_disputed_only_by_what_is_about_the_payer() -> None:
    change = ReadingChange("X-1", cited(), payer="GEMEENTE", payer_label="gemeente")
    tariff = replace(TARIFF, readings=(TariffReading("B", "anders", "", False, "X-01", changes=(change,)),))
    offering = replace(BLANK, contradictions=(dispute("X-01", field="TARIEF"), dispute("X-02", field="TARIEF")))

    assert codes(evidence(offering, "betaler", tariff)) == ["X-01"]
    assert codes(evidence(offering, "betaler")) == []


def test_badges_are_each_said_once_with_the_most_serious_first() -> None:
    kinds = ("SCOPE", "MISSING", "AMBIGUITY", "CONTRADICTION", "SOURCE_ERROR", "NOT_COMPARABLE", "SCOPE")
    contradictions = tuple(dispute(f"X-{number}", kind=kind) for number, kind in enumerate(kinds))

    assert evidence(replace(BLANK, contradictions=contradictions), "vog").badges == (
        *("bronnen verschillen", "op meer manieren te lezen", "fout in de bron", "ontbreekt in de bronnen"),
        *("niet te vergelijken", "andere afbakening"),
    )


@pytest.mark.parametrize(
    ("offering", "differs"),
    [
        (replace(BLANK, statements=(said("ja"),)), False),
        (replace(BLANK, statements=(said("ja", preferred=True), said("nee", status="C"))), True),
        (replace(BLANK, contradictions=(dispute(),)), True),
        (replace(BLANK, contradictions=(dispute(kind="AMBIGUITY"),)), False),
    ],
)
def test_sources_differ_by_a_statement_or_a_contradiction_but_not_by_an_ambiguity(offering: Offering, differs: bool) -> None:
    basis = evidence(offering, "vog")

    assert basis.differs is differs
    assert ("bronnen verschillen" in basis.badges) is differs


# --- the real catalogue ---------------------------------------------------------------------------------------------------------------------


def shown(offering: Offering, catalogue: Catalogue) -> Iterator[tuple[str, bool, Evidence]]:
    """Every value that some page shows of an offering: (where, whether it is known, what it rests on)."""
    detail = describe(offering=offering, catalogue=catalogue)
    for tariff in offering.tariffs:
        yield from ((f"vergelijking {item.name}", not item.is_unknown, item.evidence) for item in features(offering, tariff))
    yield "overzicht doelgroepen", bool(offering.coverage), evidence(offering, "doelgroepen")
    yield "overzicht kenmerken", True, evidence(offering, "kenmerken")
    yield from ((f"kernfeit {item.label}", bool(item.values), item.evidence) for item in detail.key_facts)
    facts = [fact for section in detail.sections for fact in section.facts]
    facts += [fact for _, _, choices in detail.choices for fact in choices]
    facts += [*detail.coverage, detail.ages, detail.contracting_party]
    yield from ((f"feit {fact.label}", bool(fact.values), fact.evidence) for fact in facts)
    yield from ((f"tarief {item.tariff.slug}", True, basis) for item, basis in detail.tariffs)
    yield from ((f"contact {name}", name in ("naam", "kenmerken"), basis) for name, basis in detail.basis.items())


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_every_displayed_value_has_a_statement_with_a_source_and_one_preferred_reading_with_a_reason(slug: str) -> None:
    catalogue = snapshot()
    offering = catalogue.offering(slug)
    assert offering is not None
    values = list(shown(offering, catalogue))

    assert len(values) > 60
    for where, is_known, basis in values:
        assert basis.topics, where
        assert not (is_known and basis.is_silent), where
        for topic in basis.topics:
            assert all(item.citation.source.slug and item.citation.source.speaker and item.citation.source.dated for item in topic.rivals), where
            preferred = [item for item in topic.rivals if item.is_preferred]
            assert len(preferred) == (0 if topic.is_hearsay else 1), (where, topic.label)
            assert all(item.reason for item in preferred), (where, topic.label)
            assert topic.rivals[: len(preferred)] == tuple(preferred), (where, topic.label)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_every_known_value_of_the_catalogue_is_stated_and_not_only_kept(slug: str) -> None:
    """The citation of the offering itself is for what an administrator adds; the sources say every value that we seeded."""
    catalogue = snapshot()
    offering = catalogue.offering(slug)
    assert offering is not None

    kept = [
        where for where, _, basis in shown(offering, catalogue) for topic in basis.topics if topic.rivals[0].status == "vastgelegd bij het aanbod"
    ]
    assert kept == []


@pytest.mark.django_db
def test_every_row_of_every_tariff_cites_its_source() -> None:
    components = [component for offering in snapshot().offerings for tariff in offering.tariffs for component in tariff.components]

    assert len(components) > 20
    assert all(component.citation.source.title and component.payer_basis for component in components)


@pytest.mark.django_db
def test_value_whose_statement_is_removed_is_seen_to_miss_it() -> None:
    m.Statement.objects.filter(field="VOG", offering__slug="buurtgezinnen").delete()
    m.Statement.objects.filter(field="VOG", offering__slug="steunouder").delete()
    known, unknown = (snapshot().offering(slug) for slug in ("buurtgezinnen", "steunouder"))
    assert known
    assert unknown

    assert evidence(known, "vog").topics[0].rivals[0].status == "vastgelegd bij het aanbod"
    assert evidence(unknown, "vog").is_silent


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "name", "expected"),
    [
        ("meeleefgezin", "leeftijd", ["C-01"]),
        ("meeleefgezin", "doelgroepen", ["C-01", "C-02", "C-22"]),
        ("home-start", "levering", ["C-10"]),
        ("home-start", "werkgever", ["C-10"]),
        ("home-start", "coordinator", ["C-10"]),
        ("buurtgezinnen", "duur", ["C-11"]),
        ("buurtgezinnen", "training", ["C-14"]),
        ("steunouder", "leeftijd", ["C-21"]),
        ("samen-oplopen", "betaler", ["C-06"]),
        ("samen-oplopen", "tarief", ["C-05", "C-06", "C-24"]),
        ("gezin-in-de-buurt", "tarief", []),
        ("gezin-in-de-buurt", "leeftijd", []),
    ],
)
def test_contradictions_stand_at_the_values_they_are_about(slug: str, name: str, expected: list[str]) -> None:
    """Witness: domain.md section 2, per contradiction the organisation and the topic."""
    offering = snapshot().offering(slug)
    assert offering is not None

    assert codes(evidence(offering, name, offering.default_tariff)) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("LVB_OUDER", ["C-02"]),
        ("VERSLAVING_OUDER", ["C-22"]),
        ("TRAUMA_HERKOMST", ["C-22"]),
        ("HUISELIJK_GEWELD", ["C-22"]),
        ("PSYCHISCH_OUDER", []),
        ("ZWANGERSCHAP", ["C-01"]),
    ],
)
def test_contradiction_about_target_groups_stands_at_the_groups_that_only_some_sources_name(code: str, expected: list[str]) -> None:
    offering = snapshot().offering("meeleefgezin")
    assert offering is not None
    [row] = [row for row in offering.coverage if row.target_group.code == code]

    assert codes(group_evidence(offering, row)) == expected


@pytest.mark.django_db
def test_what_only_the_alderman_says_is_nobodys_value() -> None:
    offering = snapshot().offering("buurtgezinnen")
    assert offering is not None
    [row] = [row for row in offering.coverage if row.target_group.code == "BEPERKING_KIND"]

    [topic] = group_evidence(offering, row).topics
    assert topic.is_hearsay
    assert "door een derde gezegd" in topic.rivals[0].status

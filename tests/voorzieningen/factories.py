"""Rows for tests: one of each with sensible defaults, and any number of realistic offerings at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from voorzieningen import models as m

SPEECHLESS = {"place": "regel 1", "quote": ""}
TERMS = {
    m.SupportForm: ("OPVANG_ELDERS", "AAN_HUIS", "GEZAMENLIJK"),
    m.DeliveryModel: ("LANDELIJK_UITGEVOERD", "HOOFDAANNEMER", "LICENTIE_LOKAAL", "LOKALE_STICHTING"),
    m.CoordinatorType: ("ZZP_LOKAAL", "PROFESSIONAL_HULPVERLENER", "LOKALE_ORGANISATIE"),
    m.Employer: ("STICHTING", "LOKALE_ORGANISATIE"),
    m.TargetGroup: ("OVERBELAST", "KLEIN_NETWERK", "ALLEENSTAAND", "MULTIPROBLEEM", "PSYCHISCH_OUDER", "LVB_OUDER", "ZWANGERSCHAP", "JONGERE"),
}


def make_source(slug: str = "proefbron", **fields: Any) -> m.Source:
    """The source with this slug, made when it is not there."""
    defaults = {"code": slug[:10].upper(), "title": f"Bron {slug}", "kind": m.Source.Kind.OVERVIEW, "speaker": m.Source.Speaker.PROVIDER}
    return m.Source.objects.get_or_create(slug=slug, defaults=defaults | fields)[0]


def make_term(model: type[Any], code: str, **fields: Any) -> Any:
    """The term with this code in the list of `model`, made when it is not there."""
    defaults = {"label": code.replace("_", " ").lower(), "source": make_source()}
    if model is m.TargetGroup:
        defaults["group"] = m.TargetGroup.Group.FAMILY
    return model.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def make_organisation(code: str = "ORG", **fields: Any) -> m.Organisation:
    return m.Organisation.objects.create(**{"code": code, "name": f"Stichting {code}", "source": make_source()} | fields)


def make_offering(slug: str = "proefaanbod", **fields: Any) -> m.Offering:
    """An offering; without `organisation` it has none, as a combination."""
    return m.Offering.objects.create(**{"slug": slug, "code": slug[:20].upper(), "name": slug.capitalize(), "source": make_source()} | fields)


def make_tariff(offering: m.Offering, slug: str = "lijstprijs", **fields: Any) -> m.Tariff:
    """The default tariff of an offering, for matches of two years."""
    defaults = {"name": "Lijstprijs", "wording": "een bedrag per koppeling", "is_default": True, "source": make_source()}
    duration = {"duration_match_years": 2, "duration_basis": m.Tariff.DurationBasis.STATED}
    return m.Tariff.objects.create(offering=offering, slug=slug, **defaults | duration | fields)


def make_component(tariff: m.Tariff, code: str = "X-1", **fields: Any) -> m.TariffComponent:
    """A component of a tariff; without `type` a fixed amount of 1,000 euro per contract year."""
    defaults = {"type": m.TariffComponent.Type.FIXED, "label": "Vast bedrag", "unit_label": "per contractjaar", "source": make_source()}
    if fields.get("type", "FIXED") == "FIXED":
        defaults |= {"low": Decimal("1000.00"), "high": Decimal("1000.00")}
    return m.TariffComponent.objects.create(tariff=tariff, code=code, **defaults | fields)


def make_statement(offering: m.Offering | None, code: str = "X-001", **fields: Any) -> m.Statement:
    defaults = {"field": "DOEL", "topic": "doel", "value": "gezinnen steunen", "status": m.Statement.Status.STATED, "source": make_source()}
    return m.Statement.objects.create(offering=offering, code=code, **defaults | fields)


def make_contradiction(code: str = "X-01", *offerings: m.Offering, **fields: Any) -> m.Contradiction:
    defaults = {"kind": m.Contradiction.Kind.CONTRADICTION, "topic": "bedrag", "field": "TARIEF", "preferred": "het lage", "reason": "staat er"}
    contradiction = m.Contradiction.objects.create(code=code, **defaults | {"representation": "als bereik", "source": make_source()} | fields)
    contradiction.offerings.set(offerings)
    return contradiction


def make_municipality(code: str = "GM9999", **fields: Any) -> m.Municipality:
    defaults = {"name": "Proefstad", "province": "Proefland", "inhabitants": 50_000, "counted_on": date(2024, 1, 1), "source": make_source()}
    return m.Municipality.objects.create(code=code, **defaults | fields)


def make_instalments(tariff: m.Tariff, **parts: str) -> list[m.TariffInstalment]:
    """Instalments by their months after the start: `m0="0.5", m6="0.5"`."""
    return [
        m.TariffInstalment.objects.create(tariff=tariff, months_after_start=int(name[1:]), percentage=Decimal(part), source=make_source())
        for name, part in parts.items()
    ]


def make_index_series(slug: str = "proefreeks", **figures: str) -> m.IndexSeries:
    """A series with final figures by their year: `y2020="0.013"`."""
    series = m.IndexSeries.objects.create(slug=slug, name=f"Reeks {slug}", description="wat het meet", source=make_source())
    for name, figure in figures.items():
        m.IndexFigure.objects.create(series=series, year=int(name[1:]), percentage=Decimal(figure), source=make_source())
    return series


def make_offerings(number: int, prefix: str = "steun") -> list[m.Offering]:
    """`number` published offerings with tariffs, ages, target groups and statements that vary as real ones do.

    Their slugs are steun-0000, steun-0001 and so on. Every sixth has no known tariff, every seventh no known ages.
    """
    source = make_source()
    terms = {model: [make_term(model, code) for code in codes] for model, codes in TERMS.items()}
    organisations = m.Organisation.objects.bulk_create(
        m.Organisation(code=f"{prefix.upper()}{i:04}", name=f"Stichting {prefix} {i:04}", email="info@example.org", source=source)
        for i in range(number)
    )
    offerings = m.Offering.objects.bulk_create(_offering(prefix, i, organisations[i], source) for i in range(number))
    numbered = list(enumerate(offerings))
    _bulk_options(numbered, terms, source)
    m.Coverage.objects.bulk_create(
        m.Coverage(offering=offering, target_group=group, status=m.Coverage.Status.values[(i + j) % 4], source=source, **SPEECHLESS)
        for i, offering in numbered
        for j, group in enumerate(terms[m.TargetGroup])
        if (i + j) % 3
    )
    m.AgeRange.objects.bulk_create(row for i, offering in numbered for row in _ages(i, offering, source))
    _bulk_tariffs(numbered, source)
    m.Statement.objects.bulk_create(
        m.Statement(
            code=f"{prefix.upper()}{i:04}-{j:03}",
            offering=offering,
            field=field,
            topic="proef",
            value=f"wat de bron zegt over {field.lower()}",
            status=m.Statement.Status.STATED,
            preferred=True,
            reason="enige lezing",
            source=source,
        )
        for i, offering in numbered
        for j, field in enumerate(("DOEL", "AANBOD", "STEUNGEVER", "DUUR", "INTENSITEIT", "TRAINING", "SCREENING", "BEGELEIDING", "VERWIJZING"))
    )
    return offerings


def _offering(prefix: str, i: int, organisation: m.Organisation, source: m.Source) -> m.Offering:
    answers = m.Offering.Answer.values
    return m.Offering(
        slug=f"{prefix}-{i:04}",
        code=f"{prefix.upper()}{i:04}",
        name=f"{prefix.capitalize()} {i:04}",
        organisation=organisation,
        characteristics="Vrijwilligers steunen een gezin in de buurt.",
        volunteer_training=answers[i % 3],
        vog=answers[i // 3 % 3],
        duration_months_max=24,
        source=source,
        **SPEECHLESS,
    )


def _bulk_options(numbered: list[tuple[int, m.Offering]], terms: dict[Any, list[Any]], source: m.Source) -> None:
    owners = {
        m.OfferingForm: m.SupportForm,
        m.OfferingDelivery: m.DeliveryModel,
        m.OfferingCoordinator: m.CoordinatorType,
        m.OfferingEmployer: m.Employer,
    }
    for model, term_model in owners.items():
        choices = terms[term_model]
        model.objects.bulk_create(model(offering=offering, term=choices[i % len(choices)], source=source, **SPEECHLESS) for i, offering in numbered)


def _ages(i: int, offering: m.Offering, source: m.Source) -> list[m.AgeRange]:
    def row(variant: str, start: int | None, end: int | None, certainty: str) -> m.AgeRange:
        return m.AgeRange(offering=offering, variant=variant, from_months=start, until_months=end, certainty=certainty, source=source, **SPEECHLESS)

    if i % 7 == 6:
        return [row("onbekend", None, None, "UNKNOWN")]
    start, end = [(-9, 60), (0, 216), (0, 276), (-3, 72)][i % 4]
    return [row("standaard", start, end, "CERTAIN"), row("ruime lezing", start, end + 12, "POSSIBLE")]


def _bulk_tariffs(numbered: list[tuple[int, m.Offering]], source: m.Source) -> None:
    tariffs = m.Tariff.objects.bulk_create(
        m.Tariff(
            offering=offering,
            slug="lijstprijs",
            name="Lijstprijs",
            wording="een bedrag per koppeling en een vast bedrag per jaar",
            is_default=True,
            duration_match_years=2,
            duration_basis=m.Tariff.DurationBasis.STATED,
            source=source,
        )
        for _, offering in numbered
    )
    m.TariffComponent.objects.bulk_create(row for (i, _), tariff in zip(numbered, tariffs, strict=True) for row in _components(i, tariff, source))


def _components(i: int, tariff: m.Tariff, source: m.Source) -> list[m.TariffComponent]:
    def row(number: int, kind: str, low: int | None, high: int | None, **fields: Any) -> m.TariffComponent:
        amounts = {"low": None if low is None else Decimal(low), "high": None if high is None else Decimal(high)}
        code = f"{tariff.offering.code}-{number}"
        return m.TariffComponent(tariff=tariff, code=code, type=kind, label="Proef", unit_label="per jaar", source=source, **amounts, **fields)

    if i % 6 == 5:
        return [row(1, "UNKNOWN", None, None)]
    return [
        row(1, "FIXED", 5_000 + i, 7_500 + i, payer="GEMEENTE"),
        row(2, "PER_MATCH", 2_500 + i, 2_500 + i, from_match_year=1, to_match_year=1, payer="GEMEENTE"),
        row(3, "COORDINATOR_HOURS", None, None, hours=Decimal(16), period="WEEK", per_matches=10, match_basis="ACTIVE", scaling="PROPORTIONAL"),
    ]

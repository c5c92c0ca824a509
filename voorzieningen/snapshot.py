"""Reads the published catalogue from the database into frozen values, in a fixed number of queries; no rules, no wording, no clock."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from voorzieningen import catalogue as c
from voorzieningen import models as m
from voorzieningen.ages import Certainty, Months
from voorzieningen.combination import combine
from voorzieningen.models.statements import StatementField
from voorzieningen.snapshot_tariffs import read_tariffs

_CITED = ("source_id", "place", "quote")
_MUNICIPALITY_AS_STORED = ("code", "name", "province", "inhabitants", "counted_on", "valid_until")
_ANSWER = {m.Offering.Answer.YES: True, m.Offering.Answer.NO: False}
_OFFERING_FIELDS = (
    *("id", "slug", "code", "name", "organisation_id", "programme", "is_published", "characteristics", "volunteer_training", "vog"),
    *("duration_months_min", "duration_months_max", "preparation_months_min", "preparation_months_max"),
    *("guidance_per_year_min", "guidance_per_year_max", "contracting_party", "checked_on", "checked_by"),
)
_OFFERING_AS_STORED = (
    *("slug", "code", "name", "programme", "characteristics", "duration_months_min", "duration_months_max", "preparation_months_min"),
    *("preparation_months_max", "guidance_per_year_min", "guidance_per_year_max", "contracting_party", "checked_on", "checked_by"),
)

Groups = dict[int, list[Any]]


def snapshot() -> c.Catalogue:
    """The published catalogue as it is now. The number of queries does not depend on the number of offerings."""
    try:
        return _Reader().catalogue()
    except KeyError:
        # A row with a new source or term was saved between two of the queries. A transaction would not prevent that on PostgreSQL
        # and would wait for writers on SQLite (IMMEDIATE); reading again does.
        return _Reader().catalogue()


def municipalities(on: date) -> tuple[c.Municipality, ...]:
    """The municipalities that exist on a day, by name, with the last known number of inhabitants; two queries."""
    rows = m.Municipality.objects.existing(on).values_list(*_MUNICIPALITY_AS_STORED, *_CITED, named=True)
    sources = {pk: _source(row) for pk, row in m.Source.objects.in_bulk({row.source_id for row in rows}).items()}
    found = [
        c.Municipality(
            **{name: getattr(row, name) for name in _MUNICIPALITY_AS_STORED}, citation=c.Citation(sources[row.source_id], row.place, row.quote)
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda municipality: (municipality.name.casefold(), municipality.code)))


def find_municipality(text: str, among: Iterable[c.Municipality]) -> c.Municipality | None:
    """The municipality with this CBS code (GM0392) or exactly this name, in capitals or not; None when there is none or more than one."""
    wanted = unicodedata.normalize("NFC", text).strip().casefold()
    # Compared here and not in SQL: SQLite folds only ASCII, so "SÚDWEST-FRYSLÂN" would be found on one database and not on the other.
    found = [item for item in among if wanted in (item.code.casefold(), item.name.casefold())]
    return found[0] if len(found) == 1 else None


def _source(row: m.Source) -> c.Source:
    return c.Source(
        slug=row.slug,
        code=row.code,
        title=row.title,
        publisher=row.publisher,
        kind=row.get_kind_display(),
        speaker=row.get_speaker_display(),
        dated=row.dated,
        url=row.url,
        description=row.description,
        checked_on=row.checked_on,
        checked_by=row.checked_by,
    )


def _rows(model: type[Model], *fields: str, order: Iterable[str] = ("pk",)) -> Iterable[Any]:
    return model._default_manager.order_by(*order).values_list(*fields, named=True)


class _Reader:
    """One reading of all tables: every attribute is one table, grouped by the offering it belongs to."""

    def __init__(self) -> None:
        self.sources = {row.pk: _source(row) for row in m.Source.objects.all()}
        self.target_groups = self._terms(m.TargetGroup, "group", "synonyms")
        self.support_forms = self._terms(m.SupportForm)
        self.delivery_models = self._terms(m.DeliveryModel)
        self.coordinator_types = self._terms(m.CoordinatorType)
        self.employers = self._terms(m.Employer)
        self.rows = {row.id: row for row in _rows(m.Offering, *_OFFERING_FIELDS)}
        self.parts = self._links(m.Offering.parts.through, "from_offering_id", "to_offering_id")
        self.visible = {pk for pk, row in self.rows.items() if row.is_published}
        self.visible |= {part for pk in self.visible for part in self.parts.get(pk, [])}
        fields = ("id", "kind", "name", "legal_name", "aliases", "email", "email_note", "website")
        self.organisations = {row.id: row for row in _rows(m.Organisation, *fields)}
        umbrellas = {pk for pk, row in self.organisations.items() if row.kind == m.Organisation.Kind.UMBRELLA}
        links = self._links(m.Organisation.members.through, "from_organisation_id", "to_organisation_id")
        self.members = {member for pk in umbrellas for member in links.get(pk, [])}
        self.options = {
            "support_forms": self._options(m.OfferingForm, self.support_forms),
            "delivery_models": self._options(m.OfferingDelivery, self.delivery_models),
            "coordinator_types": self._options(m.OfferingCoordinator, self.coordinator_types),
            "employers": self._options(m.OfferingEmployer, self.employers),
        }
        self.coverage = self._coverage()
        self.age_ranges = self._age_ranges()
        self.tariffs = read_tariffs(self.cite)
        self.of_offering, self.of_organisation = self._statements()
        self.claims = self._claims()
        self.contradictions, self.contradictions_of = self._contradictions()

    def cite(self, row: Any) -> c.Citation:
        return c.Citation(self.sources[row.source_id], row.place, row.quote)

    def catalogue(self) -> c.Catalogue:
        known = {pk: self._offering(self.rows[pk]) for pk in self.visible}
        published = [self._combined(pk, known) for pk in known if self.rows[pk].is_published]
        return c.Catalogue(
            offerings=tuple(sorted(published, key=_by_name)),
            sources=tuple(sorted(self.sources.values(), key=lambda source: source.code)),
            target_groups=tuple(self.target_groups.values()),
            support_forms=tuple(self.support_forms.values()),
            delivery_models=tuple(self.delivery_models.values()),
            coordinator_types=tuple(self.coordinator_types.values()),
            employers=tuple(self.employers.values()),
            contradictions=tuple(self.contradictions),
        )

    def _combined(self, pk: int, known: dict[int, c.Offering]) -> c.Offering:
        parts = sorted((known[part] for part in self.parts.get(pk, [])), key=_by_name)
        return combine(known[pk], parts=parts, statement_fields=StatementField.values)

    def _offering(self, row: Any) -> c.Offering:
        organisation = self.organisations.get(row.organisation_id)
        parts = sorted(self.rows[part].slug for part in self.parts.get(row.id, []))
        return c.Offering(
            **{name: getattr(row, name) for name in _OFFERING_AS_STORED},
            organisation=organisation.name if organisation else "",
            legal_name=organisation.legal_name if organisation else "",
            aliases=tuple(organisation.aliases) if organisation else (),
            email=organisation.email if organisation else "",
            email_note=organisation.email_note if organisation else "",
            website=organisation.website if organisation else "",
            is_combination=bool(parts),
            parts=tuple(parts),
            # A combination is no member itself; whether its parts are stands with the parts.
            in_collective=row.organisation_id in self.members if organisation and not parts else None,
            volunteer_training=_ANSWER.get(row.volunteer_training),
            vog=_ANSWER.get(row.vog),
            **{name: tuple(by_offering.get(row.id, ())) for name, by_offering in self.options.items()},
            coverage=tuple(self.coverage.get(row.id, ())),
            age_ranges=tuple(self.age_ranges.get(row.id, ())),
            tariffs=tuple(self.tariffs.get(row.id, ())),
            statements=self._statements_about(row),
            claims=tuple(self.claims.get(row.id, ())),
            contradictions=tuple(self.contradictions_of.get(row.id, ())),
        )

    def _terms(self, model: type[Model], *more: str) -> dict[int, c.Term]:
        rows = _rows(model, "id", "code", "label", "explanation", *more, order=("position", "code"))
        return {row.id: c.Term(row.code, row.label, row.explanation, getattr(row, "group", ""), tuple(getattr(row, "synonyms", ()))) for row in rows}

    def _links(self, through: type[Model], owner: str, other: str) -> Groups:
        links = defaultdict(list)
        for row in through._default_manager.values_list(owner, other):
            links[row[0]].append(row[1])
        return links

    def _options(self, model: type[Model], terms: dict[int, c.Term]) -> Groups:
        place = {pk: number for number, pk in enumerate(terms)}
        order = list(Certainty)
        rows = _rows(model, "offering_id", "term_id", "certainty", "note", *_CITED)
        options = defaultdict(list)
        for row in sorted(rows, key=lambda row: (order.index(Certainty(row.certainty)), place[row.term_id])):
            options[row.offering_id].append(c.Option(terms[row.term_id], Certainty(row.certainty), self.cite(row), row.note))
        return options

    def _coverage(self) -> Groups:
        place = {pk: number for number, pk in enumerate(self.target_groups)}
        rows = _rows(m.Coverage, "offering_id", "target_group_id", "status", "note", *_CITED)
        coverage = defaultdict(list)
        for row in sorted(rows, key=lambda row: place[row.target_group_id]):
            coverage[row.offering_id].append(c.Coverage(self.target_groups[row.target_group_id], row.status, self.cite(row), row.note))
        return coverage

    def _age_ranges(self) -> Groups:
        order = list(Certainty)
        rows = _rows(m.AgeRange, "offering_id", "variant", "from_months", "until_months", "certainty", "note", *_CITED)
        ranges = defaultdict(list)
        for row in sorted(rows, key=lambda row: (order.index(Certainty(row.certainty)), row.variant)):
            months = Months(row.from_months, row.until_months) if row.from_months is not None else None
            ranges[row.offering_id].append(c.AgeRange(row.variant, months, Certainty(row.certainty), self.cite(row), row.note))
        return ranges

    def _statements(self) -> tuple[Groups, Groups]:
        field_labels, status_labels = dict(StatementField.choices), dict(m.Statement.Status.choices)
        place = {field: number for number, field in enumerate(StatementField.values)}
        fields = ("code", "offering_id", "organisation_id", "field", "topic", "value", "status", "preferred", "reason", "note", *_CITED)
        of_offering, of_organisation = defaultdict(list), defaultdict(list)
        for row in sorted(_rows(m.Statement, *fields), key=lambda row: (place[row.field], row.code)):
            subject = self.rows.get(row.offering_id) or self.organisations.get(row.organisation_id)
            statement = c.Statement(
                field=row.field,
                field_label=field_labels[row.field],
                label=row.topic,
                value=row.value,
                status=row.status,
                status_label=status_labels[row.status],
                citation=self.cite(row),
                preferred=row.preferred,
                reason=row.reason,
                note=row.note,
                offering_slug=self.rows[row.offering_id].slug if row.offering_id else "",
                about=subject.name if subject else "",
            )
            if row.offering_id:
                of_offering[row.offering_id].append(statement)
            else:
                of_organisation[row.organisation_id].append(statement)
        return of_offering, of_organisation

    def _statements_about(self, row: Any) -> tuple[c.Statement, ...]:
        """What was said of the offering and, of an offering that belongs to one, of its organisation as a whole."""
        own = self.of_offering.get(row.id, [])
        general = self.of_organisation.get(row.organisation_id, []) if row.organisation_id else []
        if not general:
            return tuple(own)
        place = {field: number for number, field in enumerate(StatementField.values)}
        return tuple(sorted([*own, *general], key=lambda statement: place[statement.field]))

    def _claims(self) -> Groups:
        fields = ("claim", "percentage", "measures", "moment", "denominator", "speaker")
        claims = defaultdict(list)
        for row in _rows(m.ResultClaim, "offering_id", *fields, *_CITED, order=("code",)):
            claims[row.offering_id].append(c.ResultClaim(**{name: getattr(row, name) for name in fields}, citation=self.cite(row)))
        return claims

    def _contradictions(self) -> tuple[list[c.Contradiction], Groups]:
        """All contradictions but those that are only about offerings that nobody may see yet."""
        kinds = dict(m.Contradiction.Kind.choices)
        fields = ("code", "kind", "topic", "preferred", "reason", "representation", "message", "question", "changes_money", "field")
        offerings = self._links(m.Contradiction.offerings.through, "contradiction_id", "offering_id")
        readings = defaultdict(list)
        for row in _rows(m.ContradictionReading, "contradiction_id", "value", *_CITED, order=("contradiction_id", "position")):
            readings[row.contradiction_id].append(c.ContradictionReading(row.value, self.cite(row)))
        found, by_offering = [], defaultdict(list)
        for row in _rows(m.Contradiction, "id", *fields, order=("code",)):
            about = [pk for pk in offerings.get(row.id, []) if pk in self.visible]
            if row.id in offerings and not about:
                continue
            contradiction = c.Contradiction(
                **{name: getattr(row, name) for name in fields},
                kind_label=kinds[row.kind],
                offerings=tuple(sorted(self.rows[pk].slug for pk in about)),
                readings=tuple(readings.get(row.id, ())),
            )
            found.append(contradiction)
            for pk in about:
                by_offering[pk].append(contradiction)
        return found, by_offering


def _by_name(offering: c.Offering) -> tuple[str, str]:
    return offering.name.casefold(), offering.slug

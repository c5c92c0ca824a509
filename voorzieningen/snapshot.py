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
from voorzieningen.snapshot_index_series import read_index_series
from voorzieningen.snapshot_tariffs import read_tariffs
from voorzieningen.tables import Tables, tables

_CITED = ("source_id", "place", "quote")
_MUNICIPALITY_AS_STORED = ("code", "name", "province", "inhabitants", "counted_on", "valid_until")
_SOURCE_AS_STORED = ("slug", "code", "title", "publisher", "dated", "url", "description", "checked_on", "checked_by")
_ANSWER = {m.Offering.Answer.YES: True, m.Offering.Answer.NO: False}
_OFFERING_FIELDS = (
    *("slug", "code", "name", "organisation_id", "programme", "is_published", "characteristics", "volunteer_training", "vog"),
    *("duration_months_min", "duration_months_max", "preparation_months_min", "preparation_months_max"),
    *("guidance_per_year_min", "guidance_per_year_max", "contracting_party", "checked_on", "checked_by"),
    *_CITED,
)
_OFFERING_AS_STORED = (
    *("slug", "code", "name", "programme", "characteristics", "duration_months_min", "duration_months_max", "preparation_months_min"),
    *("preparation_months_max", "guidance_per_year_min", "guidance_per_year_max", "contracting_party", "checked_on", "checked_by"),
)

Groups = dict[int, list[Any]]


def snapshot(as_of: date | None = None) -> c.Catalogue:
    """The published catalogue as it is now, or as it was at the end of a day. The number of queries does not depend on the number of offerings."""
    try:
        return _Reader(as_of).catalogue()
    except KeyError:
        # A row with a new source or term was saved between two of the queries. A transaction would not prevent that on PostgreSQL
        # and would wait for writers on SQLite (IMMEDIATE); reading again does.
        return _Reader(as_of).catalogue()


def municipalities(on: date, as_of: date | None = None) -> tuple[c.Municipality, ...]:
    """The municipalities that exist on a day, by name, with the number of inhabitants known then; two queries."""
    source = tables(as_of)
    rows = [row for row in source.rows(m.Municipality, *_MUNICIPALITY_AS_STORED, *_CITED) if row.valid_until is None or row.valid_until > on]
    sources = _sources(source)
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


def _sources(source: Tables) -> dict[int, c.Source]:
    kinds, speakers = dict(m.Source.Kind.choices), dict(m.Source.Speaker.choices)
    return {
        row.id: c.Source(
            **{name: getattr(row, name) for name in _SOURCE_AS_STORED},
            kind=kinds.get(row.kind, row.kind),
            speaker=speakers.get(row.speaker, row.speaker),
        )
        for row in source.rows(m.Source, "kind", "speaker", *_SOURCE_AS_STORED)
    }


class _Reader:
    """One reading of all tables: every attribute is one table, grouped by the offering it belongs to."""

    def __init__(self, as_of: date | None) -> None:
        self.as_of = as_of
        self.tables = tables(as_of)
        self.sources = _sources(self.tables)
        self.target_groups = self._terms(m.TargetGroup, "group", "synonyms")
        self.support_forms = self._terms(m.SupportForm)
        self.delivery_models = self._terms(m.DeliveryModel)
        self.coordinator_types = self._terms(m.CoordinatorType)
        self.employers = self._terms(m.Employer)
        self.rows = {row.id: row for row in self.tables.rows(m.Offering, *_OFFERING_FIELDS)}
        self.parts = self._links(m.Offering, "parts")
        self.visible = {pk for pk, row in self.rows.items() if row.is_published}
        self.visible |= {part for pk in self.visible for part in self.parts.get(pk, [])}
        fields = ("kind", "name", "legal_name", "aliases", "email", "email_note", "website")
        self.organisations = {row.id: row for row in self.tables.rows(m.Organisation, *fields)}
        umbrellas = {pk for pk, row in self.organisations.items() if row.kind == m.Organisation.Kind.UMBRELLA}
        links = self._links(m.Organisation, "members")
        self.umbrellas_of: Groups = defaultdict(list)
        for pk in sorted(umbrellas):
            for member in links.get(pk, []):
                self.umbrellas_of[member].append(pk)
        self.options = {
            "support_forms": self._options(m.OfferingForm, self.support_forms),
            "delivery_models": self._options(m.OfferingDelivery, self.delivery_models),
            "coordinator_types": self._options(m.OfferingCoordinator, self.coordinator_types),
            "employers": self._options(m.OfferingEmployer, self.employers),
        }
        self.coverage = self._coverage()
        self.age_ranges = self._age_ranges()
        self.tariffs = read_tariffs(self.tables, self.cite)
        self.index_series = read_index_series(self.tables, self.cite)
        self.of_offering, self.of_organisation = self._statements()
        self.claims, self.claims_of_organisation = self._claims()
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
            statements=tuple(self._all_statements()),
            as_of=self.as_of,
            index_series=self.index_series,
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
            in_collective=row.organisation_id in self.umbrellas_of if organisation and not parts else None,
            volunteer_training=_ANSWER.get(row.volunteer_training),
            vog=_ANSWER.get(row.vog),
            **{name: tuple(by_offering.get(row.id, ())) for name, by_offering in self.options.items()},
            coverage=tuple(self.coverage.get(row.id, ())),
            age_ranges=tuple(self.age_ranges.get(row.id, ())),
            tariffs=tuple(self.tariffs.get(row.id, ())),
            statements=self._statements_about(row),
            claims=self._claims_about(row),
            contradictions=tuple(self.contradictions_of.get(row.id, ())),
            citation=self.cite(row),
        )

    def _terms(self, model: type[Model], *more: str) -> dict[int, c.Term]:
        rows = self.tables.rows(model, "position", "code", "label", "explanation", *more)
        rows = sorted(rows, key=lambda row: (row.position, row.code))
        return {row.id: c.Term(row.code, row.label, row.explanation, getattr(row, "group", ""), tuple(getattr(row, "synonyms", ()))) for row in rows}

    def _links(self, model: type[Model], name: str) -> Groups:
        links = defaultdict(list)
        for owner, other in self.tables.links(model, name):
            links[owner].append(other)
        return links

    def _options(self, model: type[Model], terms: dict[int, c.Term]) -> Groups:
        place = {pk: number for number, pk in enumerate(terms)}
        order = list(Certainty)
        rows = self.tables.rows(model, "offering_id", "term_id", "certainty", "note", *_CITED)
        options = defaultdict(list)
        for row in sorted(rows, key=lambda row: (order.index(Certainty(row.certainty)), place[row.term_id])):
            options[row.offering_id].append(c.Option(terms[row.term_id], Certainty(row.certainty), self.cite(row), row.note))
        return options

    def _coverage(self) -> Groups:
        place = {pk: number for number, pk in enumerate(self.target_groups)}
        rows = self.tables.rows(m.Coverage, "offering_id", "target_group_id", "status", "note", *_CITED)
        coverage = defaultdict(list)
        for row in sorted(rows, key=lambda row: place[row.target_group_id]):
            coverage[row.offering_id].append(c.Coverage(self.target_groups[row.target_group_id], row.status, self.cite(row), row.note))
        return coverage

    def _age_ranges(self) -> Groups:
        order = list(Certainty)
        rows = self.tables.rows(m.AgeRange, "offering_id", "variant", "from_months", "until_months", "certainty", "note", *_CITED)
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
        for row in sorted(self.tables.rows(m.Statement, *fields), key=lambda row: (place[row.field], row.code)):
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

    def _all_statements(self) -> Iterable[c.Statement]:
        for pk in sorted(self.visible):
            yield from self.of_offering.get(pk, ())
        for statements in self.of_organisation.values():
            yield from statements

    def _statements_about(self, row: Any) -> tuple[c.Statement, ...]:
        """What was said of the offering and, of an offering that belongs to one, of its organisation as a whole."""
        own = self.of_offering.get(row.id, [])
        general = self.of_organisation.get(row.organisation_id, []) if row.organisation_id else []
        if not general:
            return tuple(own)
        place = {field: number for number, field in enumerate(StatementField.values)}
        return tuple(sorted([*own, *general], key=lambda statement: place[statement.field]))

    def _claims(self) -> tuple[Groups, Groups]:
        fields = ("claim", "percentage", "measures", "moment", "denominator", "speaker")
        of_offering, of_organisation = defaultdict(list), defaultdict(list)
        rows = self.tables.rows(m.ResultClaim, "code", "offering_id", "organisation_id", *fields, *_CITED)
        for row in sorted(rows, key=lambda row: row.code):
            subject = self.rows.get(row.offering_id) or self.organisations.get(row.organisation_id)
            claim = c.ResultClaim(**{name: getattr(row, name) for name in fields}, citation=self.cite(row), about=subject.name if subject else "")
            if row.offering_id:
                of_offering[row.offering_id].append(claim)
            else:
                of_organisation[row.organisation_id].append(claim)
        return of_offering, of_organisation

    def _claims_about(self, row: Any) -> tuple[c.ResultClaim, ...]:
        """Those about the offering, about its organisation, and what an umbrella claims for all of its members."""
        organisations = [row.organisation_id, *self.umbrellas_of.get(row.organisation_id, [])] if row.organisation_id else []
        general = [claim for pk in organisations for claim in self.claims_of_organisation.get(pk, [])]
        return (*self.claims.get(row.id, ()), *general)

    def _contradictions(self) -> tuple[list[c.Contradiction], Groups]:
        """All contradictions but those that are only about offerings that nobody may see yet."""
        kinds = dict(m.Contradiction.Kind.choices)
        fields = ("code", "kind", "topic", "preferred", "reason", "representation", "message", "question", "changes_money", "field")
        offerings, groups = self._links(m.Contradiction, "offerings"), self._links(m.Contradiction, "target_groups")
        readings = defaultdict(list)
        rows = self.tables.rows(m.ContradictionReading, "contradiction_id", "position", "value", *_CITED)
        for row in sorted(rows, key=lambda row: row.position):
            readings[row.contradiction_id].append(c.ContradictionReading(row.value, self.cite(row)))
        found, by_offering = [], defaultdict(list)
        for row in sorted(self.tables.rows(m.Contradiction, *fields), key=lambda row: row.code):
            about = [pk for pk in offerings.get(row.id, []) if pk in self.visible]
            if row.id in offerings and not about:
                continue
            contradiction = c.Contradiction(
                **{name: getattr(row, name) for name in fields},
                kind_label=kinds[row.kind],
                offerings=tuple(sorted(self.rows[pk].slug for pk in about)),
                readings=tuple(readings.get(row.id, ())),
                target_groups=tuple(sorted(self.target_groups[pk].code for pk in groups.get(row.id, []))),
            )
            found.append(contradiction)
            for pk in about:
                by_offering[pk].append(contradiction)
        return found, by_offering


def _by_name(offering: c.Offering) -> tuple[str, str]:
    return offering.name.casefold(), offering.slug

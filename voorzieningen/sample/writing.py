"""Writes made-up offerings into the catalogue's tables in bulk, with the records of history that a save of each would have left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from voorzieningen import catalogue as c
from voorzieningen import models as m
from voorzieningen.sample.offerings import SOURCE, lists_of, offerings
from voorzieningen.snapshot import snapshot

BATCH = 500  # offerings at a time: so much is in memory
_ANSWERS = {True: m.Offering.Answer.YES, False: m.Offering.Answer.NO, None: m.Offering.Answer.NOT_STATED}
_REASON = "Verzonnen voorbeeld"
_OPTIONS = (
    (m.OfferingForm, m.SupportForm, "support_forms"),
    (m.OfferingDelivery, m.DeliveryModel, "delivery_models"),
    (m.OfferingCoordinator, m.CoordinatorType, "coordinator_types"),
    (m.OfferingEmployer, m.Employer, "employers"),
)
_AS_THEY_ARE = (
    *("slug", "code", "name", "programme", "characteristics", "contracting_party", "checked_on", "checked_by"),
    *("duration_months_min", "duration_months_max", "preparation_months_min", "preparation_months_max"),
    *("guidance_per_year_min", "guidance_per_year_max"),
)
# What a row of the database says in another way than the value.
_NOT_OF_A_TARIFF = {"citation", "components", "readings", "capacity", "instalments", "municipality_code", "municipality_name"}
_NOT_OF_A_COMPONENT = {"citation", "reading", "included_in", "brackets", "hours_per_match_year", "base_components", "payer_label", "vat_label"}


@transaction.atomic
def write_sample(*, number: int, seed: int) -> int:
    """So many made-up offerings beside what is there; all or nothing. Returns the number of rows, without those of the history."""
    return _Writer().write(offerings(lists_of(snapshot()), number=number, seed=seed))


class _Writer:
    """One sample with what its rows refer to."""

    def __init__(self) -> None:
        self.rows = 0
        own = {"slug": SOURCE.slug, "code": SOURCE.code, "title": SOURCE.title, "publisher": SOURCE.publisher, "description": SOURCE.description}
        self.source = m.Source.objects.create(kind=m.Source.Kind.OWN, speaker=m.Source.Speaker.PORTAL, **own)
        self.terms = {(model, row.code): row.pk for model in (m.TargetGroup, *(term for _, term, _ in _OPTIONS)) for row in model.objects.all()}
        self.organisations: dict[str, m.Organisation] = {}
        self.statements = 0

    def write(self, made: Iterable[c.Offering]) -> int:
        rest, members = iter(made), dict[str, m.Organisation]()
        while batch := list(islice(rest, BATCH)):
            self._organisations(batch)
            members |= {item.organisation: self.organisations[item.organisation] for item in batch if item.in_collective}
            rows = self._create([self._offering(item) for item in batch])
            self._facts(list(zip(batch, rows, strict=True)))
        umbrella = self._cited(m.Organisation, code="VO-K", name="Voorbeeldkoepel", kind=m.Organisation.Kind.UMBRELLA, citation=c.Citation(SOURCE))
        umbrella.save()
        umbrella.members.set(members.values())
        return self.rows + 2

    def _facts(self, pairs: Sequence[tuple[c.Offering, Any]]) -> None:
        for model, term, attribute in _OPTIONS:
            self._create(
                [
                    self._cited(model, offering=row, term_id=self.terms[term, option.term.code], certainty=option.certainty, citation=option.citation)
                    for item, row in pairs
                    for option in getattr(item, attribute)
                ]
            )
        self._create([found for item, row in pairs for found in self._coverage(item, row)])
        self._create([found for item, row in pairs for found in self._ages(item, row)])
        self._create([found for item, row in pairs for found in self._statements(item, row)])
        self._tariffs(pairs)
        self._contradictions(pairs)

    def _organisations(self, batch: Iterable[c.Offering]) -> None:
        new = {item.organisation: item for item in batch if item.organisation not in self.organisations}
        rows = [
            self._cited(
                m.Organisation, code=f"VO-{name.split()[-1]}", name=name, legal_name=item.legal_name, email=item.email, citation=item.citation
            )
            for name, item in new.items()
        ]
        self.organisations |= {row.name: row for row in self._create(rows)}

    def _offering(self, item: c.Offering) -> Any:
        same = {name: getattr(item, name) for name in _AS_THEY_ARE}
        answers = {"volunteer_training": _ANSWERS[item.volunteer_training], "vog": _ANSWERS[item.vog]}
        return self._cited(m.Offering, organisation=self.organisations[item.organisation], citation=item.citation, **same, **answers)

    def _coverage(self, item: c.Offering, row: Any) -> Iterator[Any]:
        for found in item.coverage:
            group = self.terms[m.TargetGroup, found.target_group.code]
            yield self._cited(m.Coverage, offering=row, target_group_id=group, status=found.status, citation=found.citation)

    def _ages(self, item: c.Offering, row: Any) -> Iterator[Any]:
        for found in item.age_ranges:
            start, end = (found.months.start, found.months.end) if found.months else (None, None)
            bounds = {"from_months": start, "until_months": end}
            yield self._cited(m.AgeRange, offering=row, variant=found.variant, certainty=found.certainty, citation=found.citation, **bounds)

    def _statements(self, item: c.Offering, row: Any) -> Iterator[Any]:
        for number, said in enumerate(item.statements, start=1):
            words = {"field": said.field, "topic": said.label, "value": said.value, "status": said.status}
            used = {"preferred": said.preferred, "reason": said.reason, "note": said.note}
            yield self._cited(m.Statement, offering=row, code=f"{item.code}-{number:02}", citation=said.citation, **words, **used)

    def _tariffs(self, pairs: Sequence[tuple[c.Offering, Any]]) -> None:
        found = [(tariff, row) for item, row in pairs for tariff in item.tariffs]
        tariffs = self._create([self._as_stored(m.Tariff, tariff, _NOT_OF_A_TARIFF, offering=row) for tariff, row in found])
        self._create(
            [
                self._as_stored(m.TariffComponent, component, _NOT_OF_A_COMPONENT, tariff=row, position=position)
                for (tariff, _), row in zip(found, tariffs, strict=True)
                for position, component in enumerate(tariff.components)
            ]
        )

    def _contradictions(self, pairs: Sequence[tuple[c.Offering, Any]]) -> None:
        found = [(dispute, row) for item, row in pairs for dispute in item.contradictions]
        names = ("code", "kind", "topic", "preferred", "reason", "representation", "message", "question", "changes_money", "field")
        made = [self._cited(m.Contradiction, citation=c.Citation(SOURCE), **{name: getattr(dispute, name) for name in names}) for dispute, _ in found]
        disputes = self._create(made)
        self._create(
            [
                self._cited(m.ContradictionReading, contradiction=row, position=position, value=reading.value, citation=reading.citation)
                for (dispute, _), row in zip(found, disputes, strict=True)
                for position, reading in enumerate(dispute.readings)
            ]
        )
        self._links([(row, offering) for (_, offering), row in zip(found, disputes, strict=True)])

    def _links(self, pairs: Sequence[tuple[Any, Any]]) -> None:
        """Which offerings the contradictions are about, now and in the history: bulk creation leaves no records of links."""
        through, linked = m.Contradiction.offerings.through, m.Contradiction.history.model.offerings.model
        rows = through._default_manager.bulk_create([through(contradiction_id=dispute.pk, offering_id=offering.pk) for dispute, offering in pairs])
        records = dict(m.Contradiction.history.filter(id__in=[dispute.pk for dispute, _ in pairs]).values_list("id", "history_id"))
        linked._default_manager.bulk_create(
            [
                linked(id=row.pk, history_id=records[row.contradiction_id], contradiction_id=row.contradiction_id, offering_id=row.offering_id)
                for row in rows
            ]
        )

    def _as_stored(self, model: type[Model], value: Any, without: set[str], **more: Any) -> Any:
        same = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in without}
        return self._cited(model, citation=value.citation, **same, **more)

    def _cited(self, model: Any, *, citation: c.Citation, **values: Any) -> Any:
        return model(source=self.source, place=citation.place, quote=citation.quote, **values)

    def _create(self, rows: list[Any]) -> list[Any]:
        self.rows += len(rows)
        return bulk_create_with_history(rows, type(rows[0]), default_change_reason=_REASON) if rows else []

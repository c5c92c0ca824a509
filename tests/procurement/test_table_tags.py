"""The cells, rows and fields that are made in Python: whatever stands in a text, none of it becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest
from django import forms
from django.template import Context

from procurement.exports.charts import year_chart
from procurement.forms.options import FormOption, Select
from procurement.sheet import Column, FeatureRow, Sheet
from procurement.templatetags.charts import chart_bars, scale_lines
from procurement.templatetags.features import feature_rows
from procurement.templatetags.form_fields import choice_list, explanation, form_field
from procurement.templatetags.offers import offer_gaps, offer_rows
from procurement.templatetags.opened import calculation_rows, cost_cells, input_items, open_figure, sum_rows
from procurement.templatetags.readings import reading_rows
from procurement.templatetags.sensitivity import sensitivity_rows
from tests.procurement.test_sheet import sheet_for

pytestmark = pytest.mark.django_db
HOSTILE = "<i title=\"x\" on='y'>&"
ESCAPED = "&lt;i title=&quot;x&quot; on=&#x27;y&#x27;&gt;&amp;"
QUERY = "aanbod=steunouder&aanbod=buurtgezinnen&aanbod=gezin-in-de-buurt&jaren=2&startjaar=2027"


def hostile(value: Any) -> Any:
    """The value with hostile text behind each of its texts, however deep; a key or kind stays: what is looked up by it would not be found."""
    if type(value) is str:
        return value + HOSTILE
    if type(value) is tuple:
        return tuple(hostile(item) for item in value)
    if is_dataclass(value) and not isinstance(value, Enum):
        names = [field.name for field in fields(value) if field.init and field.name not in ("key", "kind")]
        return replace(value, **{name: hostile(getattr(value, name)) for name in names})
    return value


def assert_escaped(html: str, times: int) -> None:
    assert "<i title" not in html
    assert "on='y'" not in html
    assert html.count(ESCAPED) >= times


@pytest.fixture
def sheet() -> Sheet:
    return sheet_for(QUERY)


@pytest.fixture
def columns(sheet: Sheet) -> list[Column]:
    """The columns with hostile names, lines and figures; what an unknown year says stays apart from what a known one does."""
    return [
        replace(
            column,
            priced=replace(column.priced, offering=replace(column.priced.offering, name=HOSTILE)),
            lines=hostile(column.lines),
            figures=tuple(replace(hostile(figure), reason=hostile(figure.reason) if figure.reason else "") for figure in column.figures),
        )
        for column in sheet.columns
    ]


@pytest.mark.parametrize("linked", [True, False])
def test_amounts_and_lines_escape_what_they_say(columns: list[Column], linked: bool) -> None:
    context = Context({"sources_at": "/bronnen/#"})

    for column in columns:
        assert_escaped(cost_cells(context, column, linked=linked), 20 if linked and column.result.total else 0)
        assert_escaped(calculation_rows(context, column, linked=linked), 6 * len(column.lines))
        for figure in column.figures:
            assert_escaped(open_figure(context, column, figure, linked=linked), 1 if figure.reason or linked else 0)


def test_sums_and_inputs_escape_what_they_say(columns: list[Column]) -> None:
    for column in columns:
        assert_escaped(sum_rows(column), 2 * len(column.figures))
        assert_escaped(input_items(column), 4 * len(column.inputs))


@pytest.mark.parametrize("linked", [True, False])
def test_features_escape_what_they_say(sheet: Sheet, linked: bool) -> None:
    rows = [FeatureRow(HOSTILE, tuple(hostile(feature) for feature in row.cells)) for row in sheet.feature_rows]

    assert_escaped(feature_rows(Context({"sources_at": "/bronnen/#"}), rows, linked=linked), 4 * len(rows))


@pytest.mark.parametrize("linked", [True, False])
def test_readings_escape_what_they_say(sheet: Sheet, linked: bool) -> None:
    for ambiguity in sheet.ambiguities:
        found = replace(ambiguity, offering=replace(ambiguity.offering, name=HOSTILE), alternatives=hostile(ambiguity.alternatives))
        html = reading_rows(found, linked=linked)
        # The name, what it says and why, a warning, why the total is unknown; beside that, what it is called in the link.
        assert_escaped(html, (5 if linked else 4) * len(found.alternatives))


def test_offers_escape_what_they_say(sheet: Sheet) -> None:
    for beside in sheet.offers:
        assert_escaped(offer_rows(replace(beside, years=hostile(beside.years))), 3 * len(beside.years))
        for gap in (gap for year in beside.years for gap in year.gaps):
            assert_escaped(offer_gaps([hostile(gap)]), 2)


@pytest.mark.parametrize("has_order", [True, False])
def test_sensitivity_escapes_what_it_says(sheet: Sheet, has_order: bool) -> None:
    rows = hostile(sheet.sensitivity.rows)

    html = sensitivity_rows(Context({"sources_at": "/bronnen/#"}), rows, has_order)

    # The column and its input, what it can be, its note and both ends.
    assert_escaped(html, 6 * len(rows))
    assert all(sentence.replace(HOSTILE, ESCAPED) in html for row in rows for sentence in row.order) is has_order


def test_charts_escape_what_they_say(sheet: Sheet) -> None:
    picture = hostile(year_chart(columns=sheet.chart_columns).pictures[0])

    assert_escaped(chart_bars(picture), 15)
    assert_escaped(scale_lines(picture), 2 * len(picture.ticks))


class Form(forms.Form):
    naam = forms.CharField(label=HOSTILE, help_text=HOSTILE, error_messages={"invalid": HOSTILE})

    def clean_naam(self) -> str:
        raise forms.ValidationError(HOSTILE)


@pytest.mark.parametrize(
    "made",
    [
        lambda: form_field(explained(Form({"naam": HOSTILE}))),
        lambda: explanation(HOSTILE, HOSTILE),
        lambda: choice_list(Select(HOSTILE, HOSTILE, (FormOption(HOSTILE, HOSTILE, True),)), HOSTILE),
    ],
)
def test_fields_escape_what_they_say(made: Callable[[], str]) -> None:
    html = made()

    assert_escaped(html, 2)


def test_a_field_has_its_explanation_help_message_and_what_was_typed() -> None:
    html = form_field(explained(Form({"naam": HOSTILE})))

    # The label, with it again the name of what opens, its explanation, the help, the message and what was typed.
    assert html.count(ESCAPED) == 6
    assert 'class="field field--invalid"' in html
    assert 'id="id_naam_error"' in html
    assert explanation("", "Naam") == ""


def explained(form: forms.Form) -> forms.BoundField:
    form.fields["naam"].explanation = HOSTILE
    return form["naam"]

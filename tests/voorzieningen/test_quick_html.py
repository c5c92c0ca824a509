"""The quick ways to make HTML give the very text that Django's give."""

from __future__ import annotations

from decimal import Decimal

import django.utils.html as slow
import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from config.form_renderer import QuickForms
from voorzieningen.quick_html import format_html, format_html_join


class Drawn:
    def __html__(self) -> str:
        return "<i>zelf</i>"


VALUES = st.one_of(st.text(), st.integers(), st.decimals(allow_nan=False), st.none(), st.text().map(SafeString), st.builds(Drawn))


@given(VALUES, VALUES)
def test_as_django_formats(one: object, other: object) -> None:
    pattern = '<p class="{}">{} & {}</p>'
    found = format_html(pattern, one, other, one)
    assert found == slow.format_html(pattern, one, other, one)
    assert isinstance(found, SafeString)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=4))
def test_as_django_joins(rows: list[tuple[object, object]]) -> None:
    found = format_html_join("<br>", "<b>{}</b>{}", rows)
    assert found == slow.format_html_join(mark_safe("<br>"), "<b>{}</b>{}", rows)
    assert isinstance(found, SafeString)


def test_text_is_escaped() -> None:
    assert format_html("{}", "<script>'\"&") == "&lt;script&gt;&#x27;&quot;&amp;"


WIDGETS = [
    forms.TextInput(attrs={"class": "a<b", "maxlength": 60, "required": True, "disabled": False, "data-x": SafeString("&amp;")}),
    forms.NumberInput(attrs={"min": 0}),
    forms.EmailInput(),
    forms.URLInput(),
    forms.PasswordInput(),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(),
    forms.DateInput(attrs={"type": "date"}),
    forms.DateTimeInput(),
    forms.TimeInput(),
    forms.CheckboxInput(),
    forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    forms.Select(choices=[("a", "A"), ("b", "B")]),
    forms.Textarea(),
    forms.RadioSelect(choices=[("a", "A")]),
]


@pytest.mark.parametrize("value", [None, "", "a", '"><script>', 0, 12, Decimal("1.50"), True, False], ids=repr)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_control_is_drawn_as_django_draws_it(widget: forms.Widget, value: object) -> None:
    drawn = [widget.render("na&am", value, attrs={"id": "id_naam"}, renderer=renderer()) for renderer in (QuickForms, TemplatesSetting)]
    assert drawn[0] == drawn[1]
    assert isinstance(drawn[0], SafeString)

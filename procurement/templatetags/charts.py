"""The bars of the charts and the lines of their scale, as SVG. Made in Python: a page has dozens of them, and a template takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from procurement.exports.charts import Bar, Box, Picture, Text, Tick
from voorzieningen.quick_html import format_html, format_html_join

register = template.Library()

_EMPTY = SafeString("")


class Ground(Protocol):
    """Whatever has bars on a scale."""

    @property
    def ticks(self) -> tuple[Tick, ...]: ...
    @property
    def scale_y(self) -> str: ...
    @property
    def labels_y(self) -> str: ...


@register.simple_tag
def scale_lines(ground: Ground) -> SafeString:
    """The upright lines of the scale, those of round amounts with their label."""
    return format_html_join(
        "\n",
        '<line x1="{}" x2="{}" y1="0" y2="{}" stroke="#d4dadd" stroke-width="1"/>{}',
        ((tick.x, tick.x, ground.scale_y, _tick_label(tick, ground.labels_y)) for tick in ground.ticks),
    )


def _tick_label(tick: Tick, y: str) -> SafeString:
    if not tick.label:
        return _EMPTY
    return format_html('<text x="{}" y="{}" font-size="10" text-anchor="{}" fill="#4a5459">{}</text>', tick.x, y, tick.anchor, tick.label)


@register.simple_tag
def chart_bars(picture: Picture) -> SafeString:
    """Every amount of a picture with its name; the name is bold when the picture has no heading."""
    weight = format_html(' font-weight="{}"', "400" if picture.heading else "700")
    return format_html_join("\n", "{}", ((part,) for bar in picture.bars for part in _bar(bar, picture.key, weight)))


def _bar(bar: Bar, key: str, weight: SafeString) -> Iterator[SafeString]:
    yield _text(bar.name, weight)
    if bar.solid:
        yield _rect(bar.solid, SafeString('fill="#17506b"'))
    if bar.band:
        yield _rect(bar.band, format_html('fill="url(#arcering-{})" stroke="#17506b" stroke-width="1"', key))
    yield _text(bar.value)
    if bar.partial:
        yield _text(bar.partial)


def _text(text: Text, weight: SafeString = _EMPTY) -> SafeString:
    return format_html('<text x="{}" y="{}" font-size="{}"{} fill="#1b2226">{}</text>', text.x, text.y, text.size, weight, text.text)


def _rect(box: Box, surface: SafeString) -> SafeString:
    return format_html('<rect x="{}" y="{}" width="{}" height="{}" {}/>', box.x, box.y, box.width, box.height, surface)

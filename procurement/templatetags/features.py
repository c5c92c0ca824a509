"""The cells of the table of features; made in Python, and kept while the catalogue they come from stays the same."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from procurement.features import Feature
from procurement.sheet import FeatureRow
from voorzieningen.evidence_html import badge, evidence_html
from voorzieningen.kept import kept_by_identity
from voorzieningen.quick_html import format_html, format_html_join
from voorzieningen.templatetags.portal import sources_before

register = template.Library()


@register.simple_tag(takes_context=True)
def feature_rows(context: template.Context, rows: Sequence[FeatureRow], linked: bool = False) -> SafeString:
    """A table row for every feature. With `linked` a cell opens to its sources, otherwise (on paper) it has their codes."""
    sources = sources_before(context) if linked else ""
    return format_html_join(
        "\n",
        '<tr><th scope="row">{}</th>{}</tr>',
        ((row.label, format_html_join("", "<td>{}</td>", ((_cell(feature, sources),) for feature in row.cells))) for row in rows),
    )


@kept_by_identity(most=2048)
def _cell(feature: Feature, sources: str) -> SafeString:
    text = format_html('<span class="unknown">{}</span>', feature.text) if feature.is_unknown else feature.text
    return format_html("{} {}", text, evidence_html(feature.evidence, feature.subject, sources) if sources else _on_paper(feature))


def _on_paper(feature: Feature) -> SafeString:
    codes = ", ".join(source.code for source in feature.sources)
    words = f"Bron: {codes}" if codes else "Geen bron vermeldt dit."
    badges = format_html_join("", "{} ", ((badge(words),) for words in feature.evidence.badges))
    return format_html('{}<span class="quiet reason">{}</span>', badges, words)

"""Accessibility of an open page, by axe: every rule on the whole page, and contrast once for every combination of colours and letters on it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# Only violations are described in full: describing the hundreds of elements that pass costs more than testing them.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}},
}
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
# A page has thousands of cells in the same few colours, and looking at each takes axe four fifths of its time. The first three and the last of
# those with the same letters on the same grounds tell as much. Of a single character axe never says that its contrast is too low.
SAMPLES = """
  const grounds = new Map(), groups = new Map();
  const ground = (element) => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position, style.filter, style.mixBlendMode].join();
      const below = ground(element.parentElement);
      grounds.set(element, own === "rgba(0, 0, 0, 0),none,1,static,none,normal" ? below : `${below}/${own}`);
    }
    return grounds.get(element);
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
  for (const element of root.querySelectorAll("*")) {
    if (!(hasText(element) || element.matches("input, select, textarea")) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const key = [style.color, style.fontSize, style.fontWeight, style.textShadow, element.matches(":disabled"), ground(element)].join();
    groups.set(key, [...(groups.get(key) ?? []).slice(0, 3), element]);
  }
  const samples = [...groups.values()].flat();
"""
RUN = f"""async ([selector, rules, contrast]) => {{
  const root = selector ? document.querySelector(selector) : document;
  const found = await axe.run(root, rules);
  {SAMPLES}
  if (samples.length) found.violations.push(...(await axe.run({{ include: samples }}, contrast)).violations);
  return {{ ...found, passes: [], incomplete: [], inapplicable: [], samples: samples.length }};
}}"""


def violations(page: Page, within: str | None = None) -> str:
    """What is not accessible on the page, or in the first element of this selector, in words; empty when all is well."""
    page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(RUN, [within, RULES, CONTRAST])
    assert found["samples"], "nothing to read"
    return AxeResults(found).generate_report() if found["violations"] else ""

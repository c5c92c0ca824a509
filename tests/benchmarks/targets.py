"""What there is to reach, in the order of the table in docs/performance.md; a benchmark's row belongs to the target that its `what` begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to reach. `begins` are the beginnings of the names of its rows, in lower case."""

    what: str
    yardstick: str
    reach: str
    begins: tuple[str, ...]


TARGETS = (
    Target("advice PDF, 6 pages with 5 tables and 2 charts, warm", "warm Chromium printing the same", "<= 3.0", ("advice pdf",)),
    Target(
        "advice PDF, the whole process cold",
        "`chromium --headless --print-to-pdf`",
        "<= 1.0",
        ("the same, whole process cold", "cold pdf", "whole process"),
    ),
    Target("20-page report, per page", "6-page report, per page", "<= 1.3", ("20-page", "20 pages")),
    Target("frozen PDF downloaded again", "hello-world", "<= 1.6", ("frozen pdf",)),
    Target(
        "overview, 25 rows, all filters with counts, 10,000 offerings",
        "hello-world",
        "<= 35",
        ("overview, 25 rows", "overview at 10,000 ", "overview of 10,000 "),
    ),
    Target("overview at 100,000 offerings", "overview at 100", "<= 1.5", ("overview at 100,000",)),
    Target("facet counts and answers for any selection, 10,000 offerings", "–", "<= 0.5 ms", ("facet",)),
    Target("any page: queries", "–", "a fixed number; 4 on the overview", ("any page", "queries")),
    Target("comparison of 6 offerings x 10 years, all lines and explanations", "hello-world", "<= 60", ("comparison of 6",)),
    Target("sweep of 100 caseloads", "naive Decimal walk", ">= 40 times faster", ("sweep of 100",)),
    Target("1,000 offerings, one scenario", "naive Decimal walk", "<= 0.2", ("1,000 offerings",)),
    Target("tornado and 10,000 combinations, 7 offerings", "–", "< 1 s", ("tornado",)),
    Target("`manage.py check`", '`python -c "import django"`', "<= 9", ("manage.py check", "`manage.py check`")),
    Target("fresh clone to first page", "–", "< 60 s with cold caches", ("fresh clone",)),
    Target("overview p95 at 60 requests a second while PDFs render", "the same without PDFs", "<= 1.15", ("overview p95",)),
)


def target_of(what: str) -> Target | None:
    """The target that a row belongs to; of more than one, that with the longest beginning."""
    name = what.lower()
    found = [(len(begin), number) for number, target in enumerate(TARGETS) for begin in target.begins if name.startswith(begin)]
    return TARGETS[max(found)[1]] if found else None

"""Finding a frozen report, and what the one who asks may see of it."""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from django.http import Http404, HttpRequest

from accounts.access import membership_of
from accounts.models import Membership
from procurement.models import AdviceReport, ReportPublication
from procurement.views.dossiers.found import member_of

Visible = ReportPublication.Visible
MOST_CODE = 100  # characters; a longer code is wrong without looking


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as somebody sees it. `member` is the colleague of the municipality it belongs to, None for everybody else.

    `version` is that of what is made public: 0 when nobody ever chose.
    """

    report: AdviceReport
    member: Membership | None
    visible: str
    version: int

    @property
    def has_facts(self) -> bool:
        """Whether municipality, title and date may be told."""
        return self.member is not None or self.visible in (Visible.FACTS, Visible.PDF)

    @property
    def has_pdf(self) -> bool:
        return self.member is not None or self.visible == Visible.PDF

    @property
    def visible_label(self) -> str:
        """What others see of it, in words."""
        return str(Visible(self.visible).label)


def see(request: HttpRequest, key: UUID, *, with_files: bool = False) -> Seen:
    """The report with this number (404 without), for whoever asks. One query, and one for who is signed in."""
    found = AdviceReport.objects.select_related("publication", "dossier")
    report = (found if with_files else found.without_files()).filter(key=key).first()
    if report is None:
        raise Http404
    membership = membership_of(request)
    member = membership if membership is not None and membership.municipality_id == report.municipality_id else None
    publication = publication_of(report)
    return Seen(report, member, publication.visible if publication else Visible.NOTHING, publication.version if publication else 0)


def publication_of(report: AdviceReport) -> ReportPublication | None:
    """What the owner chose to show; None when nobody ever chose."""
    found: ReportPublication | None = getattr(report, "publication", None)
    return found


def visible_label(publication: ReportPublication | None) -> str:
    """What others see of a report, in words."""
    return str(Visible(publication.visible if publication else Visible.NOTHING).label)


def find_own(request: HttpRequest, key: UUID, *, with_files: bool = False) -> Seen:
    """As see, for the colleagues of the municipality it belongs to; for anybody else it does not exist (404)."""
    member_of(request)
    seen = see(request, key, with_files=with_files)
    if seen.member is None:
        raise Http404
    return seen


def is_code_of(report: AdviceReport, code: str) -> bool:
    """Whether this is the check code of the report, however its groups are written; takes as long for every wrong one."""
    return len(code) <= MOST_CODE and compare_digest(_bare(code), _bare(report.check_code))


def _bare(code: str) -> bytes:
    return "".join(code.replace("-", "").split()).lower().encode()

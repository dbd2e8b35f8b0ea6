"""What others have got of a child besides the pieces, in words: name, plan, minutes, own copies, papers. [facts 9.8]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.ui import dates
from sip.consent.states import ConsentStatus
from sip.disclosures.choices import Basis, PieceKind

TITLES: dict[str, Promise] = {
    "identity": _lazy("Barnets namn och födelsedag"),
    "version": _lazy("Planen, version %(number)s"),
    "copy": _lazy("Egen kopia av planen, version %(number)s"),
    "piece_copy": _lazy("Egen kopia av underlaget: %(piece)s, version %(number)s"),
    "minutes": _lazy("Protokollet från möte %(number)s"),
}
PAPERS: dict[str, Promise] = {
    "plan.printed": _lazy("Planen på papper"),
    "plan_meeting.printed": _lazy("Kallelsen på papper"),
    "consent.printed": _lazy("Samtycket på papper"),
    "shared.printed": _lazy("Den här listan på papper"),
}
PAPER = "paper"


@dataclass(frozen=True)
class Other:
    """One thing, given to one. `unit` is "" for a paper to the family, `said` then the reader's key.

    `number` is the version, or the sitting's, None of a name or a paper; `about` the kind of piece, or the act of a
    paper; `said` the basis of a piece; `consent` the state of the consent it rests on, "" where it rests on none.
    """

    what: str
    at: datetime
    case_id: UUID | None
    kind: str
    code: str
    unit: str
    number: int | None
    about: str
    said: str
    consent: str

    @property
    def title(self) -> str:
        if self.what == PAPER:
            return str(PAPERS[self.about])
        piece = PieceKind(self.about).label if self.what == "piece_copy" else ""
        return str(TITLES[self.what]) % {"number": self.number, "piece": piece}

    @property
    def basis(self) -> str:
        if self.what == PAPER:
            return _("Familjen får veta vad som står om barnet")
        if self.what == "piece_copy":
            return str(Basis(self.said).label)
        return str(Basis.CONSENT.label)

    @property
    def stands(self) -> str:
        """Whether the consent behind it still holds."""
        if self.consent in ("", ConsentStatus.GIVEN):
            return ""
        return _("Samtycket: %(status)s") % {"status": ConsentStatus(self.consent).label}


def others_about(*, child: UUID | None = None, consent: UUID | None = None) -> list[Other]:
    """The newest first, in one question: of the child's cases that one may read, or on that consent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.shared_about(%s, %s)", [child, consent])
        found = cursor.fetchall()
    return [Other(*row) for row in found]


def other_row(one: Other, readers: Mapping[str, str]) -> dict:
    """Ready for `sip/_shared_rows.html`. `readers`: the names of those in the family, by their keys."""
    to = one.unit or readers.get(one.said.rpartition("/")[2], _("familjen"))
    return {"what": one.title, "to": to, "basis": one.basis, "by": "", "at": dates.moment(one.at), "stands": one.stands}


def other_given(one: Other) -> dict:
    """Ready for `ui/rows.html`, on the page of the consent."""
    words = {"what": one.title, "at": dates.moment(one.at)}
    return {"title": _("Till %(unit)s") % {"unit": one.unit}, "detail": _("%(what)s, %(at)s.") % words}

"""What others have got of a child, for one of the family: in their language, without what they may not be told.

Toward a reader from whom something is kept the pieces' texts are sorted as a plan's are. [F111, CS-19, facts 9.8-9.9]
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.disclosures.choices import Basis, PieceKind
from sip.disclosures.models import Disclosure
from sip.disclosures.others import PAPER, Other, others_about
from sip.disclosures.rows import shared_about
from sip.family.readers import Reader
from sip.plans.models import SortedText
from sip.plans.services.sorting import keep_sorted
from sip.plans.sorting import Text, allowed_among, digest_of

OF_A_PLAN = ("version", "copy")


@dataclass(frozen=True)
class Line:
    """One thing that another has got. `what` and `why` are keys of the family's texts; `to` and `ground` Swedish.

    `number` is the plan's version; `to` is "" where a unit must not be named, `day` None where it tells a meeting's.
    """

    at: datetime
    day: date | None
    what: str
    number: int | None
    to: str
    why: str
    ground: str = ""


def shared_paper(acting: Acting, child: Child, reader: Reader) -> dict[str, Any]:
    """The list, the newest first, and the texts that this reader may have."""
    disclosures = list(shared_about(acting, child))
    pieces = told_pieces(disclosures, reader)
    rest = [one for one in others_about(child=child.pk) if one.what != PAPER]
    told = [one for one in rest if _may_be_told(one, reader)]
    lines = [*(_piece_line(one, reader) for one in pieces), *(_other_line(one, reader) for one in told)]
    texts = texts_of(pieces)
    allowed = None if reader.may_have_all else allowed_digests(child, reader)
    given = [one for one in texts if allowed is None or one.digest in allowed]
    return {
        "lines": sorted(lines, key=lambda line: line.at, reverse=True),
        "hides_places": reader.hides_places,
        "texts": [{"what": f"shown.{one.place}", "words": one.words} for one in given],
        "left_out": len(given) < len(texts) or len(told) < len(rest) or len(pieces) < len(disclosures),
    }


def _may_be_told(one: Other, reader: Reader) -> bool:
    """Whoever may not have the plan or the minutes is not told of them, nor when one met who may not know that."""
    if one.what in OF_A_PLAN or one.about == PieceKind.NEED:
        return reader.may_have_plan
    return one.what != "minutes" or not (reader.hides_minutes or reader.hides_times)


def told_pieces(disclosures: Iterable[Disclosure], reader: Reader) -> list[Disclosure]:
    """Why a plan is needed tells that there is one."""
    return [one for one in disclosures if reader.may_have_plan or one.contribution.kind != PieceKind.NEED]


def _piece_line(one: Disclosure, reader: Reader) -> Line:
    to = "" if reader.hides_places else one.receiving_unit.name
    return _line(one.created_at, one.contribution.kind, None, to, one.basis, reader)


def _other_line(one: Other, reader: Reader) -> Line:
    to = "" if reader.hides_places else one.unit
    number = one.number if one.what in OF_A_PLAN else None
    return _line(one.at, one.what, number, to, one.said or Basis.CONSENT, reader)


def _line(at: datetime, what: str, number: int | None, to: str, basis: str, reader: Reader) -> Line:
    key = "agree.identity" if what == "identity" else f"shown.{what}"
    day = None if what == "version" and reader.hides_times else timezone.localdate(at)  # agreed where one met
    if basis == Basis.CONSENT:
        return Line(at, day, key, number, to, "shown.by_consent")
    ground = "" if reader.hides_places else str(Basis(basis).label)
    return Line(at, day, key, number, to, "shown.by_law", ground)


def texts_of(disclosures: Iterable[Disclosure]) -> list[Text]:
    """The texts that have gone to others, each once; `place` is the kind of piece."""
    found: dict[str, Text] = {}
    for one in disclosures:
        key = digest_of(one.case_id, one.contribution.text)
        found.setdefault(key, Text(key, one.contribution.kind, one.contribution.text))
    return list(found.values())


def allowed_digests(child: Child, reader: Reader) -> frozenset[str]:
    return allowed_among(SortedText.objects.filter(child=child), reader)


def place_label(text: Text) -> str:
    return str(PieceKind(text.place).label)


@transaction.atomic
def sort_shared(child: Child, *, by: Acting, reader: Reader, allowed: Iterable[str]) -> None:
    """The reader may have these of the texts that have gone to others, by their digests, and no others of them.

    Raises PermissionDenied, Refused for a text that is not among them.
    """
    child = lock(child)
    require(visible_children(by).filter(pk=child.pk).exists())
    known, wanted = {one.digest for one in texts_of(told_pieces(shared_about(by, child), reader))}, set(allowed)
    if not wanted <= known:
        raise Refused(_("Något nytt har lämnats ut. Läs om sidan."), field="texts")
    keep_sorted(child, by=by, reader=reader, known=known, allowed=wanted)
    audit.record("shared.texts_sorted", child, by=by, child_id=child.pk)

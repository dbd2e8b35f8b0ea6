"""What others have got of a child, for one of the family: in their language, without what they may not be told.

Toward a reader from whom something is kept the pieces' texts are sorted as a plan's are. [F111, CS-19, facts 9.8-9.9]
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.access import Acting
from sip.children.models import Child
from sip.disclosures.choices import Basis, PieceKind
from sip.disclosures.models import Disclosure
from sip.disclosures.others import PAPER, Other, others_about
from sip.disclosures.rows import shared_about
from sip.disclosures.sorting import allowed_digests, texts_of, told_pieces
from sip.family.readers import Reader

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

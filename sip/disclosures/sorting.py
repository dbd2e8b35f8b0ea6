"""The texts that have gone to others, and which of them a reader in the family may have. [security 1 (7), facts 9.9]"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.disclosures.choices import PieceKind
from sip.disclosures.models import Disclosure
from sip.disclosures.rows import shared_about
from sip.family.readers import Reader
from sip.family.sorting.models import SortedText
from sip.family.sorting.services import keep_sorted
from sip.family.sorting.texts import Text, allowed_among, digest_of


def told_pieces(disclosures: Iterable[Disclosure], reader: Reader) -> list[Disclosure]:
    """Why a plan is needed tells that there is one."""
    return [one for one in disclosures if reader.may_have_plan or one.contribution.kind != PieceKind.NEED]


def texts_of(disclosures: Iterable[Disclosure]) -> list[Text]:
    """The texts that have gone to others, each once; `place` is the kind of piece."""
    found: dict[str, Text] = {}
    for one in disclosures:
        key = digest_of(one.case_id, one.contribution.text)
        found.setdefault(key, Text(key, one.contribution.kind, one.contribution.text))
    return list(found.values())


def allowed_digests(child: Child, reader: Reader) -> frozenset[str]:
    return allowed_among(SortedText.objects.filter(child=child), reader)


def texts_for(acting: Acting, child: Child, reader: Reader) -> list[Text]:
    """Those that are to be gone through for the reader, with the kind of piece in words."""
    found = texts_of(told_pieces(shared_about(acting, child), reader))
    return [replace(one, place=str(PieceKind(one.place).label)) for one in found]


@transaction.atomic
def sort_shared(child: Child, *, by: Acting, reader: Reader, allowed: Collection[str]) -> None:
    """The reader may have these of the texts that have gone to others, by their digests, and no others of them.

    Raises PermissionDenied, Refused for a text that is not among them.
    """
    child = lock(child)
    require(visible_children(by).filter(pk=child.pk).exists())
    known = {one.digest for one in texts_for(by, child, reader)}
    if not set(allowed) <= known:
        raise Refused(_("Något nytt har lämnats ut. Läs om sidan."), field="texts")
    keep_sorted(child, by=by, reader=reader, known=known, allowed=set(allowed))
    audit.record("shared.texts_sorted", child, by=by, child_id=child.pk)

"""Read a plan's texts through for a reader who may not be told everything. [security 1 (7), facts 9.9]"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from sip.children.models import Child
from sip.family.readers import Reader
from sip.family.sorting.services import keep_sorted
from sip.plans import policies
from sip.plans.models import PlanVersion
from sip.plans.sorting import texts_of


@transaction.atomic
def sort_for_reader(version: PlanVersion, *, by: Acting, reader: Reader, allowed: Collection[str]) -> None:
    """The reader may have these texts of the version, by their digests, and no others of it.

    What stood of the version for the reader is taken back where it is not among them, or was sorted when less was kept
    from the reader. Raises PermissionDenied, Refused for a text that the version does not have.
    """
    child = lock(Child.objects.get(cases__case_id=version.case_id))
    require(policies.can_sort_texts(by, version))
    known = {text.digest for text in texts_of(version)}
    if not set(allowed) <= known:
        raise Refused(_("Planen har fått en ny version. Läs om sidan."), field="texts")
    keep_sorted(child, by=by, reader=reader, known=known, allowed=set(allowed))
    audit.record("plan.texts_sorted", version, by=by, case_id=version.case_id, child_id=child.pk)

"""Go through a plan's texts for one reader: which of them may be given. [security 1 (7)]"""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import require
from core.ui.once import send_once
from core.ui.verbs import PAGE
from sip.family.sorting.page import Sorting, sort_page
from sip.plans import family
from sip.plans.services.sorting import sort_for_reader
from sip.plans.sorting import allowed_digests, texts_of
from sip.plans.views.found import version_or_404


@PAGE
@send_once
def plan_family_sort(request, pk):
    """Which of the version's texts one reader may have."""
    version, plan = version_or_404(request, pk)
    readers = family.readers_of(request.acting, version.case_id)
    require(bool(readers))  # as the paper itself; the rest of the question is the route's and the service's
    audit.record("plan.read", version, by=request.acting, case_id=version.case_id)
    sorting = Sorting(
        template="sip/plan_family_sort.html",
        paper_url=reverse("sip:plan_family", args=[version.pk]),
        has_all=_("%(name)s får ha hela planen. Här finns inget att gå igenom."),
        pick=family.plan_reader,
        texts=lambda _reader: texts_of(version),
        allowed=lambda reader: allowed_digests(version, reader),
        keep=lambda reader, allowed: sort_for_reader(version, by=request.acting, reader=reader, allowed=allowed),
    )
    return sort_page(request, sorting, readers, {"version": version, "case": plan})

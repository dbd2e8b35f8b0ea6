"""The day the need was noticed, set right: the clock counts from it, what stood is kept. [domain 5, DL-01]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.obligations.states import ChangeReason
from core.people.queries import holders
from core.roles import Role
from core.textguard import refuse_identity
from core.ui import dates
from sip.cases import policies
from sip.cases.deadlines import FORUM_CONVENED, counts_from_raised
from sip.cases.models import CaseNoticed, ChildCase, ForumCase
from sip.cases.services import tell
from sip.needs.services import check_noticed_on


@transaction.atomic
def correct_noticed(case: ForumCase, *, by: Acting, noticed_on: date, reason: str) -> ForumCase:
    """Set the day right, with the reason; the two weeks are counted from it where the region does. [X-02]

    The clock is corrected, and its events say so. One that the call has ended is judged anew from the right day to
    the same call; it stays one obligation, and what was judged before stands among its events. Those who take part
    and the convenor are told. Raises WrongState when the case is not open, PermissionDenied, Refused.
    """
    case = lock(case)
    if not case.is_open:
        raise WrongState(_("Ärendet är avslutat."))
    require(policies.can_correct_noticed(by, case))
    _check(case, noticed_on, reason)
    CaseNoticed(
        region_id=case.region_id,
        case_id=case.pk,
        previous_on=case.need_noticed_on,
        noticed_on=noticed_on,
        reason=reason.strip(),
        corrected_by_id=by.assignment_id,
    ).save(force_insert=True)
    case.refresh_from_db(fields=["need_noticed_on"])  # the database moves the day by that row alone
    audit.record("case.noticed_corrected", case, by=by, case_id=case.pk)
    if not counts_from_raised(case):
        _count_anew(case, by)
    convenors = holders(Role.FORUM_CONVENOR, region_id=case.region_id, district_id=case.district_id, on=clock.today())
    tell(case, by, extra=[one.pk for one in convenors])
    return case


def _check(case: ForumCase, noticed_on: date, reason: str) -> None:
    own = ChildCase.objects.select_related("child").filter(case_id=case.pk).first()
    check_noticed_on(noticed_on, own.child if own else None)
    if noticed_on > case.raised_on:
        raise Refused(
            _("Ärendet väcktes %(day)s. Behovet kan inte ha uppmärksammats senare.")
            % {"day": dates.day(case.raised_on)},
            field="noticed_on",
        )
    if noticed_on == case.need_noticed_on:
        raise Refused(_("Den dagen står redan i ärendet."), field="noticed_on")
    if not reason.strip():
        raise Refused(_("Skriv varför dagen rättas."), field="reason")
    names = (own.child.given_name, own.child.family_name) if own else ()
    refuse_identity(reason, names=names, field="reason")


def _count_anew(case: ForumCase, by: Acting) -> None:
    day, code = case.need_noticed_on, FORUM_CONVENED.code
    if obligations.is_running(case.case, code, by=by):
        obligations.correct_start(case.case, code, started_on=day, reason=ChangeReason.WRONG_DATE, by=by)
    else:
        obligations.correct_ended(case.case, code, started_on=day, reason=ChangeReason.WRONG_DATE, by=by)

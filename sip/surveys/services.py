"""Hand a survey out after a meeting; take in what a family answers. [P-49, F134, I-40]"""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.regions import keys
from sip.family.readers import CHILD, Reader, reader_of
from sip.plans.family import readers_of
from sip.plans.models import PlanMeeting, SipPlan
from sip.plans.states import MeetingStatus
from sip.surveys import codes, policies
from sip.surveys.models import Respondent, SurveyCode
from sip.surveys.questionnaires import FIRST, Questionnaire, made_of, version_in_force


def respondents(acting: Acting, plan: SipPlan) -> list[Reader]:
    """Whom one may give a survey: the child, and the guardians of the own principal's record. Who is appointed to
    decide for the child is asked nothing of how the family felt.
    """
    family = [one for one in readers_of(acting, plan.pk) if not one.is_representative]
    return family or [Reader(CHILD, _("Barnet"))]


@transaction.atomic
def hand_out_survey(meeting: PlanMeeting, *, by: Acting, to: str) -> SurveyCode:
    """Give the child, or one guardian, a code for the meeting's survey. `to` is the key of a reader of the papers.

    Raises WrongState before the meeting is held, PermissionDenied, Refused for nobody of these, for a guardian who is
    barred from the plan, and for one who has been given it.
    """
    meeting = lock(meeting)
    plan = SipPlan.objects.get(pk=meeting.case_id)
    require(policies.may_hand_out(by, plan))
    if meeting.status != MeetingStatus.HELD:
        raise WrongState(_("Enkäten lämnas ut när mötet har hållits."))
    reader = reader_of(respondents(by, plan), to)
    if not reader.may_have_plan:
        raise Refused(_("%(name)s får inte ta del av planen. Det är antecknat hos barnet.") % {"name": reader.name})
    is_child, today = reader.key == CHILD, clock.today()
    if _of(meeting, reader).exists():
        raise Refused(_("Enkäten är redan utlämnad till %(name)s.") % {"name": reader.name})
    row = SurveyCode(
        region_id=meeting.region_id,
        case_id=meeting.case_id,
        meeting=meeting,
        kind=Respondent.CHILD if is_child else Respondent.GUARDIAN,
        guardian_id=None if is_child else reader.key,
        version=version_in_force(meeting.region_id, today),
        opened_by_id=by.assignment_id,
        opened_on=today,
        expires_on=today + timedelta(days=settings.SURVEY_CODE_DAYS),
    )
    row.code_hash = codes.new_hash(row.pk)
    row.save(force_insert=True)
    audit.record("survey.handed_out", row, by=by, case_id=row.case_id, reason=row.kind)
    return row


def _of(meeting: PlanMeeting, reader: Reader) -> QuerySet[SurveyCode]:
    rows = SurveyCode.objects.filter(meeting=meeting)
    return rows.filter(kind=Respondent.CHILD) if reader.key == CHILD else rows.filter(guardian_id=reader.key)


@transaction.atomic
def open_on_tablet(row: SurveyCode, *, by: Acting) -> str:
    """The code, for the device that is handed over. Raises PermissionDenied, WrongState when it is used or too old."""
    require(policies.may_hand_out(by, SipPlan.objects.get(pk=row.case_id)))
    code = paper_code(row)
    if not code:
        raise WrongState(_("Koden är använd eller för gammal."))
    audit.record("survey.on_tablet", row, by=by, case_id=row.case_id, reason=row.kind)
    return code


def paper_code(row: SurveyCode) -> str:
    """The code to show on paper; "" when it is used, too old, or made under a key that is gone."""
    return codes.code_of(row.pk, row.code_hash) if row.expires_on >= clock.today() else ""


def opened_by_code(code: str) -> Questionnaire | None:
    """What the code opens; None alike for a wrong, a used and a too old one. Asked by whoever holds it, unsigned."""
    hashes = codes.hashes_of(code)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, access.survey_asked(%s::text[]) FROM access.survey_code(%s::text[])", [hashes, hashes]
        )
        found = cursor.fetchone()
    if not found:
        return None
    kind, row = found
    return made_of(keys.survey(json.loads(row)) if row else FIRST, kind)


@transaction.atomic
def answer_survey(code: str, answers: Mapping[str, int]) -> bool:
    """Use the code up and add the answers to the counts; False alike for a wrong, a used and a too old code.

    No row of the answers is made and no audit row tells them: see ADR 12. Of two at the same moment one is counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT access.survey_answer(%s::text[], %s::jsonb)", [codes.hashes_of(code), json.dumps(dict(answers))]
        )
        return cursor.fetchone()[0]

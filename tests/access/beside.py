"""What stands in a region beside the case: a real object of each kind, a mark of the region in each hidden text.

So that each refusal of `test_beside.py` has something to hide, in both regions. [security 13]
"""

import uuid
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission

from core import clock
from core.access import acting_as
from core.notices.models import Notice, ParkedNotice
from core.organisations.models import ProfileOverride, StructureChange
from core.people.decisions import FactorReset, RoleProposal
from core.people.models import Invitation, Person
from deviations import services as deviations
from deviations.guests import services as guests
from deviations.models import DeviationDraft, DeviationPattern, DeviationReport, DeviationReportGrant
from deviations.services.sending import Written
from followup import granting
from followup.models import (
    AnnualFollowUp,
    AnnualFollowUpGrant,
    Counting,
    FollowUpComment,
    FollowUpSection,
    ReportFile,
    ReportJob,
)
from groups.models import Forum, MinutesTemplate
from sip.models import PoolAsk, TimeQuestion
from tests.access.agreements import make_agreements
from tests.access.evaluation import make_evaluations
from tests.access.intake import make_files
from tests.access.lifting import make_lifted
from tests.access.meetings import make_meetings
from tests.access.passkey import registered
from tests.access.proposing import make_proposed
from tests.access.routines import make_routines
from tests.access.seats import make_seats
from tests.access.surveying import make_surveys
from tests.access.tasks import make_tasks
from tests.access.unit_news import make_news
from tests.access.year_plans import make_year_plans
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.followup import town as f
from tests.followup.region_town import laid_together
from tests.groups import build as b

YEAR = 2025
# Mark → who may meet it anywhere in the portal, from domain.md 2 and security.md 2 by hand. REGION: all who work there.
FOLLOWERS = {"chair", "steering_bup", "steering_social", "convenor", "other_convenor", "secretary"}
REPORTED_TO = {"teacher", "head", "bup_manager", "chair", "secretary", "social_worker"}
REGION = set(
    "teacher head colleague convenor other_convenor social_manager social_worker bup_manager bup_deputy chair "
    "steering_bup steering_social secretary admin reviewer".split()
)
# Leads or sits in the steering group, leads a unit that has a seat there, or is the secretariat. [domain 2]
IN_THE_GROUP = {"chair", "steering_bup", "steering_social", "bup_manager", "social_manager", "secretary"}
MEETS = {
    "AVVIKELSE": REPORTED_TO,  # the last of them by leave to read
    "UTKAST": {"colleague"},
    "INBJUDEN": {"teacher"},
    "MÖNSTER": {"secretary"},
    "SKÄL": {"secretary"},  # why leave was given
    "ÅRSTEXT": FOLLOWERS | {"teacher"},  # the teacher by leave; the head's leave has ended
    "LÄSSKÄL": {"chair"},
    "RAPPORT": FOLLOWERS,
    "SYNPUNKT": {"chair", "steering_bup", "steering_social"},  # of the area's own groups alone
    "KVARTAL": {"secretary"},  # counted, not published
    "REGIONENS": {"secretary"},  # written, not published
    "PERSON": {"admin"},
    "FÖRSLAG": {"admin"},
    "FIL": {"admin"},
    "ÄNDRING": {"admin"},
    "GRUPP": REGION,
    "PLATS": REGION,
    "MANDAT": REGION,
    "MÖTE": IN_THE_GROUP,
    "MÖTESORD": IN_THE_GROUP,
    "UPPDRAG": IN_THE_GROUP,
    "LYFT": IN_THE_GROUP,
    "BEREDNING": {"secretary"},  # answers for the regional group, which prepares it
    "ÖVERENSKOMMELSE": IN_THE_GROUP,
    "RUTIN": IN_THE_GROUP,
    "HANDLINGSPLAN": IN_THE_GROUP,
    "SLUTEN": {"chair", "steering_bup"},
    "MALL": {"convenor", "chair", "teacher", "head", "bup_manager", "social_manager", "steering_bup"},  # on minutes
}
# Who reaches the object of a kind: any answer but 404.
REACHES = {
    "forum": REGION,
    "unit": REGION,
    "unit text": {"admin", "bup_manager"},
    "area": REGION,
    "deviation": REPORTED_TO,
    "deviation grant": {"secretary"},
    "deviation pattern": {"secretary"},
    "deviation guest": {"teacher"},
    "deviation draft": {"colleague"},
    "follow-up": FOLLOWERS | {"teacher"},
    "area's year": FOLLOWERS | {"teacher"},
    "follow-up's text": {"chair"},
    "leave to read": {"chair"},
    "report job": FOLLOWERS,
    "quarter's patterns": {"secretary"},
    "region's year": {"secretary"},
    "region's text": {"secretary"},
    "notice": {"colleague"},
    "parked_notice": {"admin"},
    "override": {"admin"},
    "change": {"admin"},
    "person": {"admin"},
    "role proposal": {"admin"},
    "role batch": {"admin"},
    "intake draft": {"admin"},
    "assignment": {"admin"},
    "factor reset": {"admin"},
    "session": {"colleague"},
    "time question": {"bup_manager", "convenor"},
    "pool ask": {"teacher", "head", "colleague"},
    "passkey": {"colleague"},
    **dict.fromkeys(
        ("meeting", "planned meeting", "agenda item", "agenda document", "forum decision", "action"), IN_THE_GROUP
    ),
    "forum period": IN_THE_GROUP,
    "group meeting held": IN_THE_GROUP,
    "meeting call": {"steering_bup"},
    "passing on": {"steering_bup"},
    **dict.fromkeys(
        ("date poll", "poll time", "item proposal", "training", "voice", "survey round", "standing heading"),
        IN_THE_GROUP,
    ),
    "saved filter": {"chair"},
    "task": IN_THE_GROUP,
    "lifted question": IN_THE_GROUP,
    **dict.fromkeys(
        ("agreement", "agreement chapter", "agreement party", "agreement asked", "agreement file"), IN_THE_GROUP
    ),
    **dict.fromkeys(("routine", "routine section", "routine file"), IN_THE_GROUP),
    **dict.fromkeys(
        ("action plan", "plan focus", "plan activity", "obstacle", "target group", "own forum"), IN_THE_GROUP
    ),
    "unit news": REGION,
    "made known": REGION,
    "receipt": {"steering_bup", "chair"},
    "membership": REGION,
}


def mark(town, name: str) -> str:
    return f"MÄRKE-{name}-{town.region.code}"


def make_beside(town) -> dict:
    """Everything, by kind of object; `arguments` of its address where that is more than a key."""
    with as_loader():
        for code in ("DL-12", "DL-54", "DL-54B"):
            make_rule(town.region, code)
        _mark_structure(town)
    objects = {"forum": town.steering.pk, "unit": town.school.pk, "unit text": town.bup.pk, "area": town.area.pk}
    objects |= make_meetings(town, words=mark(town, "MÖTE"), closed=mark(town, "SLUTEN"))
    objects |= make_evaluations(town, objects["passing on"], words=mark(town, "MÖTESORD"))
    objects |= make_tasks(town, objects["forum decision"], words=mark(town, "UPPDRAG"))
    objects |= make_agreements(town, words=mark(town, "ÖVERENSKOMMELSE"))
    objects |= make_routines(town, words=mark(town, "RUTIN"))
    objects |= make_news(town, words=mark(town, "GRUPP"))
    objects |= make_lifted(town, words=mark(town, "LYFT"), note=mark(town, "BEREDNING"))
    objects |= make_seats(town, words=mark(town, "MANDAT"))
    objects |= make_proposed(town, words=mark(town, "MÖTE"))
    objects |= make_surveys(town, words=mark(town, "MÖTESORD"))
    objects |= make_year_plans(town, words=mark(town, "HANDLINGSPLAN"))
    objects |= _deviation(town)
    objects |= _year(town)
    with as_loader():
        objects |= _people(town)
        objects["time question"] = _time_question(town)
        objects["pool ask"] = pool_ask(town)
    return objects


def _time_question(town) -> uuid.UUID:
    """As it is when the case that it was asked for has gone."""
    at, people = clock.now() + timedelta(days=3), town.assignments
    return TimeQuestion.objects.create(
        region=town.region, district=town.east, sent_by=people["convenor"], receiver=people["bup_manager"], times=[at],
        until=at, reply_by=clock.today(),
    ).pk  # fmt: skip


def pool_ask(town) -> uuid.UUID:
    """The school's, of no plan."""
    return PoolAsk.objects.create(
        region=town.region, area=town.area, unit=town.school, asked_by=town.assignments["teacher"], kind="lead",
        needed_by=clock.today(),
    ).pk  # fmt: skip


def _mark_structure(town) -> None:
    Forum.objects.filter(pk=town.steering.pk).update(mission=mark(town, "GRUPP"))
    b.make_requirement(town.region, "steering_group", mark(town, "PLATS"), ["bup"])
    template = MinutesTemplate.objects.get(region=town.region)
    template.sections = [{**section, "help": mark(town, "MALL")} for section in template.sections]
    template.save()


def _deviation(town) -> dict:
    text, people = mark(town, "AVVIKELSE"), town.assignments
    written = Written(
        event_on=clock.today(), area=town.area, counterparts=(town.bup,), category="absence", description=text,
        effect="delayed", tried=text,
    )  # fmt: skip
    with acting_as(town.teacher):
        report = deviations.send(written, by=town.teacher, names_confirmed=True)
        guests.invite(by=town.teacher, unit_name=mark(town, "INBJUDEN"))
        guest = guests.own_guests(town.teacher).get()
    with acting_as(town.bup_manager):
        deviations.account(report, by=town.bup_manager, text=text, names_confirmed=True)
    with acting_as(town.head):
        what = {"text": text, "unit": str(town.bup.pk), "due_on": clock.today(), "names_confirmed": True}
        deviations.decide_action(report, by=town.head, **what)
        deviations.mark_principled(report, by=town.head, reason=text, names_confirmed=True)
    with acting_as(town.chair):
        deviations.submit(report, by=town.chair)
    with acting_as(town.secretary):
        officer, until = town.secretary, clock.today() + timedelta(days=9)
        deviations.receive(report, by=officer)
        given = deviations.grant(report, by=officer, to=people["social_worker"], reason=mark(town, "SKÄL"), until=until)
    with as_loader():
        DeviationReport.objects.filter(pk=report.pk).update(suggestion=text, pattern=text)
        _ended(DeviationReportGrant, report, "read_deviationreport", town, "steering_social", "secretary")
        hidden = mark(town, "MÖNSTER")
        pattern = DeviationPattern.objects.create(region=town.region, name=hidden, summary=hidden)
        draft = DeviationDraft.objects.create(
            region=town.region, owner=people["colleague"], answers={"description": mark(town, "UTKAST")}
        )
    return {
        "deviation": report.pk,
        "deviation grant": given.pk,
        "deviation draft": draft.pk,
        "deviation pattern": pattern.pk,
        "deviation guest": guest.pk,
    }


def _year(town) -> dict:
    follow_up = f.collected(town, YEAR)
    with acting_as(town.chair):
        leave = granting.grant(
            follow_up, by=town.chair, to=town.assignments["teacher"], reason=mark(town, "LÄSSKÄL"),
            until=clock.today() + timedelta(days=9),
        )  # fmt: skip
    with as_loader():
        FollowUpSection.objects.filter(follow_up=follow_up).update(text=mark(town, "ÅRSTEXT"))
        AnnualFollowUp.objects.filter(pk=follow_up.pk).update(adopted_at_meeting=mark(town, "ÅRSTEXT"))
        FollowUpComment.objects.create(
            region=town.region, follow_up=follow_up, text=mark(town, "SYNPUNKT"), at=clock.now(),
            by=town.assignments["steering_bup"],
        )  # fmt: skip
        _ended(AnnualFollowUpGrant, follow_up, "read_annualfollowup", town, "head", "chair")
        section = FollowUpSection.objects.filter(follow_up=follow_up).first()
        job = _report(town, follow_up)
        quarter = f.quarter(town, name=mark(town, "KVARTAL"))
        counting = Counting.objects.get(follow_up=follow_up)
        region = laid_together(town, counting, words=mark(town, "REGIONENS"))
    return {
        **region,
        "quarter's patterns": quarter.pk,
        "follow-up": follow_up.pk,
        "area's year": town.area.pk,
        "follow-up's text": section.pk,
        "leave to read": leave.pk,
        "report job": job.pk,
    }


def _report(town, follow_up) -> ReportJob:
    now, content = clock.now(), f"%PDF-1.7 {mark(town, 'RAPPORT')}".encode()
    what = {"region": town.region, "area": town.area, "year": YEAR, "follow_up": follow_up}
    counting = Counting.objects.get(follow_up=follow_up)
    job = ReportJob.objects.create(
        **what, kind="report", status="done", progress=100, requested_by=town.assignments["chair"], ended_at=now
    )
    ReportFile.objects.create(
        region=town.region, job=job, counting=counting, name="rapport.pdf", content=content, size=len(content),
        sha256="0" * 64,
    )  # fmt: skip
    return job


def _ended(model, obj, codename, town, to, giver) -> None:
    """Leave that was given, and has ended."""
    now = clock.now()
    model.objects.create(
        region=town.region, content_object=obj, user=town.assignments[to].user, giver=town.assignments[giver],
        permission=Permission.objects.get(codename=codename), reason="Slut", valid_from=now - timedelta(days=9),
        valid_until=now - timedelta(minutes=1),
    )  # fmt: skip


def _people(town) -> dict:
    region, people = town.region, town.assignments
    names = {"given_name": "Frans", "family_name": "Främling", "phone": mark(town, "PERSON")}
    stranger = Person.objects.create(region=region, **names)
    admin = b.make_assignment(region, "region_admin", "Alva Admin")
    asked = {"region": region, "person": stranger, "proposed_by": admin}
    proposal = RoleProposal.objects.create(
        **asked, role="caseworker", unit=town.school, valid_from=clock.today(), has_mandate=True,
        valid_to=clock.today() + timedelta(days=30), mandate_text=mark(town, "FÖRSLAG"),
    )  # fmt: skip
    reset = FactorReset.objects.create(**asked, user=people["colleague"].user, identity_check="in_person")
    override = ProfileOverride.objects.create(
        region=region, area=town.area, key="forum_deadline_days", value=10, reason=mark(town, "ÄNDRING"),
        proposed_user=admin.user_id, proposed_person=admin.person_id, proposed_by=admin.pk, proposed_name="Alva Admin",
        valid_from=clock.today(),
    )  # fmt: skip
    change = StructureChange.objects.create(
        region=region, kind="end_area", on=clock.today(), said={"area": str(town.area.pk), "lines": []},
        reason=mark(town, "ÄNDRING"), proposed_user=admin.user_id, proposed_person=admin.person_id,
        proposed_by=admin.pk, proposed_name="Alva Admin",
    )  # fmt: skip
    Invitation.objects.create(
        region=region, person=stranger, email="frans@prov.example", token_hash=uuid.uuid4().hex,
        invited_by=admin, expires_at=clock.now() + timedelta(hours=2),
    )  # fmt: skip
    passkey = Authenticator.objects.create(user=people["colleague"].user, type="webauthn", data=registered("nyckel"))
    return {
        "person": stranger.pk,
        "role proposal": proposal.pk,
        "factor reset": reset.pk,
        "assignment": b.make_assignment(region, "caseworker", "Ebba Enkel", unit=town.school).pk,
        "override": override.pk,
        "change": change.pk,
        "passkey": passkey.pk,
        **make_files(town, admin, name=mark(town, "FIL")),
        **_notices(town),
    }


def _notices(town) -> dict:
    kind = {"region": town.region, "kind": "case_event"}
    notice = Notice.objects.create(**kind, id=uuid.uuid4(), recipient=town.assignments["colleague"], channel="in_app")
    parked = ParkedNotice.objects.create(
        **kind, notice_id=uuid.uuid4(), recipient=town.assignments["teacher"],
        attempts=5, reason="refused", parked_at=clock.now(),
    )  # fmt: skip
    return {"notice": notice.pk, "parked_notice": parked.pk}

"""Routines of the region and of the home area's group, as they would have made them. [F63-F67]"""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

from core import clock
from core.access import Acting
from core.people.models import RoleAssignment
from core.roles import Role
from demo import routine_texts as texts
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from demo.story import at
from groups.choices import STEERING_KINDS
from groups.models import Forum, Receipt
from groups.receipts import services as receipts
from groups.routines import policies
from groups.routines.content import SIP, subjects_of
from groups.routines.models import RoutineVersion
from groups.routines.page import PUBLISHED
from groups.routines.services import deciding, drafting
from groups.routines.services.deciding import Decided

LOCAL = (Role.GROUP_CHAIR, Role.GROUP_COORDINATOR)
REGIONAL = {"regional_group": Role.SECRETARIAT_OFFICER, "managers_forum": Role.SUPPORT_UNIT_OFFICER}


class Making:
    """One forum, who leads it, and the day it is."""

    def __init__(self, forum: Forum, leader: RoleAssignment, today: date) -> None:
        self.forum, self.leader, self.today = forum, leader, today

    def day(self, days: int) -> AbstractContextManager[Acting]:
        """So many days ago."""
        moment = at(self.today - timedelta(days=days), 9)
        return on(self.today - timedelta(days=days), replace(acting_for(self.leader), logged_in_at=moment))

    def begun(self, title: str, subject: str, words: dict[str, str], days: int) -> RoutineVersion:
        with self.day(days) as by:
            version = drafting.draft(self.forum, by=by, title=title, subject=subject)
        return self.written(version, words, days)

    def written(self, version: RoutineVersion, words: dict[str, str], days: int) -> RoutineVersion:
        with self.day(days) as by:
            for section in version.sections.filter(key__in=words):
                drafting.save_section(section, by=by, text=words[section.key], version=section.version)
        return version

    def decided(self, version: RoutineVersion, days: int, review_in: int = 365) -> RoutineVersion:
        """`review_in`: days from the decision."""
        with self.day(days) as by:
            today = clock.today()
            said = Decided(today, today, today + timedelta(days=review_in), said="Gruppens möte")
            return deciding.decide(version, by=by, decided=said)

    def renewed(self, version: RoutineVersion, words: dict[str, str], days: int) -> RoutineVersion:
        with self.day(days + 20) as by:
            new = drafting.renew(version, by=by)
            drafting.rename(new, by=by, title=new.title, change=texts.WHAT_IS_NEW)
        return self.decided(self.written(new, words, days + 10), days)


def make_routines(found: Found, today: date) -> None:
    """None where nobody leads the home area's group."""
    leader, regional = found.one(*LOCAL, area=found.home), _regional(found, today)
    if leader is None:
        return
    with on(today, acting_for(leader)):
        forum = Forum.objects.get(region=found.region, area=found.home, kind__in=STEERING_KINDS)
        subjects = set(subjects_of(forum.region_id))
    home = Making(forum, leader, today)
    if SIP in subjects:
        if regional:
            _sip(home, regional)
        _elsewhere(found, today)
    if "absence" in subjects:
        _known(home, home.decided(home.begun("När elever är borta länge", "absence", texts.ABSENCE, 300), 280, 270))
    if "deviations" in subjects:
        home.decided(home.begun("Avvikelser hos oss", "deviations", texts.DEVIATIONS, 120), 100)
    if "placed" in subjects:
        home.begun("Placerade barns skola och vård", "placed", texts.PLACED, 15)


def _elsewhere(found: Found, today: date) -> None:
    """Another area's own routine for the plan, to lay beside the home area's."""
    leader = next((one for one in found.all(*LOCAL) if one.area and one.area != found.home), None)
    if leader is None:
        return
    with on(today, acting_for(leader)):
        forum = Forum.objects.get(region=found.region, area=leader.area, kind__in=STEERING_KINDS)
    there = Making(forum, leader, today)
    there.decided(there.begun("Så gör vi en SIP", SIP, texts.SIP_THERE, 200), 180)


def _regional(found: Found, today: date) -> Making | None:
    """Who leads the body that decides the region's own routines, where somebody does."""
    for kind, role in REGIONAL.items():
        leader = found.one(role)
        if leader is None:
            continue
        with on(today, acting_for(leader)) as by:
            forum = policies.making_forums(by).filter(kind=kind).first()
        if forum:
            return Making(forum, leader, today)
    return None


def _sip(home: Making, regional: Making) -> None:
    """The county's, adapted here, and then changed: whoever answers for the adaptation has it to look at."""
    first = regional.decided(regional.begun("SIP i länet", "sip", texts.SIP_REGION, 420), 400, 900)
    with home.day(360) as by:
        form = drafting.adapt(first, by=by, forum=home.forum)
    form = home.decided(home.written(form, texts.SIP_HERE, 350), 340, 700)
    _known(home, form)
    regional.renewed(first, texts.SIP_REGION_NEW, 20)


def _known(home: Making, version: RoutineVersion) -> None:
    """Made known to the group; all but the last have confirmed."""
    with home.day(90) as by:
        receipts.publish(version, by=by, kind=PUBLISHED, forums=[home.forum])
        found = Receipt.objects.filter(about_id=version.pk)
        asked = list(found.select_related("assignment__region", "assignment__person", "assignment__unit"))
    for number, receipt in enumerate(asked[:-1], 1):
        with on(home.today - timedelta(days=90 - number), acting_for(receipt.assignment)) as by:
            receipts.confirm(receipt, by=by)

"""Take a routine as far as a test needs."""

from dataclasses import replace
from datetime import timedelta

from core import clock
from core.notices.models import Notice
from groups.models import ForumDecision, RoutineSection, RoutineVersion
from groups.routines import policies
from groups.routines.services import deciding, drafting
from groups.routines.services.deciding import Decided
from tests.database import as_loader
from tests.groups.meetings import table as t

TEXT = "Den som ser behovet kallar."
LEADER = {"steering": "chair", "elsewhere": "other_chair", "bussam": "officer"}


def later(days: int = 30):
    return clock.today() + timedelta(days=days)


def said(**changes) -> Decided:
    today = clock.today()
    return replace(Decided(on=today, valid_from=today, review_on=later(365), said="Alla sa ja på mötet"), **changes)


def now(version: RoutineVersion) -> RoutineVersion:
    with as_loader():
        found = policies.with_original(RoutineVersion.objects.select_related("forum", "routine__forum"))
        return found.get(pk=version.pk)


def drafted(town, forum: str = "steering", title: str = "SIP hos oss", subject: str = "sip") -> RoutineVersion:
    with t.as_(town, LEADER[forum]) as me:
        return drafting.draft(getattr(town, forum), by=me, title=title, subject=subject)


def section(version: RoutineVersion, key: str = "start") -> RoutineSection:
    with as_loader():
        return version.sections.get(key=key)


def wrote(town, version: RoutineVersion, by: str, text: str = TEXT, key: str = "start") -> RoutineVersion:
    one = section(version, key)
    with t.as_(town, by) as me:
        drafting.save_section(one, by=me, text=text, version=one.version)
    return version


def decision_of(town) -> ForumDecision:
    """What the steering group decided at its table."""
    meeting = t.held(town)
    with as_loader():
        return ForumDecision.objects.create(
            region=town.region, forum=town.steering, meeting=meeting, item=t.items_of(meeting)[0], year=2026, number=1,
            text="Rutinen antas.", recorded_by=town.people["chair"],
        )  # fmt: skip


def decided(town, version: RoutineVersion | None = None, by: str = "chair", text: str = TEXT, **changes):
    version = wrote(town, version or drafted(town), by, text)
    with t.as_(town, by) as me:
        deciding.decide(version, by=me, decided=said(**changes))
    return now(version)


def regional(town, text: str = TEXT) -> RoutineVersion:
    return decided(town, drafted(town, "bussam", title="SIP i länet"), "officer", text)


def renewed(town, version: RoutineVersion, by: str, text: str) -> RoutineVersion:
    """A next version, decided and in force."""
    with t.as_(town, by) as me:
        new = drafting.renew(version, by=me)
    return decided(town, new, by, text)


def adapted(town, original: RoutineVersion, by: str = "chair", forum: str = "steering") -> RoutineVersion:
    """The area's own form of it, as a draft."""
    with t.as_(town, by) as me:
        return now(drafting.adapt(original, by=me, forum=getattr(town, forum)))


def told_to(town, kind: str, who: str) -> int:
    """How often somebody has been told in the portal."""
    with as_loader():
        return Notice.objects.filter(kind=kind, recipient=town.people[who], channel="in_app").count()

"""Who reads and writes an area's follow-up. Row security holds who sees; here stand roles and states. [domain 2]"""

from uuid import UUID

from django.db.models import Q, QuerySet

from core.access import Acting
from core.roles import AREA_LEADERS, Role
from followup import states
from followup.models import (
    AnnualFollowUp,
    AnnualFollowUpGrant,
    Counting,
    Figure,
    FollowUpComment,
    FollowUpSection,
    RegionalReply,
    ReportJob,
)
from followup.open_figures.rows import released
from followup.querysets import AnnualFollowUpQuerySet, within

LEADERS = AREA_LEADERS
WRITERS = LEADERS | {Role.WORKING_CONVENOR, Role.WORKING_MEMBER}
COMMENTERS = WRITERS | {Role.STEERING_MEMBER}
OWN_GROUPS = WRITERS | {Role.STEERING_MEMBER, Role.FORUM_CONVENOR}
COMPILERS = frozenset({Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER})
AFTERWARDS = frozenset({Role.REGIONAL_MEMBER, Role.PREP_MEMBER, Role.MANAGERS_FORUM_MEMBER, Role.POLITICAL_MEMBER})
RELEASERS = LEADERS | COMPILERS | {Role.STEERING_MEMBER}
ANSWERERS = COMPILERS | {Role.REGIONAL_MEMBER, Role.MANAGERS_FORUM_MEMBER}
READERS = OWN_GROUPS | COMPILERS | AFTERWARDS
READ = "read_annualfollowup"


def visible_follow_ups(acting: Acting) -> AnnualFollowUpQuerySet:
    """The follow-ups one may read now: of the own area, of all areas, once sent on, or by leave. [domain 2]"""
    return AnnualFollowUp.objects.filter(within("id", "visible_follow_up_ids"), region_id=acting.region_id)


def visible_countings(acting: Acting) -> QuerySet[Counting]:
    """Counts of the areas one follows the whole year, and of the follow-ups one may read."""
    return Counting.objects.filter(_of_visible(), region_id=acting.region_id)


def visible_figures(acting: Acting) -> QuerySet[Figure]:
    return Figure.objects.filter(_of_visible(), region_id=acting.region_id)


def visible_released(acting: Acting) -> QuerySet[Figure]:
    """Of the figures one may read, those that have been sent on by another than their maker. [security 7]"""
    return released(visible_figures(acting))


def _of_visible() -> Q:
    return Q(within("area_id", "follow_up_area_ids")) | Q(within("follow_up_id", "visible_follow_up_ids"))


def visible_areas(acting: Acting) -> QuerySet:
    """The areas whose figures one follows also while their year goes on."""
    from core.organisations.models import Area

    return Area.objects.filter(within("id", "follow_up_area_ids"), region_id=acting.region_id)


def visible_jobs(acting: Acting) -> QuerySet[ReportJob]:
    """Own jobs, and those for the areas one follows."""
    mine = Q(requested_by_id=acting.assignment_id) | Q(within("area_id", "follow_up_area_ids"))
    return ReportJob.objects.filter(mine, region_id=acting.region_id)


def visible_sections(acting: Acting) -> QuerySet[FollowUpSection]:
    return FollowUpSection.objects.filter(within("follow_up_id", "visible_follow_up_ids"), region_id=acting.region_id)


def visible_comments(acting: Acting) -> QuerySet[FollowUpComment]:
    """What the members of the acting's own group have said; nobody else reads it."""
    rows = FollowUpComment.objects.filter(region_id=acting.region_id, follow_up__area_id=acting.area_id)
    return rows if acting.role in COMMENTERS and acting.area_id else rows.none()


def visible_replies(acting: Acting) -> QuerySet[RegionalReply]:
    return RegionalReply.objects.filter(within("follow_up_id", "visible_follow_up_ids"), region_id=acting.region_id)


def given_leave(acting: Acting) -> QuerySet[AnnualFollowUpGrant]:
    """The leaves to read that the acting's own group has given."""
    return AnnualFollowUpGrant.objects.filter(region_id=acting.region_id, content_object__area_id=acting.area_id)


def leads(acting: Acting, area_id: UUID | None) -> bool:
    """Leads the group of the area itself. [A-11, A-16]"""
    return acting.role in LEADERS and acting.area_id is not None and acting.area_id == area_id


def can_follow_area(acting: Acting, area_id: UUID) -> bool:
    """May read the area's figures in every state."""
    return visible_areas(acting).filter(pk=area_id).exists()


def can_view(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    return visible_follow_ups(acting).filter(pk=follow_up.pk).exists()


def can_count(acting: Acting, area_id: UUID) -> bool:
    """Ask for a new count of the year so far: who compiles or leads."""
    return acting.role in COMPILERS or leads(acting, area_id)


def can_collect(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    return leads(acting, follow_up.area_id) and states.COLLECT.allowed_from(follow_up.status)


def can_write(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """Who: the group's leader and the working group. When: until the group has adopted it. [domain 2: C text]"""
    is_own = acting.area_id is not None and acting.area_id == follow_up.area_id
    return acting.role in WRITERS and is_own and follow_up.status in states.WRITABLE


def can_comment(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """Who: all of the area's own groups. When: the texts are ready and the meeting has not been. [SM-9]"""
    is_own = acting.area_id is not None and acting.area_id == follow_up.area_id
    return acting.role in COMMENTERS and is_own and follow_up.status in states.COMMENTED


def can_draft(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """Make the texts ready for the meeting: any of those who write them."""
    return can_write(acting, follow_up) and states.DRAFT.allowed_from(follow_up.status)


def can_reopen(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    return leads(acting, follow_up.area_id) and states.REOPEN.allowed_from(follow_up.status)


def can_adopt(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    return leads(acting, follow_up.area_id) and states.ADOPT.allowed_from(follow_up.status)


def can_report(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """Send it on: who steers the area, or compiles; never the one who made it. [security 7: another than the maker]"""
    return (
        states.REPORT.allowed_from(follow_up.status)
        and _releases(acting, follow_up)
        and not has_made(acting, follow_up)
    )


def has_made(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """The person, under whatever assignment, who made the texts ready for the meeting."""
    return follow_up.made_by is not None and follow_up.made_by.person_id == acting.person_id


def _releases(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    is_own = acting.area_id is not None and acting.area_id == follow_up.area_id
    return acting.role in COMPILERS or (acting.role in RELEASERS and is_own)


def can_analyse(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """The regional level's analysis of what was sent on. [SM-9, domain 2]"""
    return acting.role in ANSWERERS and states.ANALYSE.allowed_from(follow_up.status)


def can_feed_back(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """The answer back to the group. [SM-9]"""
    return acting.role in ANSWERERS and states.FEED_BACK.allowed_from(follow_up.status)


def can_give_leave(acting: Acting, follow_up: AnnualFollowUp) -> bool:
    """Let somebody read it before it is sent on; afterwards those concerned read it anyway."""
    return leads(acting, follow_up.area_id) and follow_up.status not in states.SENT_ON


def can_see_operations(acting: Acting) -> bool:
    """Jobs that were given up: area, year and kind of job, for those who keep the portal running. [A-31]"""
    return acting.role == Role.REGION_ADMIN


def verbs(acting: Acting, follow_up: AnnualFollowUp) -> set[str]:
    """What the acting assignment may do with it now."""
    answers = {
        "collect": can_collect,
        "write": can_write,
        "comment": can_comment,
        "draft": can_draft,
        "reopen": can_reopen,
        "adopt": can_adopt,
        "report": can_report,
        "analyse": can_analyse,
        "feed_back": can_feed_back,
        "give_leave": can_give_leave,
    }
    return {name for name, answer in answers.items() if answer(acting, follow_up)}

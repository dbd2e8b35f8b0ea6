"""The verbs of the region's year, from when it is opened until it is published and answers the groups. [SM-9]"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.roles import AREA_LEADERS
from followup import states, texts
from followup.choices import RegionalSection
from followup.models import Compilation, CompilationSection, RegionCount
from followup.policies import COMPILERS
from followup.region import policies
from followup.region.keeping import count_region

ABOUT = "followup.compilation"


@transaction.atomic
def open_compilation(region_id: UUID, year: int, *, by: Acting) -> Compilation | None:
    """Open the region's own year that has ended, with its empty texts. None when it is open already.

    Raises PermissionDenied for anybody but a job, Refused before the year has ended.
    """
    require(not by.is_user)
    if clock.today() <= date(year, 12, 31):
        raise Refused(_("Året är inte slut än."))
    if Compilation.objects.filter(region_id=region_id, year=year).exists():
        return None
    compilation = Compilation(region_id=region_id, year=year)
    compilation.save(force_insert=True)
    CompilationSection.objects.bulk_create(
        CompilationSection(region_id=region_id, compilation=compilation, key=section, order=order)
        for order, section in enumerate(RegionalSection)
    )
    audit.record("region.opened", compilation, by=by)
    return compilation


@transaction.atomic
def collect(compilation: Compilation, *, by: Acting, at: datetime) -> RegionCount:
    """Lay together what the areas have sent on. Again until it is ready to be published. [I-R6]

    Raises WrongState, PermissionDenied for anybody but a job, Refused when no area has sent anything on.
    """
    compilation = lock(compilation)
    states.COMPILE.guard(compilation)
    count = count_region(compilation, by=by, at=at)
    compilation.status, compilation.collected_at = states.COMPILE.target, count.confirmed_at
    compilation.save(update_fields=["status", "collected_at"])
    return count


@transaction.atomic
def save_section(section: CompilationSection, *, by: Acting, text: str, version: int) -> CompilationSection:
    """Save one text over the version its writer saw.

    Raises EditedByAnother when someone saved in between, WrongState once it is ready, PermissionDenied, Refused for a
    text that shows who a child is.
    """
    section = lock(section)
    compilation = Compilation.objects.get(pk=section.compilation_id)
    if compilation.status not in states.COMPILING:
        raise WrongState(_("Sammanställningen är klar och kan inte ändras."))
    require(policies.can_write(by, compilation))
    return texts.write(section, by=by, text=text, version=version, act="region.text_saved")


@transaction.atomic
def finish(compilation: Compilation, *, by: Acting) -> Compilation:
    """The texts are ready; another of those who compile may publish it and is told.

    Raises WrongState, PermissionDenied, Refused naming the compulsory texts that are empty.
    """
    compilation = lock(compilation)
    states.COMPILED.guard(compilation)
    require(policies.can_finish(by, compilation))
    texts.refuse_unwritten(compilation.sections.all())
    compilation.status, compilation.made_by_id = states.COMPILED.target, by.assignment_id
    compilation.save(update_fields=["status", "made_by"])
    audit.record("region.drafted", compilation, by=by)
    others = holders(set(COMPILERS), region_id=compilation.region_id, on=clock.today())
    to = [one for one in others if one.person_id != by.person_id]
    notify("compilation_ready", to=to, by=by, about_kind=ABOUT, about_id=compilation.pk)
    return compilation


@transaction.atomic
def reopen(compilation: Compilation, *, by: Acting) -> Compilation:
    """Something is to be changed before it is published: write on. Raises WrongState, PermissionDenied."""
    compilation = lock(compilation)
    states.COMPILE_ON.guard(compilation)
    require(policies.can_reopen(by, compilation))
    compilation.status = states.COMPILE_ON.target
    compilation.save(update_fields=["status"])
    audit.record("region.reopened", compilation, by=by)
    return compilation


@transaction.atomic
def release(compilation: Compilation, *, by: Acting) -> Compilation:
    """Publish it to all who read figures: the answer back to the groups, whose leaders are told. [SM-9, security 7-8]

    Raises WrongState, PermissionDenied (also for the one who made it), Refused for a stale login.
    """
    compilation = lock(compilation)
    states.RELEASE.guard(compilation)
    require(policies.can_release(by, compilation))
    require_fresh(by)
    compilation.status, compilation.released_at = states.RELEASE.target, clock.now()
    compilation.released_by_id = by.assignment_id
    compilation.save(update_fields=["status", "released_at", "released_by"])
    audit.record("region.released", compilation, by=by)
    leaders = _leaders(compilation)
    notify("compilation_released", to=leaders, by=by, about_kind=ABOUT, about_id=compilation.pk)
    return compilation


def _leaders(compilation: Compilation) -> list[RoleAssignment]:
    """Of every area's group: also where its own year is late, for the answer is theirs too."""
    return list(holders(set(AREA_LEADERS), region_id=compilation.region_id, on=clock.today()))

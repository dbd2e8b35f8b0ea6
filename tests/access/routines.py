"""Routines among what every page is tried on: a draft, one that holds, and an adaptation whose original changed."""

from datetime import timedelta
from typing import Any

from core import clock
from core.access import acting_as
from groups.models import Receipt, Routine, RoutineSection, RoutineVersion
from groups.receipts import services as receipts
from groups.routines.page import PUBLISHED
from groups.routines.services import deciding, drafting
from groups.routines.services.deciding import Decided
from tests.access.visit import Visit
from tests.database import as_loader
from tests.groups import build as b
from tests.sip.papers import paper

DETAILS = """
    groups:routine_coverage groups:routine_beside
    groups:routine_new groups:routine_detail groups:routine_write groups:routine_compare groups:routine_original
    groups:routine_adapt groups:routine_attach groups:routine_file groups:routine_file_remove groups:routine_note
    groups:receipt_publish groups:receipt_remind
"""
VISITS = [
    Visit("groups:routine_list", "chair"),
    Visit("groups:routine_list", "teacher", query="?show=all"),
    Visit("groups:routine_coverage", "teacher"),
    Visit("groups:routine_beside", "teacher"),
    Visit("groups:routine_new", "chair", "forum"),
    *(Visit("groups:routine_detail", who, "routine") for who in ("chair", "steering_bup", "bup_manager")),
    *(Visit("groups:routine_detail", "chair", f"routine {one}") for one in ("renewed", "adapted")),
    Visit("groups:routine_write", "steering_bup", "routine"),
    Visit("groups:routine_compare", "teacher", "routine renewed"),
    Visit("groups:routine_original", "chair", "routine adapted"),
    Visit("groups:routine_adapt", "chair", "routine alone"),
    Visit("groups:routine_attach", "chair", "routine"),
    *(Visit("groups:routine_note", "chair", "routine", more=(one,)) for one in ("beslut", "galler-for")),
    Visit("groups:routine_note", "chair", "routine", more=("ansvarig",)),
    Visit("groups:routine_detail", "steering_bup", "routine adapted"),
    Visit("groups:receipt_list", "chair", "made known", more=("rutin",)),
    Visit("groups:receipt_publish", "chair", "made known", more=("rutin",)),
    Visit("groups:receipt_remind", "chair", "made known", more=("rutin",)),
    Visit("groups:routine_file", "bup_manager", "routine file"),
    Visit("groups:routine_file_remove", "chair", "routine file"),
]


def make_routines(town, *, words: str = "Rutinen") -> dict[str, Any]:
    """Of the steering group and of the region's; `words` in all the texts of the draft."""
    with acting_as(town.chair) as me:
        draft = drafting.draft(town.steering, by=me, title=words, subject="absence")
        section = RoutineSection.objects.get(routine_version=draft, key="steps")
        drafting.save_section(section, by=me, text=words, version=0)
        added = drafting.add_file(draft, by=me, title=words, file=paper())
    with as_loader():
        regional = b.make_forum(town.region, "regional_group", label="Regional grupp")
        b.make_member(regional, town.assignments["secretary"])
    with acting_as(town.secretary) as me:
        first = _decided(drafting.draft(regional, by=me, title="SIP i länet", subject="sip"), me)
    with acting_as(town.chair) as me:
        form = _decided(drafting.adapt(first, by=me, forum=town.steering), me)
        receipts.publish(form, by=me, kind=PUBLISHED, forums=[town.steering])
        asked = Receipt.objects.get(about_id=form.pk, assignment=town.assignments["steering_bup"])
    with acting_as(town.secretary) as me:
        second = _decided(drafting.renew(first, by=me), me, text="Nytt.")
        alone = _decided(drafting.draft(regional, by=me, title="Barn som placeras", subject="placed"), me)
    return {
        "routine": draft.pk,
        "routine section": section.pk,
        "routine file": added.pk,
        "routine renewed": second.pk,
        "routine adapted": form.pk,
        "routine alone": alone.pk,
        "made known": form.pk,
        "receipt": asked.pk,
    }


def _decided(version: RoutineVersion, by, text: str = "Så gör vi.") -> RoutineVersion:
    section = RoutineSection.objects.get(routine_version=version, key="start")
    drafting.save_section(section, by=by, text=text, version=0)
    today = clock.today()
    said = Decided(on=today, valid_from=today, review_on=today + timedelta(days=365), said="På mötet")
    return deciding.decide(version, by=by, decided=said)


def ten_times(world, copies) -> None:
    """More routines of the same forums, each with its version as it stands."""
    for name in ("routine", "routine adapted", "routine alone"):
        version = RoutineVersion.objects.get(pk=world.objects[name])
        more = copies(Routine.objects.filter(pk=version.routine_id))
        copies(RoutineVersion.objects.filter(pk=version.pk), routine=lambda row, n, more=more: more[n])

"""A town whose school has a child's record, with two records officers who build and read extracts of it."""

import json
from uuid import UUID

from core import clock
from core.access import acting_as
from sip.disclosures.services import write_piece
from sip.extracts import building, policies, services
from sip.extracts.models import Extract, ExtractItem
from sip.extracts.states import Choice, Ground, Kind
from sip.models import Child, ForumCase, Guardian
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.retention import town as r

OURS, THEIRS = "MÄRKE-SKOLAN Pappa Erik ringde.", "MÄRKE-BUP"


def recorded(town) -> tuple[ForumCase, Child]:
    """A case of the school's child with consent, a piece of the school's and one of another principal's."""
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    for by, text in ((town.teacher, OURS), (town.bup_manager, THEIRS)):
        with acting_as(by):
            write_piece(case, by=by, kind="view", text=text)
    with as_loader():
        return case, case.case.own_children.get().child


def guardians(child) -> list[Guardian]:
    with as_loader():
        return list(Guardian.objects.filter(child=child).order_by("created_at", "name"))


def built(town, child, *, who: str = "first", kind: str = Kind.REGISTER, guardian: UUID | None = None) -> Extract:
    with r.officer(town, who) as by:
        return building.build(child.pk, by=by, kind=kind, guardian_id=guardian, asked_on=clock.today())


def items(town, extract, *, who: str = "second") -> list[ExtractItem]:
    with r.officer(town, who) as by:
        return list(policies.visible_items(by).filter(extract=extract).order_by("number"))


def text_of(item: ExtractItem) -> str:
    return json.dumps(json.loads(item.content), ensure_ascii=False)


def all_text(town, extract) -> str:
    return " ".join(text_of(item) for item in items(town, extract))


def decide(town, item, choice: str, ground: str, *, who: str = "second") -> None:
    with r.officer(town, who) as by:
        services.decide_item(item, by=by, choice=choice, ground=ground)


def passed(town, extract, *, who: str = "second") -> Extract:
    """The second reader leaves out what is marked, and is done."""
    for item in items(town, extract, who=who):
        if item.waits:
            decide(town, item, Choice.LEAVE_OUT, Ground.OTHERS_HARM, who=who)
    with r.officer(town, who) as by:
        return services.pass_extract(extract, by=by)

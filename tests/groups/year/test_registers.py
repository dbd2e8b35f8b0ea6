"""What hampers and helps, and what target groups need: noted, taken on, ended, renewed; who may. [F47, F48]"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.audit.models import AuditEvent
from core.errors import WrongState
from core.notices.models import Notice
from groups.assignments.services import Wanted
from groups.models import Need, Obstacle, PlanActivity, Task
from groups.year import register_policies as may
from groups.year.services import registering
from groups.year.services.registering import Found, Noted
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.year import walk as w
from tests.groups.year.test_pages import client_of, text_of, year_of
from tests.groups.year.test_plan import refusal

NOTED = Noted("obstacle", "resources", "Ingen kan kalla på kort tid", "Kallelser kommer sent.")
FOUND = Found("Placerade barn", "En kontakt hela tiden.", "Enkäten i våras.", date(2100, 1, 1))
WANTED = Wanted("Rutin för kallelser", "Ta fram en rutin.", "Alla barn", "En rutin", "Hösten")


def later(days: int = 60) -> date:
    return clock.today() + timedelta(days=days)


def noted(town, **changes) -> Obstacle:
    with t.as_(town, "chair") as me:
        made = registering.note_obstacle(town.steering, by=me, noted=replace(NOTED, **changes))
        return Obstacle.objects.select_related("forum").get(pk=made.pk)


def found(town, **changes) -> Need:
    with t.as_(town, "chair") as me:
        made = registering.take_inventory(town.steering, by=me, found=replace(FOUND, **changes))
        return Need.objects.select_related("forum").get(pk=made.pk)


def now(one):
    with as_loader():
        return type(one).objects.get(pk=one.pk)


def test_an_obstacle_is_taken_on_by_somebody_and_ended_with_what_came_of_it(town):
    one = noted(town)
    with t.as_(town, "chair") as me:
        owner = town.people["bup_head"]
        registering.take_on(one, by=me, owner=owner, measure="En tid i veckan hålls fri", due_on=later())
        registering.solve(one, by=me, result="Kallelser går inom tre dagar.")
        with pytest.raises(WrongState):
            registering.leave(one, by=me, result="Går inte.")
    one = now(one)
    assert (one.status, one.owner_id, one.ended_on) == ("solved", owner.pk, clock.today())
    with t.as_(town, "chair") as me:
        registering.note_again(one, by=me)
    assert (now(one).status, now(one).measure, now(one).result) == ("noted", "", "")
    with as_loader():
        assert list(Notice.objects.filter(kind="obstacle_taken_on").values_list("recipient", flat=True).distinct()) == [
            owner.pk
        ]
        acts = list(AuditEvent.objects.filter(act__startswith="obstacle.").values_list("act", flat=True))
    assert acts == ["obstacle.noted", "obstacle.taken_on", "obstacle.solved", "obstacle.returned"]


def test_what_is_noted_is_of_a_kind_about_something_and_names_nobody(town):
    number = "Gäller 121212-1212"
    wrong = (("kind", "annat"), ("category", "annat"), ("title", " "), ("title", number), ("text", number))
    for field, value in wrong:
        assert refusal(lambda field=field, value=value: noted(town, **{field: value})) == field
    one, owner = noted(town), town.people["bup_head"]
    with t.as_(town, "chair") as me:
        facts = {"owner": owner, "measure": "Något", "due_on": later()}
        for field, value in (("owner", town.people["worker"]), ("measure", number), ("due_on", clock.today())):
            changed = facts | {field: value}
            assert refusal(lambda changed=changed: registering.take_on(one, by=me, **changed)) == field
        assert refusal(lambda: registering.solve(one, by=me, result=number)) == "result"
    for field in ("target_group", "text", "known_from"):
        assert refusal(lambda field=field: found(town, **{field: number})) == field
    assert refusal(lambda: found(town, next_on=clock.today())) == "next_on"


def test_an_obstacle_becomes_an_activity_of_the_plan_also_after_the_decision(town):
    one = noted(town)
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        registering.plan_for(one, by=me, plan=None, doing=w.doing(town))
    plan = w.adopted(town)
    with t.as_(town, "chair") as me:
        made = registering.plan_for(one, by=me, plan=plan, doing=w.doing(town, what="Fri tid för kallelser"))
    one = now(one)
    assert (one.status, one.measure, one.due_on, one.owner_id) == (
        "in_hand", "Fri tid för kallelser", made.due_on, town.people["chair"].pk)  # fmt: skip
    with as_loader():
        assert PlanActivity.objects.get(obstacle=one).plan == plan
    page = text_of(town, "bup_head", year_of(town))
    assert reverse("groups:action_plan_detail", args=[plan.pk]) in page
    with t.as_(town, "politician"):
        assert PlanActivity.objects.filter(obstacle=one.pk).exists()  # the plan is everybody's
        assert not Obstacle.objects.exists()  # why it is there is the group's


def test_a_plan_that_is_followed_up_takes_no_more(town):
    one, plan = noted(town), w.followed_up(town)
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        registering.plan_for(one, by=me, plan=plan, doing=w.doing(town))


def test_an_obstacle_becomes_an_assignment_to_another_group_once(town):
    one = noted(town)
    facts = {"receiver": town.working, "wanted": WANTED, "due_on": later()}
    with t.as_(town, "chair") as me:
        task = registering.hand_over(one, by=me, **facts)
        with pytest.raises(PermissionDenied):
            registering.hand_over(one, by=me, **facts)
    with as_loader():
        assert (Task.objects.get().giver, now(one).task_id, now(one).status) == (town.steering, task.pk, "in_hand")
    assert reverse("groups:task_detail", args=[task.pk]) in text_of(town, "chair", year_of(town))


def test_an_inventory_is_made_again_and_the_one_before_stays(town):
    first = found(town)
    with t.as_(town, "chair") as me:
        registering.renew(first, by=me, found=replace(FOUND, text="Samma skola."))
        with pytest.raises(PermissionDenied):
            registering.renew(first, by=me, found=FOUND)
        assert [one.text for one in may.current(may.visible_needs(me))] == ["Samma skola."]
        registering.end(Need.objects.get(renews=first), by=me)
        assert not may.current(may.visible_needs(me))
    assert now(first).text == "En kontakt hela tiden."


@pytest.mark.parametrize("who", ["bup_head", "unit_head", "secretariat", "other_chair", "politician", "worker"])
def test_only_the_leader_writes_them(town, who):
    one, need = noted(town), found(town)
    tries = (
        lambda me: registering.note_obstacle(town.steering, by=me, noted=NOTED),
        lambda me: registering.take_on(one, by=me, owner=town.people["chair"], measure="Ja", due_on=later()),
        lambda me: registering.leave(one, by=me, result="Nej"),
        lambda me: registering.take_inventory(town.steering, by=me, found=FOUND),
        lambda me: registering.renew(need, by=me, found=FOUND),
        lambda me: registering.end(need, by=me),
    )
    for attempt in tries:
        with t.as_(town, who) as me, pytest.raises((PermissionDenied, ObjectDoesNotExist)):
            attempt(me)
    with as_loader():
        assert (Obstacle.objects.count(), Need.objects.count(), now(one).status) == (1, 1, "noted")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        *((one, True) for one in ("chair", "bup_head", "deputy", "unit_head", "secretariat")),
        *((one, False) for one in ("other_chair", "worker", "politician", "admin", "guest", "colleague")),
    ],
)
def test_they_are_read_by_the_groups_people_alone(town, who, sees):
    noted(town)
    found(town)
    with t.as_(town, who):
        assert (Obstacle.objects.count(), Need.objects.count()) == ((1, 1) if sees else (0, 0))
    assert ("Kallelser kommer sent." in text_of(town, who, year_of(town))) is sees
    status = client_of(town, who).get(reverse("groups:obstacle_list", args=[town.steering.pk])).status_code
    assert status == (200 if sees else 404)


def test_the_database_holds_them_fast_itself(town):
    one, need = noted(town), found(town)
    for act in (
        lambda: Obstacle.objects.filter(pk=one.pk).update(kind="enabler"),
        lambda: Obstacle.objects.filter(pk=one.pk).update(status="in_hand"),
        lambda: Need.objects.filter(pk=need.pk).update(text="Annat"),
    ):
        with t.as_(town, "chair"), pytest.raises(Error), transaction.atomic():
            act()


def test_the_leader_notes_and_answers_on_pages_of_their_own_and_is_reminded(town):
    client = client_of(town, "chair")
    new = reverse("groups:obstacle_new", args=[town.steering.pk])
    facts = {"kind": "obstacle", "title": "Ingen kan kalla", "category": "resources", "text": ""}
    refused = client.post(new, facts | {"title": "Gäller 121212-1212"})
    assert (refused.status_code, "Gäller 121212-1212" in refused.content.decode()) == (422, True)
    assert client.post(new, facts).status_code == 302
    with as_loader():
        one = Obstacle.objects.get()
    note = reverse("groups:obstacle_note", args=[one.pk, "atgard"])
    assert note in client.get(year_of(town)).content.decode()
    answers = {"owner": town.people["bup_head"].pk, "measure": "Fri tid", "due_on": later(10).isoformat()}
    assert client.post(note, answers).status_code == 302
    assert {who: "Fri tid" in text_of(town, who, "/") for who in ("bup_head", "chair", "school_head")} == {
        "bup_head": True, "chair": True, "school_head": False}  # fmt: skip
    need = reverse("groups:need_new", args=[town.steering.pk])
    facts = {"target_group": "Placerade barn", "text": "En kontakt.", "known_from": "Enkäten.", "next_on": later(9)}
    assert client.post(need, facts).status_code == 302
    assert "Inventera en målgrupps behov igen" in client.get("/").content.decode()
    plan = w.drafted(town)
    to_plan = reverse("groups:obstacle_note", args=[one.pk, "plan"])
    facts = {"plan": plan.pk, "what": "Fri tid", "answers": f"grupp:{town.steering.pk}", "due_on": w.last_day()}
    assert client.get(to_plan).status_code == 200
    assert client.post(to_plan, facts).status_code == 302
    assert client.get(reverse("groups:obstacle_note", args=[one.pk, "uppdrag"])).status_code == 200
    with t.as_(town, "chair") as me:
        registering.solve(now(one), by=me, result="Löst nu.")
    listed = reverse("groups:obstacle_list", args=[town.steering.pk])
    shown = [text_of(town, "bup_head", url).count("Löst nu.") for url in (listed, listed + "?state=all")]
    assert shown == [0, 1]

"""A question goes up the tree a step at a time, each with its clock, and the answer comes down. [S-57, F42, DL-58]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction

from core import clock
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from core.regions.shapes import GroupDuty
from core.ui.searching import Sought
from groups.lifting import services
from groups.meetings.services import planning
from groups.models import AgendaItem, Forum, LiftedQuestion, LiftNote, LiftStep
from groups.year.duties import Sources
from tests.database import as_loader
from tests.groups.lifting import walk as w
from tests.groups.meetings import table as t
from tests.groups.test_found import counted


def clocks(question) -> list[str]:
    with as_loader():
        found = Obligation.objects.filter(code="DL-58", subject_id=question.pk).order_by("created_at")
        return [one.status for one in found]


def told(kind: str) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient", flat=True))


def steps(question) -> list[tuple]:
    with as_loader():
        return [(one.to_forum.label, one.status) for one in question.steps.select_related("to_forum")]


def test_it_goes_up_by_the_tree_and_the_answer_comes_down(town):
    question = w.passed_on(town, due_on=w.later())
    assert steps(question) == [("BUSSAM", "passed_on"), ("Presidiegruppen", "sent")]
    assert clocks(question) == ["met", "pending"]
    question = w.answered(town, question, by="elected")
    assert clocks(question) == ["met", "met"]
    with t.as_(town, "chair") as me:
        question = services.confirm(question, by=me, did="Rutinen är ändrad.")
    assert (question.status, question.answered_on, question.confirmed_on) == (
        "confirmed",
        clock.today(),
        clock.today(),
    )
    people = {name: one.pk for name, one in town.people.items()}
    assert told("lift_received") == {people["answers"], people["elected"]}
    assert told("lift_on_its_way") == {people["chair"]}
    assert told("lift_answered") == {people["chair"], people["answers"]}
    assert told("lift_confirmed") == {people["elected"]}
    with as_loader():
        acts = AuditEvent.objects.filter(object_id=question.pk).order_by("number").values_list("act", flat=True)
        assert [act for act in acts if act.startswith("lift.")] == [
            f"lift.{one}" for one in ("lifted", "received", "prepared", "passed_on", "answered", "confirmed")
        ]


def test_each_step_has_its_own_clock_by_the_regions_rule_or_a_nearer_day(town):
    question = w.lifted(town, due_on=w.later(30))
    with as_loader():
        owed = Obligation.objects.get(subject_id=question.pk)
        assert (owed.due_on, owed.owner_id, owed.area_id) == (w.later(30), town.people["answers"].pk, town.area.pk)
    with t.as_(town, "answers") as me:
        services.pass_on(question, by=me, message="Vi har inget mandat.")
    with as_loader():
        second = LiftStep.objects.get(question=question, number=2)
        assert (second.due_on, second.from_forum_id) == (w.later(180), town.bussam.pk)
    for day in (clock.today(), w.later(181)):
        with pytest.raises(Refused) as refused:
            w.lifted(town, due_on=day)
        assert refused.value.field == "due_on"


def test_where_nobody_stands_above_or_answers_there_it_is_told_in_a_sentence(town):
    with as_loader():
        Forum.objects.filter(pk=town.steering.pk).update(parent=None)
        alone = Forum.objects.get(pk=town.steering.pk)
    with pytest.raises(Refused, match="har ingen grupp över sig"):
        w.lifted(town, forum=alone)
    with as_loader():
        Forum.objects.filter(pk=alone.pk).update(parent=town.working)
        Forum.objects.filter(pk=town.working.pk).update(parent=None, led_by="")
        alone = Forum.objects.get(pk=alone.pk)
    with pytest.raises(Refused, match="Ingen tar emot frågor för"):
        w.lifted(town, forum=alone)
    with as_loader():
        assert not LiftedQuestion.objects.exists()


def test_at_the_top_it_is_answered_and_not_passed_on(town):
    question = w.passed_on(town)
    with t.as_(town, "elected") as me, pytest.raises(PermissionDenied):
        services.pass_on(question, by=me, message="Uppåt.")


def test_who_asked_for_a_decision_is_told_which(town):
    question = w.lifted(town, asks="decision")
    with pytest.raises(Refused) as refused:
        w.answered(town, question)
    assert refused.value.field == "decision"
    w.answered(town, question, decided_as="4 maj 2026, § 12")
    with as_loader():
        assert LiftStep.objects.get(question=question).decided_as == "4 maj 2026, § 12"


def test_it_is_put_on_a_meeting_of_the_forum_that_has_it(town):
    question = w.lifted(town)
    ours = t.planned(town)
    with t.as_(town, "answers") as me:
        meeting = planning.plan_meeting(town.bussam, by=me, when=t.ahead())
        with pytest.raises(Refused) as refused:
            services.put_on_agenda(question, by=me, meeting=ours)
        assert refused.value.field == "meeting"
        services.put_on_agenda(question, by=me, meeting=meeting)
    with as_loader():
        item = AgendaItem.objects.get(meeting=meeting)
        step = LiftStep.objects.get(question=question)
        assert (item.title, item.purpose, item.background) == (w.WANTED.title, "discuss", w.WANTED.text)
        assert (step.taken_up_on, LiftNote.objects.get().item_id) == (w.later(7), item.pk)


def test_taken_back_it_is_no_longer_owed(town):
    question = w.prepared(town)
    with t.as_(town, "chair") as me:
        question = services.withdraw(question, by=me, reason="Kommunerna har enats.")
        with pytest.raises(WrongState):
            services.withdraw(question, by=me, reason="En gång till.")
    assert (question.status, clocks(question), steps(question)) == ("withdrawn", ["waived"], [("BUSSAM", "withdrawn")])
    assert told("lift_withdrawn") == {town.people["answers"].pk}


@pytest.mark.parametrize("who", ["bup_head", "deputy", "unit_head", "worker", "secretariat", "other_chair", "answers"])
def test_nobody_but_who_leads_the_forum_lifts(town, who):
    with pytest.raises(PermissionDenied):
        w.lifted(town, who)


@pytest.mark.parametrize("who", ["chair", "bup_head", "secretariat", "politician", "elected", "other_chair"])
@pytest.mark.parametrize(
    ("verb", "facts"),
    [
        ("receive", {}),
        ("prepare", {"text": "Så här."}),
        ("pass_on", {"message": "Vidare."}),
        ("answer", {"answer": "Ja."}),
    ],
)
def test_nobody_but_who_answers_for_the_forum_it_stands_with_acts_there(town, who, verb, facts):
    question = w.lifted(town)
    with t.as_(town, who) as me, pytest.raises(PermissionDenied):
        getattr(services, verb)(question, by=me, **facts)


@pytest.mark.parametrize("who", ["answers", "bup_head", "secretariat", "elected"])
def test_the_answer_is_received_by_who_leads_the_forum_that_asked(town, who):
    question = w.answered(town)
    with t.as_(town, who) as me, pytest.raises(PermissionDenied):
        services.confirm(question, by=me, did="Klart.")
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        services.withdraw(question, by=me, reason="För sent.")


def test_no_text_of_it_names_anybody_or_is_left_empty(town):
    question = w.lifted(town)
    for text in ("Gäller 121212-1212", " "):
        for field in ("title", "text", "why"):
            with pytest.raises(Refused) as refused:
                w.lifted(town, **{field: text})
            assert refused.value.field == field
        for verb, field in (("prepare", "text"), ("pass_on", "message"), ("answer", "answer")):
            with t.as_(town, "answers") as me, pytest.raises(Refused) as refused:
                getattr(services, verb)(question, by=me, **{field: text})
            assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        w.answered(town, question, decided_as="Gäller 121212-1212")
    assert refused.value.field == "decided_as"
    assert (clocks(question), steps(question)) == (["pending"], [("BUSSAM", "sent")])


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        *((one, (1, 2, 0)) for one in ("chair", "bup_head", "unit_head", "secretariat", "elected")),
        ("answers", (1, 2, 1)),
        *((one, (0, 0, 0)) for one in ("other_chair", "worker", "politician", "admin", "guest", "colleague")),
    ],
)
def test_the_forums_on_its_way_read_it_and_what_one_prepares_that_forum_alone(town, who, sees, ended):
    question = w.passed_on(town)
    if ended:
        w.answered(town, question, by="elected")
    with t.as_(town, who):
        assert (LiftedQuestion.objects.count(), LiftStep.objects.count(), LiftNote.objects.count()) == sees


def test_who_reads_a_local_group_from_above_or_from_a_unit_does_not_read_what_it_prepares(town):
    with as_loader():
        Forum.objects.filter(pk=town.working.pk).update(led_by="steering_member")
        working = Forum.objects.get(pk=town.working.pk)
    question = w.lifted(town, "bup_head", forum=working)
    with t.as_(town, "chair") as me:
        services.prepare(question, by=me, text=w.NOTE)
    read = {"chair": (1, 1), "bup_head": (1, 1), "unit_head": (1, 0), "secretariat": (1, 0), "elected": (0, 0)}
    for who, expected in read.items():
        with t.as_(town, who):
            assert (LiftedQuestion.objects.count(), LiftNote.objects.count()) == expected, who


def test_the_level_above_reads_nothing_until_it_comes_there(town):
    w.prepared(town)
    with t.as_(town, "elected"):
        assert (LiftedQuestion.objects.count(), LiftStep.objects.count()) == (0, 0)


def test_the_database_lets_no_one_else_change_it_or_send_it_past_the_tree(town):
    question = w.passed_on(town)
    for who in ("bup_head", "secretariat", "answers"):
        with t.as_(town, who):
            assert LiftedQuestion.objects.filter(pk=question.pk).update(did="Något") == 0
    with t.as_(town, "chair"), pytest.raises(Error), transaction.atomic():
        LiftedQuestion.objects.filter(pk=question.pk).update(title="Något annat")
    with t.as_(town, "answers"), pytest.raises(Error), transaction.atomic():
        LiftNote.objects.update(text="Något annat")
    other = w.lifted(town, title="En fråga till")
    with t.as_(town, "answers") as me:
        step = LiftStep.objects.get(question=other)
        LiftStep.objects.filter(pk=step.pk).update(status="passed_on", ended_on=clock.today())
        past = LiftStep(
            region_id=step.region_id, question=other, origin_id=step.origin_id, number=2, from_forum=town.bussam,
            to_forum=town.working, sent_by_id=me.assignment_id, sent_on=clock.today(),
        )  # fmt: skip
        with pytest.raises(Error), transaction.atomic():
            past.save(force_insert=True)


def test_the_database_lets_nobody_send_on_a_question_that_never_came_to_them(town):
    question = w.answered(town)
    with as_loader():
        Forum.objects.filter(pk=town.elsewhere.pk).update(parent=town.presidium)
    with t.as_(town, "other_chair") as me:
        drawn = LiftStep(
            region_id=me.region_id, question=question, origin_id=question.origin_id, number=2,
            from_forum=town.elsewhere, to_forum=town.presidium, sent_by_id=me.assignment_id, sent_on=clock.today(),
        )  # fmt: skip
        with pytest.raises(Error), transaction.atomic():
            drawn.save(force_insert=True)
        assert LiftedQuestion.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "found"), [("chair", 1), ("answers", 1), ("elected", 0), ("other_chair", 0), ("worker", 0)]
)
def test_it_is_found_by_its_words_and_its_answer_and_never_by_what_one_forum_prepares(town, who, found):
    w.answered(town, w.prepared(town))
    for words in ("skolskjutsen", "växelvis", "kommunerna skiljer", "skola svarar"):
        assert counted(town, who, words).get("fragor", 0) == found, words
        with t.as_(town, who), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access.found_lifted_ids(%s)", [Sought(words).query])
            assert cursor.fetchone() == (found,)
    assert counted(town, who, "hemlig beredning").get("fragor", 0) == 0


def test_a_group_that_has_lifted_a_question_this_year_does_what_it_is_to(town):
    duty = GroupDuty("s-43-lifted", "Frågor lyfts", ("steering_group",), "lifted")

    def told():
        with t.as_(town, "chair") as me:
            return Sources(me, town.steering, clock.today()).told(duty)

    assert told() is None
    gone = w.lifted(town)
    assert (str(told().state), told().detail) == ("kept", "1 fråga är lyft i år.")
    with t.as_(town, "chair") as me:
        services.withdraw(gone, by=me, reason="Löst.")
    assert told() is None

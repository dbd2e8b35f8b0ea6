"""What the home group does together beside its meetings: a time sought, its own items, trainings, what others say.

And what a unit tells it of a change, read by some of those who sit there.
"""

from datetime import date, timedelta

from core import clock
from core.people.models import RoleAssignment
from core.roles import Role
from demo.finding import Found
from demo.meetings import home_group
from demo.people import acting_for
from demo.plan_steps import on, working_day
from demo.story import at
from groups.composition import seated_in
from groups.headings import services as headings
from groups.models import Forum
from groups.news import policies as news_policies
from groups.news import services as news
from groups.polls import services as polls
from groups.polls.services import Question, Span
from groups.proposals import services as proposals
from groups.proposals.services import Wish
from groups.receipts import policies as receipt_policies
from groups.receipts.services import confirm
from groups.trainings import policies
from groups.trainings import services as trainings
from groups.trainings.services import Held
from groups.voices import services as voices
from groups.voices.services import Words

WISHES = (
    Wish("Väntetider till utredning", "discuss", "Fler familjer väntar längre än för ett år sedan.", 20),
    Wish("Gemensam information till nya medarbetare", "decide", "Alla verksamheter skriver sin egen i dag.", 15),
)
NEWS = ("contact", "Mottagningen har fått en ny funktionsbrevlåda", "Skriv till den nya brevlådan. Den gamla stängs.")
STANDING = (
    headings.Words("Laget runt", "inform", "Vad händer hos var och en som rör samverkan?", 10),
    headings.Words("Väntetider och inflöde", "discuss", "Siffrorna för kvartalet, utan enskilda ärenden.", 15),
)
LATER = "Vi tar upp det när vi har sett årets siffror."
TRAININGS = (
    # days ago, kind, title, what it gave, how many from each principal in turn
    (200, "training", "Utbildning i SIP för nya medarbetare", "Deltagarna fick pröva att leda ett möte.", (14, 9, 6)),
    (60, "activity", "Studiebesök hos ungdomsmottagningen", "Vi vet nu vem vi kan ringa.", (4, 3, 2)),
)
COURSES = ((12, 12), (7, 15))
SAID = (
    ("Föräldraföreningen", "Kallelser i god tid", "Familjer behöver få kallelsen minst två veckor före mötet.",
     "changed", "Vi har ändrat rutinen: kallelsen ska komma två veckor före."),
    ("Funktionsrätt i länet", "Lokaler som alla kan använda", "Flera möten hålls i rum utan hiss.", "", ""),
)  # fmt: skip


def make_together(found: Found, today: date) -> None:
    """Nothing where nobody leads the home area's group."""
    forum, leader = home_group(found, today)
    if forum is None or leader is None:
        return
    with on(today, acting_for(leader)):
        seated = [one.assignment_id for one in seated_in(forum, today)]
    others = [one for one in found.people if one.pk in seated and one.pk != leader.pk]
    if others:
        _seek_a_time(forum, leader, others, today)
        _propose(forum, leader, others, today)
        _confirm(forum, others, today)
    _stand(forum, leader, today)
    _be_told(forum, found, others, today)
    _train(forum, leader, today)
    _listen(forum, leader, today)


def _seek_a_time(forum: Forum, leader: RoleAssignment, others: list[RoleAssignment], today: date) -> None:
    """The first has answered; the others and the leader have it on their start pages."""
    days = [working_day(today + timedelta(days=ahead)) for ahead in (40, 43, 48)]
    times = [Span(at(day, hour), at(day, hour + 2)) for day, hour in zip(days, (9, 13, 13), strict=True)]
    with on(today - timedelta(days=1), acting_for(leader)) as by:
        poll = polls.ask(forum, by=by, question=Question(times, today + timedelta(days=6), "Digitalt möte"))
    with on(today, acting_for(others[0])) as by:
        suits = dict(zip(poll.times.values_list("pk", flat=True), ("yes", "if_needed", "no"), strict=True))
        polls.answer(poll, by=by, suits=suits)


def _propose(forum: Forum, leader: RoleAssignment, others: list[RoleAssignment], today: date) -> None:
    with on(today - timedelta(days=12), acting_for(others[-1])) as by:
        first = proposals.propose(forum, by=by, wish=WISHES[0])
    with on(today - timedelta(days=10), acting_for(leader)) as by:
        proposals.defer(first, by=by, reply=LATER)
    with on(today - timedelta(days=2), acting_for(others[0])) as by:
        proposals.propose(forum, by=by, wish=WISHES[1])


def _stand(forum: Forum, leader: RoleAssignment, today: date) -> None:
    """On what is planned, and on each agenda after it."""
    with on(today - timedelta(days=1), acting_for(leader)) as by:
        for words in STANDING:
            headings.add_heading(forum, by=by, words=words, is_for_planned=True)


def _be_told(forum: Forum, found: Found, others: list[RoleAssignment], today: date) -> None:
    """By the clinic's manager; the first of the group has read it."""
    head = found.one(Role.UNIT_MANAGER, unit_type="bup")
    if head is None or head.unit is None:
        return
    with on(today - timedelta(days=4), acting_for(head)) as by:
        if not news_policies.partner_forums(head.unit, clock.today()).filter(pk=forum.pk).exists():
            return
        words = news.Words(*NEWS, today + timedelta(days=14))
        told = news.tell(head.unit, by=by, words=words, forums=[forum])
    for who in others:
        with on(today - timedelta(days=3), acting_for(who)) as by:
            asked = receipt_policies.visible_receipts(by).filter(about_id=told.pk, assignment=who).first()
            if asked:
                confirm(asked, by=by)
                return


def _confirm(forum: Forum, others: list[RoleAssignment], today: date) -> None:
    of_units = [one for one in others if one.unit_id]
    for who, (taken, staff) in zip(of_units, COURSES, strict=False):
        with on(today - timedelta(days=30), acting_for(who)) as by:
            trainings.confirm_course(forum, by=by, taken=taken, staff=staff)


def _train(forum: Forum, leader: RoleAssignment, today: date) -> None:
    for ago, kind, title, text, counts in TRAININGS:
        day = today - timedelta(days=ago)
        with on(today - timedelta(days=ago - 1), acting_for(leader)) as by:
            principals = [one.pk for one in policies.principals_of(forum, clock.today())]  # as it sat then
            people = dict(zip(principals, counts, strict=False))
            if people:
                trainings.note_training(forum, by=by, held=Held(kind, title, day, people, text))


def _listen(forum: Forum, leader: RoleAssignment, today: date) -> None:
    for organisation, title, text, influence, answer in SAID:
        with on(today - timedelta(days=20), acting_for(leader)) as by:
            day = today - timedelta(days=21)
            voice = voices.register(forum, by=by, words=Words(organisation, title, text, day))
        if influence:
            with on(today - timedelta(days=8), acting_for(leader)) as by:
                voices.answer(voice, by=by, influence=influence, answer=answer)

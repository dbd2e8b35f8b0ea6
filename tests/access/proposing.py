"""Times asked about, items proposed and standing, what was held and said, a filter kept: what each page is tried on."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from core import clock
from core.access import acting_as
from core.finding.models import SavedFilter
from core.finding.saving import save_filter
from groups.headings import services as headings
from groups.models import (
    CourseTaken,
    DatePoll,
    ItemProposal,
    PollAnswer,
    PollTime,
    StandingHeading,
    Training,
    TrainingGroup,
    Voice,
)
from groups.polls import services as polls
from groups.polls.services import Question, Span
from groups.proposals import services as proposals
from groups.proposals.services import Wish
from groups.trainings import services as trainings
from groups.trainings.services import Held
from groups.voices import services as voices
from groups.voices.services import Words
from tests.access.visit import Visit
from tests.database import as_loader
from tests.groups import build as b

DETAILS = """
    groups:poll_new groups:poll_detail groups:poll_answer groups:poll_end groups:poll_settle
    groups:training_new groups:training_remove groups:course_confirm groups:voice_new groups:voice_answer
    groups:heading_list groups:heading_new groups:heading_change groups:heading_end
    groups:proposal_new groups:proposal_note finding:filter_save finding:filter_remove
"""
VISITS = [
    Visit("groups:poll_new", "chair", "forum"),
    *(Visit("groups:poll_detail", who, "date poll") for who in ("chair", "steering_bup")),
    *(Visit("groups:poll_answer", who, "date poll") for who in ("chair", "steering_bup")),
    Visit("groups:poll_end", "chair", "date poll"),
    Visit("groups:poll_settle", "chair", "poll time"),
    *(Visit("groups:proposal_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:proposal_list", "secretary", "own forum", query="?state=all"),
    Visit("groups:proposal_new", "steering_bup", "forum"),
    *(Visit("groups:proposal_note", "chair", "item proposal", more=(one,)) for one in ("ta-in", "skjut-upp", "avboj")),
    Visit("groups:proposal_note", "steering_bup", "item proposal", more=("dra-tillbaka",)),
    *(Visit("groups:training_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:training_list", "chair", "own forum", query="?fil=csv"),
    Visit("groups:training_new", "chair", "own forum"),
    Visit("groups:course_confirm", "steering_bup", "own forum"),
    Visit("groups:training_remove", "chair", "training"),
    *(Visit("groups:voice_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:voice_new", "chair", "own forum"),
    Visit("groups:voice_answer", "chair", "voice"),
    *(Visit("groups:heading_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:heading_new", "chair", "own forum"),
    *(Visit(f"groups:heading_{name}", "chair", "standing heading") for name in ("change", "end")),
    *(Visit("groups:county_year", who) for who in ("secretary", "chair")),
    Visit("groups:county_year", "secretary", query="?fil=csv"),
    Visit("finding:filter_save", "chair", query="?lista=/grupper/moten/%3Ftime%3Dall"),
    Visit("finding:filter_remove", "chair", "saved filter"),
]


def make_proposed(town, *, words: str = "Samverkan i höst") -> dict[str, Any]:
    """Asked by the chair, answered and proposed by Bengt; the filter is the chair's."""
    starts = clock.now() + timedelta(days=20)
    bup = b.acting_for(town.assignments["steering_bup"])
    times = [Span(starts + n * timedelta(days=1), starts + n * timedelta(days=1, hours=1)) for n in (1, 2)]
    with acting_as(town.chair) as me:
        poll = polls.ask(town.steering, by=me, question=Question(times, clock.today() + timedelta(days=5), "", words))
        path = reverse("groups:meeting_list")
        kept = save_filter(by=me, path=path, query="time=all", name="Alla möten")
    with as_loader():
        keys = list(poll.times.values_list("pk", flat=True))
    with acting_as(bup) as me:
        polls.answer(poll, by=me, suits=dict.fromkeys(keys, "yes"))
        proposal = proposals.propose(town.steering, by=me, wish=Wish(words, "discuss", words, 20))
        course = trainings.confirm_course(town.steering, by=me, taken=1, staff=3)
    with as_loader():
        principal = course.unit.principal_id
    with acting_as(town.chair) as me:
        held = Held("training", words, clock.today(), {principal: 4}, words)
        training = trainings.note_training(town.steering, by=me, held=held)
        heading = headings.add_heading(town.steering, by=me, words=headings.Words(words, background=words))
        voice = voices.register(town.steering, by=me, words=Words(words, words, words, clock.today()))
    return {
        "training": training.pk,
        "voice": voice.pk,
        "standing heading": heading.pk,
        "date poll": poll.pk,
        "poll time": keys[0],
        "item proposal": proposal.pk,
        "saved filter": kept.pk,
    }


def ten_times(world, copies) -> None:
    """More questions with their times and answers, more proposals, more filters on the same list."""
    poll = DatePoll.objects.get(pk=world.objects["date poll"])
    more, times = copies([poll]), list(PollTime.objects.filter(poll=poll))
    of_each = {"poll": lambda row, n: more[n]}
    made = copies(times, **of_each)
    keys = [one.pk for one in times]
    answers = PollAnswer.objects.filter(poll=poll)
    copies(answers, time=lambda row, n: made[keys.index(row.time_id) * len(more) + n], **of_each)
    copies(ItemProposal.objects.filter(pk=world.objects["item proposal"]))
    training = Training.objects.get(pk=world.objects["training"])
    held = copies([training])
    copies(TrainingGroup.objects.filter(training=training), training=lambda row, n: held[n])
    copies(CourseTaken.objects.filter(forum=training.forum_id))
    copies(StandingHeading.objects.filter(pk=world.objects["standing heading"]))
    copies(Voice.objects.filter(pk=world.objects["voice"]))
    copies(SavedFilter.objects.filter(pk=world.objects["saved filter"]), name=lambda row, n: f"{row.name} {n}")

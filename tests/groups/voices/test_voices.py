"""What interest organisations say to a group, and what it led to; said by who leads, or who is called there. [F53]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.errors import Refused, WrongState
from groups.meetings.services import calling, writing
from groups.models import Voice
from groups.voices import services
from groups.voices.services import Words
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.meetings import table as t
from tests.groups.test_lists_as_files import READERS

NUMBER = "121212-1212"  # of the published test series


def registered(town, who: str = "chair", **more) -> Voice:
    facts = {"organisation": "Föräldraföreningen", "title": "Väntetider", "text": "Familjer väntar för länge.",
             "said_on": clock.today(), **more}  # fmt: skip
    with t.as_(town, who) as me:
        return services.register(town.steering, by=me, words=Words(**facts))


def answered(town, voice: Voice, who: str = "chair", **more) -> Voice:
    facts = {"influence": "changed", "answer": "Vi har ändrat rutinen.", **more}
    with t.as_(town, who) as me:
        return services.answer(voice, by=me, **facts)


def invited(town):
    """A meeting that somebody of an organisation is called to."""
    meeting = t.called(town)
    with t.as_(town, "chair") as me:
        calling.co_opt(meeting, by=me, person=town.people["guest"])
    return meeting


def url(town, name: str = "voice_list", query: str = "") -> str:
    return reverse(f"groups:{name}", args=[town.steering.pk]) + query


def answer_url(voice: Voice) -> str:
    return reverse("groups:voice_answer", args=[voice.pk])


def test_what_is_said_is_answered_with_what_it_led_to_and_counted(town):
    meeting = t.held(town)
    with t.as_(town, "chair") as me:
        decision = writing.decide(t.items_of(meeting)[0], by=me, text="Rutinen ändras.")
    first, second = registered(town, meeting=meeting), registered(town)
    registered(town)
    answered(town, first, decision=decision)
    answered(town, second, influence="nothing", answer="Det avgörs i regionen.")
    assert acts_on(first.pk) == {"voice.registered", "voice.answered"}
    page = client_of(town, "bup_head").get(url(town))
    tally = {one["label"]: one["count"] for one in page.context["tally"]}
    assert tally == {"Gruppen gör som ni föreslår": 1, "Det ledde inte till någon ändring": 1, "Väntar på svar": 1}
    text = page.content.decode()
    assert f"beslut {decision}" in text
    assert "Vi har ändrat rutinen." in text
    assert client_of(town, "bup_head").get(url(town, query="?state=waiting")).context["page"].count == 1
    with pytest.raises(WrongState):
        answered(town, first)


def test_who_is_called_for_an_organisation_says_it_and_is_told_the_answer(town):
    with pytest.raises(PermissionDenied):
        registered(town, "guest")
    meeting, guest = invited(town), client_of(town, "guest")
    assert url(town) in seen(town, "guest", reverse("groups:meeting_detail", args=[meeting.pk]))
    with pytest.raises(Refused) as refused:
        registered(town, "guest")
    assert refused.value.field == "meeting"
    filled = {"organisation": "Föräldraföreningen", "title": "Skjutsar", "text": "De är sena.",
              "said_on": str(clock.today()), "meeting": str(meeting.pk)}  # fmt: skip
    assert guest.post(url(town, "voice_new"), {**filled, "meeting": ""}).status_code == 422
    assert guest.post(url(town, "voice_new"), filled).status_code == 302
    assert t.told(town, "voice_registered") == {"chair"}
    with as_loader():
        voice = Voice.objects.get()
    assert answer_url(voice) in seen(town, "chair", "/")
    registered(town, title="Det som en annan har sagt")
    page = seen(town, "guest", url(town))
    assert "Skjutsar" in page
    assert "Det som en annan har sagt" not in page
    assert guest.get(answer_url(voice)).status_code == 403
    chair = client_of(town, "chair")
    lacking = chair.post(answer_url(voice), {"influence": "partly", "answer": f"Gäller {NUMBER}"})
    assert lacking.status_code == 422
    assert NUMBER in lacking.content.decode()
    assert chair.post(answer_url(voice), {"influence": "partly", "answer": "Vi talar med trafiken."}).status_code == 302
    assert t.told(town, "voice_answered") == {"guest"}
    assert "Vi talar med trafiken." in seen(town, "guest", url(town))
    assert answer_url(voice) not in seen(town, "chair", "/")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"organisation": " "}, "organisation"),
        ({"title": ""}, "title"),
        ({"text": f"Barnet {NUMBER}"}, "text"),
        ({"title": f"Om {NUMBER}"}, "title"),
        ({"said_on": clock.today() + timedelta(days=2)}, "said_on"),
    ],
)
def test_what_is_lacking_or_tells_of_a_child_is_refused_beside_its_field(town, more, field):
    with pytest.raises(Refused) as refused:
        registered(town, **more)
    assert refused.value.field == field
    with as_loader():
        assert not Voice.objects.exists()


def test_only_who_leads_answers_and_never_without_words(town):
    voice = registered(town)
    for who in ("bup_head", "worker"):
        with pytest.raises(PermissionDenied):
            registered(town, who)
    with pytest.raises(PermissionDenied):
        answered(town, voice, "bup_head")
    for more, field in (({"influence": ""}, "influence"), ({"answer": " "}, "answer")):
        with pytest.raises(Refused) as refused:
            answered(town, voice, **more)
        assert refused.value.field == field
    assert client_of(town, "worker").get(url(town)).status_code == 404


def test_organisations_are_asked_to_a_called_meeting_from_the_page(town):
    planned, called = t.planned(town), t.called(town)
    page = seen(town, "chair", url(town))
    ask = [reverse("groups:meeting_note", args=[one.pk, "adjungera"]) for one in (planned, called)]
    assert [one in page for one in ask] == [False, True]
    assert ask[1] not in seen(town, "bup_head", url(town))


def test_the_database_lets_nobody_say_it_for_another_or_where_one_is_not_called(town):
    meeting, other = invited(town), t.called(town)
    row = {"region": town.region, "forum": town.steering, "organisation": "A", "title": "B", "text": "C",
           "said_on": clock.today()}  # fmt: skip
    for who, at, by in (("guest", other, "guest"), ("guest", meeting, "chair"), ("worker", meeting, "worker")):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            Voice(meeting=at, noted_by=town.people[by], **row).save(force_insert=True)
    voice = registered(town, "guest", meeting=meeting)
    with t.as_(town, "guest"):
        assert Voice.objects.filter(pk=voice.pk).update(answer="Ja") == 0
    with t.as_(town, "worker"):
        assert not Voice.objects.exists()


def test_the_list_is_fetched_as_a_file_with_the_same_rows(town):
    answered(town, registered(town))
    registered(town, title="Skjutsar")
    for kind, read in READERS.items():
        lines = read(client_of(town, "chair").get(url(town, query=f"?state=waiting&fil={kind}")).content)
        assert lines[4] == ["Antal rader", "1"]
        assert lines[7][0] == "Skjutsar"


def test_more_views_cost_no_more(town):
    counts, chair = [], client_of(town, "chair")
    for _more in range(3):
        answered(town, registered(town))
        chair.get(url(town))
        with CaptureQueriesContext(connection) as queries:
            chair.get(url(town))
        counts.append(len(queries))
    assert counts[0] == counts[-1]

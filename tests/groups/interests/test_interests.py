"""Whether a decision concerns children, and how their best was assessed: noted, read, listed where it lacks. [F52]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from groups.interests import policies, services
from groups.meetings.paper import minutes_paper
from groups.meetings.services import holding, writing
from groups.models import BestInterests, ForumDecision
from tests.database import as_loader
from tests.groups.evaluation.walk import profile_changed
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.meetings import table as t

NUMBER = "121212-1212"  # of the published test series
WORDS = {
    "investigated": "Vi har läst elevhälsans enkät.",
    "weighed": "Kortare väg till stöd vägde tyngre än kostnaden.",
    "considered": "Rutinen börjar gälla före terminen.",
    "asked": "Elevråden på tre skolor.",
    "mattered": "De ville ha en vuxen att ringa. Det står i rutinen.",
}


def decided(town, meeting, text: str = "En gemensam rutin tas fram.") -> ForumDecision:
    (item, *_more) = t.items_of(meeting)
    with t.as_(town, "chair") as me:
        return writing.decide(item, by=me, text=text)


def noted(town, decision, concerns: str = "assessed", by: str = "chair", **words) -> BestInterests:
    with t.as_(town, by) as me:
        return services.note_interests(decision, by=me, concerns=concerns, **{**WORDS, **words})


def asks(town, rule: str) -> None:
    profile_changed(town, lambda data: data.update(best_interests_assessment=rule))


def lacking(town, meeting) -> list[str]:
    with t.as_(town, "chair"):
        return [one.text for one in policies.lacking_in(meeting)]


def handed_in(town, meeting):
    with t.as_(town, "chair") as me:
        return holding.hand_in(meeting, by=me, approvers=[town.people["bup_head"]])


def url_of(decision) -> str:
    return reverse("groups:decision_interests", args=[decision.pk])


def test_an_assessment_is_written_over_until_the_minutes_are_handed_in(town):
    meeting = t.held(town)
    decision = decided(town, meeting)
    noted(town, decision)
    again = noted(town, decision, weighed="  Annat.  ", mattered="")
    assert (again.weighed, again.mattered, again.noted_by_id) == ("Annat.", "", town.people["chair"].pk)
    noted(town, decision, "nobody")
    with as_loader():
        kept = BestInterests.objects.get(decision=decision)
        logged = AuditEvent.objects.filter(act="forum_decision.weighed", object_id=decision.pk).order_by("number")
        assert [*logged.values_list("reason", flat=True)] == ["assessed", "assessed", "nobody"]
    assert (kept.concerns, kept.investigated, kept.asked) == ("nobody", "", "")
    handed_in(town, meeting)
    with pytest.raises(WrongState):
        noted(town, decision)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"investigated": " "}, "investigated"),
        ({"weighed": ""}, "weighed"),
        ({"considered": ""}, "considered"),
        ({"asked": ""}, "asked"),
        ({"asked": f"Barnet {NUMBER}"}, "asked"),
        ({"mattered": f"Barnet {NUMBER}"}, "mattered"),
        ({"concerns": "annat"}, "concerns"),
    ],
)
def test_what_is_lacking_or_tells_of_a_child_is_refused_beside_its_field(town, words, field):
    decision = decided(town, t.held(town))
    with pytest.raises(Refused) as refused:
        noted(town, decision, **words)
    assert refused.value.field == field
    with as_loader():
        assert not BestInterests.objects.exists()


def test_only_who_writes_the_minutes_notes_it_and_not_on_what_is_struck(town):
    meeting = t.held(town)
    decision = decided(town, meeting)
    for who in ("bup_head", "school_head"):
        with pytest.raises(PermissionDenied):
            noted(town, decision, by=who)
        assert client_of(town, who).get(url_of(decision)).status_code == 403
    assert client_of(town, "worker").get(url_of(decision)).status_code == 404
    with t.as_(town, "chair") as me:
        writing.strike_decision(decision, by=me)
    with pytest.raises(WrongState):
        noted(town, decision)


def test_what_concerns_children_without_it_or_is_not_said_is_listed_where_the_region_asks(town):
    meeting = t.held(town)
    first, second, third, fourth = (decided(town, meeting, f"Beslut {n}") for n in range(1, 5))
    assert lacking(town, meeting) == ["Beslut 1", "Beslut 2", "Beslut 3", "Beslut 4"]
    noted(town, first)
    noted(town, second, "lacking")
    noted(town, third, "nobody")
    assert lacking(town, meeting) == ["Beslut 2", "Beslut 4"]
    with t.as_(town, "chair") as me:
        writing.strike_decision(fourth, by=me)
    assert lacking(town, meeting) == ["Beslut 2"]
    asks(town, "not_asked")
    assert lacking(town, meeting) == []


def test_it_warns_and_hinders_only_where_the_region_requires_it(town):
    meeting = t.held(town)
    decision = decided(town, meeting)
    warning = f"I beslut {decision} är det inte sagt hur barnets bästa är prövat."
    hand_in = reverse("groups:meeting_note", args=[meeting.pk, "lamna-in"])
    pages = [reverse(f"groups:meeting_{name}", args=[meeting.pk]) for name in ("detail", "write")] + [hand_in]
    assert [warning in seen(town, "chair", page) for page in pages] == [True, True, True]
    assert warning not in seen(town, "bup_head", pages[0])
    asks(town, "required")
    with pytest.raises(Refused) as refused:
        handed_in(town, meeting)
    assert str(refused.value) == warning
    noted(town, decision)
    assert [warning in seen(town, "chair", page) for page in pages] == [False, False, False]
    assert handed_in(town, meeting).status == "minutes_drafted"
    asks(town, "asked")
    other = t.held(town)
    decided(town, other)
    assert handed_in(town, other).status == "minutes_drafted"


def test_the_meeting_the_minutes_and_the_forum_show_it_to_their_readers(town):
    meeting = t.held(town)
    decision, nobody = decided(town, meeting), decided(town, meeting, "Tid för nästa möte.")
    noted(town, decision)
    noted(town, nobody, "nobody")
    page = seen(town, "bup_head", reverse("groups:meeting_detail", args=[meeting.pk]))
    for words in (*WORDS.values(), "Barnets bästa är prövat", "Rör inte barn", f'id="beslut-{decision.pk}"'):
        assert words in page
    with acting_as(town.acting["bup_head"]) as me:
        (item,) = minutes_paper(me, meeting)["minutes"]["items"]
    said = item["decisions"][0]["interests"]
    assert [one["text"] for one in said["facts"]] == [*WORDS.values()]
    forum = reverse("groups:forum_detail", args=[town.steering.pk])
    page = seen(town, "bup_head", forum)
    assert f"#beslut-{decision.pk}" in page
    assert f"#beslut-{nobody.pk}" not in page
    assert "Beslut som rör barn" not in seen(town, "worker", forum)


def test_the_page_keeps_what_was_typed_and_leads_back_to_the_item(town):
    meeting = t.held(town)
    decision, chair = decided(town, meeting), client_of(town, "chair")
    refused = chair.post(url_of(decision), {"concerns": "assessed", "asked": "Elevrådet."})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Elevrådet." in page
    assert page.count("Fyll i ”") >= 3
    done = chair.post(url_of(decision), {"concerns": "assessed", **WORDS})
    assert done.status_code == 302
    assert done.url.startswith(reverse("groups:meeting_write", args=[meeting.pk]))
    assert WORDS["asked"] in chair.get(url_of(decision)).content.decode()
    assert "Ändra prövningen av barnets bästa" in chair.get(done.url).content.decode()


def test_the_database_lets_only_who_writes_note_it_of_a_standing_decision_of_the_item(town):
    meeting = t.held(town)
    t.with_item(town, meeting, "En annan punkt")
    decision, (item, other, *_more) = decided(town, meeting), t.items_of(meeting)
    row = {"region_id": meeting.region_id, "forum_id": meeting.forum_id, "meeting_id": meeting.pk,
           "decision_id": decision.pk, "concerns": "nobody"}  # fmt: skip
    for who, of, by in (("bup_head", item, "bup_head"), ("chair", other, "chair"), ("chair", item, "bup_head")):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            BestInterests(item=of, noted_by=town.people[by], **row).save(force_insert=True)
    noted(town, decision)
    with t.as_(town, "bup_head"):
        assert BestInterests.objects.update(concerns="lacking") == 0
    with as_loader(), pytest.raises(Error), transaction.atomic():
        BestInterests.objects.update(concerns="nobody")  # with its words
    t.approved(town, t.handed_in(town, meeting))
    with t.as_(town, "chair"), pytest.raises(Error), transaction.atomic():
        BestInterests.objects.update(weighed="Efteråt")


@pytest.mark.parametrize("page", ["detail", "write"])
def test_more_of_them_cost_no_more(town, page):
    meeting, counts = t.held(town), []
    client, url = client_of(town, "chair"), reverse(f"groups:meeting_{page}", args=[meeting.pk])
    for _more in range(3):
        noted(town, decided(town, meeting))
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[-1]

"""An item that a member wants taken up: proposed, taken in, deferred, turned down with a reason that is told. [F32]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import Refused, WrongState
from groups.models import AgendaItem, ItemProposal
from groups.proposals import services
from groups.proposals.services import Wish
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.meetings import table as t

NUMBER = "121212-1212"  # of the published test series


def wished(town, who: str = "bup_head", **more) -> ItemProposal:
    wish = Wish(**{"title": "Väntetider", "purpose": "discuss", "why": "Fler väntar längre.", "minutes": 20, **more})
    with t.as_(town, who) as me:
        return services.propose(town.steering, by=me, wish=wish)


def stands(proposal) -> ItemProposal:
    with as_loader():
        return ItemProposal.objects.get(pk=proposal.pk)


def list_of(town, query: str = "") -> str:
    return reverse("groups:proposal_list", args=[town.steering.pk]) + query


def note_of(proposal, slug: str) -> str:
    return reverse("groups:proposal_note", args=[proposal.pk, slug])


def test_what_is_taken_in_stands_on_the_agenda_and_its_proposer_presents_it(town):
    meeting, proposal = t.planned(town), wished(town)
    assert t.told(town, "proposal_made") == {"chair"}
    with t.as_(town, "chair") as me:
        item = services.take_in(proposal, by=me, meeting=meeting)
    with as_loader():
        item = AgendaItem.objects.get(pk=item.pk)
    assert (item.meeting_id, item.title, item.purpose, item.minutes) == (meeting.pk, "Väntetider", "discuss", 20)
    assert (item.background, item.responsible_id) == ("Fler väntar längre.", town.people["bup_head"].pk)
    assert (stands(proposal).status, stands(proposal).item_id) == ("taken_in", item.pk)
    assert t.told(town, "proposal_answered") == {"bup_head"}
    assert acts_on(proposal.pk) == {"proposal.made", "proposal.taken_in"}
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        services.turn_down(proposal, by=me, reply="Nej")


def test_it_can_wait_and_come_back_and_a_no_says_why(town):
    proposal, meeting = wished(town), t.planned(town)
    with t.as_(town, "chair") as me:
        services.defer(proposal, by=me, reply="  Vi tar det i höst.  ")
        assert (stands(proposal).status, stands(proposal).reply) == ("deferred", "Vi tar det i höst.")
        services.take_in(proposal, by=me, meeting=meeting)
    other = wished(town)
    with t.as_(town, "chair") as me:
        for reply in (" ", f"Gäller {NUMBER}"):
            with pytest.raises(Refused) as refused:
                services.turn_down(other, by=me, reply=reply)
            assert refused.value.field == "reply"
        services.turn_down(other, by=me, reply="Det avgörs i regionen.")
    assert (stands(other).status, stands(other).reply) == ("turned_down", "Det avgörs i regionen.")
    assert "Det avgörs i regionen." in seen(town, "bup_head", list_of(town, "?state=all"))


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"title": " "}, "title"),
        ({"why": ""}, "why"),
        ({"title": f"Om {NUMBER}"}, "title"),
        ({"why": f"Barnet {NUMBER}"}, "why"),
        ({"purpose": "annat"}, "purpose"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 481}, "minutes"),
    ],
)
def test_what_is_lacking_or_tells_of_a_child_is_refused_beside_its_field(town, wish, field):
    with pytest.raises(Refused) as refused:
        wished(town, **wish)
    assert refused.value.field == field
    with as_loader():
        assert not ItemProposal.objects.exists()


def test_who_sits_there_proposes_who_leads_answers_and_only_the_proposer_takes_back(town):
    for who in ("worker", "secretariat", "other_chair"):
        with pytest.raises(PermissionDenied):
            wished(town, who)
    proposal, meeting = wished(town), t.planned(town)
    for who in ("bup_head", "school_head"):
        with t.as_(town, who) as me:
            for act, how in ((services.take_in, {"meeting": meeting}), (services.turn_down, {"reply": "Nej"})):
                with pytest.raises(PermissionDenied):
                    act(proposal, by=me, **how)
    with t.as_(town, "school_head") as me, pytest.raises(PermissionDenied):
        services.take_back(proposal, by=me)
    with t.as_(town, "bup_head") as me:
        services.take_back(proposal, by=me)
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        services.defer(proposal, by=me, reply="")


def test_it_goes_only_to_a_meeting_ahead_of_the_same_group(town):
    proposal, over = wished(town), t.held(town)
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        services.take_in(proposal, by=me, meeting=over)
    t.planned(town)
    with t.as_(town, "chair") as me, pytest.raises(Refused) as refused:
        services.take_in(proposal, by=me, meeting=over)
    assert refused.value.field == "meeting"


def test_it_is_proposed_from_the_forums_page_and_answered_from_the_start_page(town):
    new = reverse("groups:proposal_new", args=[town.steering.pk])
    bup, chair = client_of(town, "bup_head"), client_of(town, "chair")
    forum = reverse("groups:forum_detail", args=[town.steering.pk])
    assert new in seen(town, "bup_head", forum)
    assert new not in seen(town, "worker", forum)
    refused = bup.post(new, {"title": "Väntetider", "why": f"Gäller {NUMBER}", "purpose": "decide"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert NUMBER in page
    assert page.count("Texten innehåller ett personnummer.") == 2  # in the summary and beside the field
    assert bup.post(new, {"title": "Väntetider", "why": "Fler väntar.", "purpose": "decide"}).status_code == 302
    assert "Ta ställning till förslaget ”Väntetider”" in seen(town, "chair", "/")
    assert "1 förslag till dagordningen" in seen(town, "chair", forum)
    with as_loader():
        proposal = ItemProposal.objects.get()
    assert note_of(proposal, "ta-in") not in chair.get(list_of(town)).content.decode()
    meeting = t.planned(town)
    page = reverse("groups:meeting_detail", args=[meeting.pk])
    assert f'<a href="{list_of(town)}">1 förslag till dagordningen</a>' in seen(town, "chair", page)
    assert list_of(town) not in seen(town, "bup_head", page)
    assert note_of(proposal, "ta-in") in chair.get(list_of(town)).content.decode()
    assert note_of(proposal, "ta-in") not in bup.get(list_of(town)).content.decode()
    assert chair.post(note_of(proposal, "ta-in"), {"meeting": str(meeting.pk)}).status_code == 302
    assert "Ta ställning till förslaget" not in seen(town, "chair", "/")
    assert list_of(town) not in seen(town, "chair", page)
    assert "Väntetider" in seen(town, "bup_head", page)
    assert client_of(town, "worker").get(list_of(town)).status_code == 404


def test_the_database_lets_nobody_propose_for_another_or_answer_what_they_do_not_lead(town):
    proposal = wished(town)
    row = {
        "region_id": proposal.region_id, "forum_id": proposal.forum_id, "title": "A", "why": "B", "purpose": "inform",
        "proposed_on": proposal.proposed_on,
    }  # fmt: skip
    for who, of in (("school_head", "bup_head"), ("worker", "worker")):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            ItemProposal(**row, proposed_by=town.people[of]).save(force_insert=True)
    with t.as_(town, "school_head"):
        assert ItemProposal.objects.update(status="taken_back") == 0
    with t.as_(town, "bup_head"), pytest.raises(Error), transaction.atomic():
        ItemProposal.objects.update(status="deferred", replied_by=town.people["bup_head"], replied_on="2026-01-01")
    with t.as_(town, "worker"):
        assert not ItemProposal.objects.exists()


def test_more_proposals_cost_no_more(town):
    counts, chair = [], client_of(town, "chair")
    for _more in range(3):
        wished(town)
        chair.get(list_of(town))
        with CaptureQueriesContext(connection) as queries:
            chair.get(list_of(town))
        counts.append(len(queries))
    assert counts[0] == counts[-1]

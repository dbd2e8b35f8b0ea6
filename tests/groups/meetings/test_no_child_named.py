"""Who takes part may be named; what may show who a child is is asked about, and nothing typed is lost. [P-96, F34]"""

from django.urls import reverse

from groups.meetings.models import ForumDecision
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.meetings import table as t

TOLD = "Eleven Tindra Prov får plats. Karin Ek svarar för det."
YES = "Texten visar inte vem något barn är"


def decide(client, item, **words):
    return client.post(reverse("groups:item_note", args=[item.pk, "beslut"]), words)


def decided() -> list[str]:
    with as_loader():
        return list(ForumDecision.objects.values_list("text", flat=True))


def test_a_decision_that_may_name_a_child_is_asked_about_and_stands_with_a_yes(client, town):
    (item,) = t.items_of(t.held(town))
    sign_in(client, town.people["chair"])

    asked = decide(client, item, text=TOLD)

    body = asked.content.decode()
    assert (asked.status_code, decided()) == (422, [])
    assert "”Tindra Prov”" in body
    assert "Karin Ek”" not in body
    assert TOLD in body
    assert YES in body
    assert decide(client, item, text=TOLD, no_child="on").status_code == 302
    assert decided() == [TOLD]


def test_who_takes_part_is_named_without_a_question(client, town):
    (item,) = t.items_of(t.held(town))
    sign_in(client, town.people["chair"])
    page = client.get(reverse("groups:item_note", args=[item.pk, "beslut"]))
    assert YES not in page.content.decode()
    assert decide(client, item, text="Karin Ek tar fram ett förslag.").status_code == 302


def test_a_text_that_saves_itself_is_saved_and_says_what_may_show_a_child(client, town):
    meeting = t.held(town)
    (item,) = t.items_of(meeting)
    sign_in(client, town.people["chair"])

    saved = client.post(
        reverse("groups:item_save", args=[item.pk]), {"text": TOLD, "version": 0}, headers={"X-Autosave": "1"}
    )

    assert saved.status_code == 200
    assert "”Tindra Prov”" in saved.json()["message"]
    written = client.get(reverse("groups:meeting_write", args=[meeting.pk])).content.decode()
    assert TOLD in written
    assert "kan visa vem ett barn är: ”Tindra Prov”" in written

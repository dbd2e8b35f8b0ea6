"""How often one person may search, open new children and make documents; who is told. [security 8]"""

from datetime import timedelta

from django.urls import reverse

from core import clock
from core.access import acting_as, pace
from core.notices.models import Notice
from core.obligations.models import Obligation
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.kept import kept
from tests.sip import town as t


@kept
def town():
    with as_loader():
        return t.make_town()


def opened(client, child) -> int:
    return client.get(reverse("sip:child_detail", args=[child.pk])).status_code


def test_the_twenty_first_new_child_in_ten_minutes_waits_and_the_reviewer_is_told(town, client):
    children = [t.child_of(town, family_name=f"Provsson {n}") for n in range(21)]
    sign_in(client, town.assignments["teacher"])

    assert [opened(client, child) for child in children] == [200] * 20 + [429]
    assert opened(client, children[0]) == 200  # what one has open stays open
    assert opened(client, children[20]) == 429
    page = client.get(reverse("sip:child_detail", args=[children[20].pk]))
    assert 0 < int(page.headers["Retry-After"]) <= 600
    assert "Provsson" not in page.content.decode()
    with as_loader():
        told = Notice.objects.filter(kind="many_children").values_list("recipient", "channel", "about_id")
        mine = town.teacher.assignment_id
        reviewer = town.reviewer.assignment_id
        assert sorted(told) == sorted([(reviewer, "in_app", mine), (reviewer, "mail", mine)])


def test_after_ten_minutes_one_goes_on_and_the_day_ends_at_sixty(settings):
    settings.PACES = {"child": [(2, 600), (4, 86_400)]}
    start = clock.now()

    def at(minutes: int, what: str) -> int:
        with clock.moved_to(start + timedelta(minutes=minutes)):
            return pace.wait("child", "somebody", what)

    assert [at(0, "a"), at(1, "b"), at(2, "c")] == [0, 0, 480]
    assert [at(10, "c"), at(11, "d")] == [0, 0]
    assert at(30, "e") == 86_400 - 30 * 60
    assert at(30, "a") == 0


def test_searches_and_documents_have_their_pace(town, client, settings):
    settings.PACES = {**settings.PACES, "search": [(2, 60)], "pdf": [(1, 60)]}
    sign_in(client, town.assignments["teacher"])
    search = reverse("sip:child_search")
    assert [client.post(search, {"words": "Elsa"}).status_code for _ in range(3)] == [200, 200, 429]

    case = t.raised(town)
    with acting_as(town.teacher):
        obligation = Obligation.objects.get(case_id=case.pk, code="DL-01")
    url = reverse("obligations:certificate_pdf", args=[obligation.pk])
    assert [client.get(url).status_code == 429 for _ in range(2)] == [False, True]


def test_the_search_whose_words_stand_in_the_address_has_the_same_pace(town, client, settings):
    settings.PACES = {**settings.PACES, "search": [(2, 60)]}
    sign_in(client, town.assignments["teacher"])
    search = reverse("finding:search")

    assert [client.get(search).status_code for _ in range(3)] == [200] * 3  # nothing is sought yet
    assert [client.get(search, {"q": word}).status_code for word in ("skola", "elev", "möte")] == [200, 200, 429]
    assert client.post(reverse("sip:child_search"), {"words": "Elsa"}).status_code == 429


def test_the_pace_is_what_the_rules_say(settings):
    assert settings.PACES == {
        "search": [(30, 60)],
        "child": [(20, 600), (60, 86_400)],
        "pdf": [(10, 60)],
        "upload": [(20, 3_600)],
        "extract": [(5, 3_600)],
        "survey": [(30, 600), (200, 86_400)],
        "guest": [(30, 600), (200, 86_400)],
    }


def test_one_persons_pace_is_nobody_elses(settings):
    settings.PACES = {"search": [(1, 60)]}

    assert [pace.wait("search", "one"), pace.wait("search", "other")] == [0, 0]
    assert pace.wait("search", "one") > 0

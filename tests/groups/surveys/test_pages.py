"""A survey opened, answered from the start page and read beside the year before, as people meet it. [F133, F135]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.models import SurveyRound
from groups.year.services import drafting
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.evaluation.walk import profile_changed
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.meetings import table as t
from tests.groups.surveys import walk as w

KEY = {"form_key": "7c0f6a3e-0000-4000-8000-000000000001"}
LIST = "/grupper/enkater/"


def url(name: str, thing) -> str:
    return reverse(f"groups:survey_{name}", args=[thing.pk])


def forum_url(town) -> str:
    return reverse("groups:forum_detail", args=[town.steering.pk])


def past(one: SurveyRound) -> SurveyRound:
    """Closed since yesterday."""
    back = timedelta(days=w.DAYS + 1)
    with as_loader():
        SurveyRound.objects.filter(pk=one.pk).update(opened_on=one.opened_on - back, closes_on=one.closes_on - back)
    return w.stands(one)


def test_it_is_opened_from_the_groups_page_once(town):
    chair, address = client_of(town, "chair"), url("new", town.steering)
    assert address in seen(town, "chair", forum_url(town))
    assert address not in seen(town, "bup_head", forum_url(town))
    refused = chair.post(address, {"kind": "spider", "closes_on": str(clock.today())})
    assert refused.status_code == 422
    assert refused.content.decode().count("Välj en dag från i morgon och högst 90 dagar fram.") == 2
    sent = {"kind": "spider", "closes_on": str(w.last_day()), **KEY}
    first, second = (chair.post(address, sent) for _ in range(2))
    assert (first.status_code, second.url) == (302, first.url)
    with as_loader():
        assert SurveyRound.objects.count() == 1
    assert address not in seen(town, "chair", forum_url(town))


def test_it_is_answered_on_one_page_from_the_start_page(town):
    one = w.opened(town)
    answer = url("answer", one)
    for who, is_asked in (("bup_head", True), ("chair", True), ("deputy", False), ("unit_head", False)):
        assert (answer in seen(town, who, "/")) is is_asked
    bup = client_of(town, "bup_head")
    part = dict.fromkeys(one.questions[:3], "7")
    refused = bup.post(answer, {**part, "words": "Bra stämning"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Sex svar behöver rättas" in page
    assert "Bra stämning" in page
    assert page.count("checked") == 3
    assert page.index("Regelverk") < page.index("Synsätt och kunskap")
    done = bup.post(answer, dict.fromkeys(one.questions, "7"), follow=True)
    assert "Tack. Ditt svar är räknat." in done.content.decode()
    assert answer not in seen(town, "bup_head", "/")
    assert "Du har redan svarat på enkäten." in bup.get(answer, follow=True).content.decode()
    assert client_of(town, "unit_head").get(answer).status_code == 403
    assert client_of(town, "worker").get(answer).status_code == 404


def test_a_closed_round_says_first_what_it_found_beside_the_year_before(town):
    w.three_are_enough(town)
    w.earlier(w.all_say(town, w.opened(town), 5, 5, 5))
    one = past(w.all_say(town, w.opened(town), clear_goals=3))
    page = seen(town, "unit_head", url("detail", one))
    for words in ("Bättre än", "inom 8 av 9 områden.", "3 av 3 har svarat.", "<svg", "Rad 6", "−2,0", "−2,0 sedan"):
        assert words in page
    assert "Lägg i handlingsplanen" not in seen(town, "chair", url("detail", one))
    with t.as_(town, "chair") as me:
        plan = drafting.draft(town.steering, by=me, year=clock.today().year)
    assert seen(town, "chair", url("detail", one)).count("Lägg i handlingsplanen") == 3
    assert "Lägg i handlingsplanen" not in seen(town, "bup_head", url("detail", one))
    press = reverse("groups:survey_into_plan", args=[one.pk, "clear_goals"])
    done = client_of(town, "chair").post(press, follow=True).content.decode()
    assert "Området står nu i utkastet till handlingsplanen." in done
    assert "Tydliga mål" in seen(town, "chair", reverse("groups:action_plan_detail", args=[plan.pk]))
    assert client_of(town, "bup_head").post(press).status_code == 403
    assert client_of(town, "worker").post(press).status_code == 404


def test_a_region_that_shows_shares_draws_all_years_of_the_spider_in_per_cent(town):
    w.three_are_enough(town)
    w.earlier(w.all_say(town, w.opened(town), 9, 9, 2))
    shares = {"kind": "share_satisfied", "low": 0, "high": 100}
    profile_changed(town, lambda data: data.update(spider_scale=shares))
    page = seen(town, "unit_head", url("detail", past(w.all_say(town, w.opened(town), 9, 2, 2))))
    assert "Nöjd är den som har svarat 9 eller 10." in page
    assert ("66,7" in page, "33,3" in page, "6,7" in page.replace("66,7", "")) == (True, True, False)


def test_too_few_answers_are_shown_to_nobody(town):
    one = past(w.all_say(town, w.opened(town)))
    page = seen(town, "chair", url("detail", one))
    assert "Färre än 5 svarade. Därför visas inga svar." in page
    assert "Rad 6" not in page
    assert "För få svar" in seen(town, "secretariat", LIST)


def test_the_secretariat_sends_the_yearly_survey_and_sees_who_has_answered(town):
    send = reverse("groups:survey_send")
    assert send in seen(town, "secretariat", LIST)
    assert send not in seen(town, "chair", LIST)
    assert client_of(town, "chair").get(send).status_code == 403
    done = client_of(town, "secretariat").post(send, {"kind": "groups", "closes_on": str(w.last_day())}, follow=True)
    assert "Enkäten är skickad till 1 grupp." in done.content.decode()
    with as_loader():
        one = SurveyRound.objects.get()
    w.three_are_enough(town)
    with as_loader():
        SurveyRound.objects.update(least=3)
    one = w.all_say(town, one, 2, 4, 5)
    page = seen(town, "secretariat", LIST)
    assert "3 av 3 har svarat." in page
    assert url("detail", one) in page
    assert url("detail", one) not in seen(town, "other_chair", LIST)
    result = seen(town, "secretariat", url("detail", past(one)))
    for words in ("67", "3,7", "Rutinen för SIP"):
        assert words in result


def test_the_secretariat_reads_all_groups_beside_each_other_but_none_with_too_few_answers(town):
    w.three_are_enough(town)
    with as_loader():
        b.make_member(town.working, town.people["colleague"])
    for one in w.sent(town):
        if one.forum_id == town.steering.pk:
            w.all_say(town, one, 2, 4, 5)
        else:
            w.says(town, one, "colleague", 1)
    with as_loader():
        for one in SurveyRound.objects.all():
            past(one)
    address = reverse("groups:survey_compiled", args=["groups", clock.today().year])
    assert address in seen(town, "secretariat", LIST)
    page = seen(town, "secretariat", address)
    assert "1 av 2 grupper har svar att visa." in page
    assert page.count(">3,7<") == 7  # six questions, and the group
    assert "Arbetsgrupp" in page
    assert "För få svar" in page
    assert client_of(town, "chair").get(address).status_code == 403
    assert client_of(town, "secretariat").get(address.replace("groups", "other")).status_code == 404
    earlier = reverse("groups:survey_compiled", args=["groups", clock.today().year - 1])
    assert "Ingen grupp fick enkäten det året." in seen(town, "secretariat", earlier)


def test_the_list_is_filtered_by_survey_year_and_whether_it_is_open(town):
    spider, [groups] = past(w.opened(town)), w.sent(town)

    def shown(query: str) -> list[bool]:
        page = seen(town, "chair", LIST + query)
        return [url("detail", one) in page for one in (spider, groups)]

    assert [shown(""), shown("?enkat=spider"), shown("?state=open"), shown("?state=closed"), shown("?ar=2021")] == [
        [True, True], [True, False], [False, True], [True, False], [False, False],
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["list", "forum", "start"])
def test_more_rounds_cost_no_more(town, page):
    w.opened(town)
    client, address = client_of(town, "bup_head"), {"list": LIST, "forum": forum_url(town), "start": "/"}[page]
    counts = []
    for more in (w.sent, lambda _town: None):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        more(town)
    assert counts[0] == counts[1]

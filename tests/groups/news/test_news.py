"""A unit tells its partners of a change; who sits in the groups confirms, who leads the unit sees who has not. [F51]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.errors import Refused, WrongState
from core.roles import Role
from groups.models import Receipt, UnitNews
from groups.news import policies, services
from groups.news.published import PUBLISHED
from groups.news.services import Words
from groups.receipts import services as receipts
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.lifting.test_pages import client_of
from tests.groups.meetings import table as t
from tests.groups.test_lists_as_files import read_csv

NUMBER = "121212-1212"  # of the published test series


def told(town, who: str = "unit_head", unit=None, forums=(), **more) -> UnitNews:
    facts = {"kind": "moved", "title": "Mottagningen flyttar", "text": "Ny adress, samma telefon.",
             "from_day": clock.today() + timedelta(days=30), **more}  # fmt: skip
    with t.as_(town, who) as me:
        return services.tell(unit or town.bup, by=me, words=Words(**facts), forums=forums or [town.steering])


def receipt(town, news: UnitNews, who: str) -> Receipt:
    with as_loader():
        return Receipt.objects.get(about_id=news.pk, assignment=town.people[who])


def url(name: str, *args) -> str:
    return reverse(f"groups:{name}", args=args)


def asked_of(news: UnitNews) -> set:
    with as_loader():
        return {(one.assignment.person.given_name, one.forum_id) for one in Receipt.objects.filter(about_id=news.pk)}


def test_those_who_sit_in_the_chosen_groups_are_asked_once_in_their_own_group(town):
    with as_loader():
        b.make_member(town.working, town.people["worker"])
        b.make_member(town.working, town.people["bup_head"])
    news = told(town, forums=[town.steering, town.working])
    names = dict(asked_of(news))
    assert set(names) == {"Karin", "Bo", "Siv", "Erik", "Hanna"}
    assert len(asked_of(news)) == 5
    assert names["Hanna"] == town.working.pk
    assert t.told(town, "receipt_asked") == {"chair", "bup_head", "school_head", "deputy", "worker"}
    assert acts_on(news.pk) == {"news.told", "receipt.asked"}


def test_partners_are_the_groups_of_the_areas_it_serves_and_those_it_sits_in(town):
    with as_loader():
        b.make_member(town.bussam, town.people["bup_head"])
    today = clock.today()
    with t.as_(town, "unit_head"):
        bup = set(policies.partner_forums(town.bup, today))
        school = set(policies.partner_forums(town.school, today))
    assert bup == {town.steering, town.working, town.elsewhere, town.bussam}
    assert school == {town.steering, town.working}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "annat"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": f"Om {NUMBER}"}, "title"),
        ({"text": f"Om {NUMBER}"}, "text"),
    ],
)
def test_what_is_lacking_or_names_somebody_is_refused(town, more, field):
    with pytest.raises(Refused) as refused:
        told(town, **more)
    assert refused.value.field == field
    with as_loader():
        assert not UnitNews.objects.exists()


def test_a_group_that_is_no_partner_or_empty_is_not_asked_and_nothing_is_told(town):
    for forum in (town.bussam, town.working):
        with pytest.raises(Refused) as refused:
            told(town, forums=[forum])
        assert refused.value.field == "forums"
    with as_loader():
        assert not UnitNews.objects.exists()


def test_only_who_leads_the_unit_tells_follows_up_and_takes_back(town):
    for who in ("bup_head", "chair", "colleague", "admin"):
        with pytest.raises(PermissionDenied):
            told(town, who)
    with pytest.raises(PermissionDenied):
        told(town, unit=town.school)
    news = told(town)
    with as_loader():
        town.people["other_head"] = b.make_assignment(town.region, Role.LINE_MANAGER, "Lo Chef", unit=town.bup)
        town.people["school_lead"] = b.make_assignment(
            town.region, Role.SCHOOL_PRINCIPAL_HEAD, "Rut Rektor", unit=town.school
        )
    for who in ("other_head", "school_lead"):
        town.acting[who] = b.acting_for(town.people[who])
    for who in ("chair", "school_lead"):
        with t.as_(town, who) as me:
            with pytest.raises(PermissionDenied):
                receipts.remind(news, by=me, kind=PUBLISHED)
            with pytest.raises(PermissionDenied):
                services.withdraw(news, by=me)
    with t.as_(town, "other_head") as me:
        assert receipts.remind(news, by=me, kind=PUBLISHED) == 4


def test_the_database_holds_who_tells_who_asks_and_who_sees_who_has_read(town):
    news = told(town)
    mine, theirs = receipt(town, news, "bup_head"), receipt(town, news, "school_head")
    row = {"region": town.region, "unit": town.bup, "kind": "moved", "title": "x", "text": "x",
           "from_day": clock.today(), "told_on": clock.today()}  # fmt: skip
    for who, unit in (("bup_head", town.bup), ("unit_head", town.school)):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            UnitNews(**{**row, "unit": unit}, told_by=town.people[who]).save(force_insert=True)
    with t.as_(town, "bup_head"):
        assert UnitNews.objects.filter(pk=news.pk).update(withdrawn_on=clock.today()) == 0
        assert list(Receipt.objects.filter(about_id=news.pk)) == [mine]
    with t.as_(town, "unit_head"):
        assert Receipt.objects.filter(about_id=news.pk).count() == 4
        with pytest.raises(Error), transaction.atomic():
            Receipt.objects.filter(pk=theirs.pk).update(read_at=clock.now())
        asked = {"region": town.region, "asked_by": town.people["unit_head"], "asked_on": clock.today(),
                 "about_kind": "groups.unitnews", "about_id": news.pk}  # fmt: skip
        for who, forum in (("worker", town.steering), ("worker", town.working)):
            with pytest.raises(Error), transaction.atomic():
                Receipt(assignment=town.people[who], forum=forum, **asked).save(force_insert=True)
    with t.as_(town, "other_chair"):
        assert UnitNews.objects.count() == 1
        assert not Receipt.objects.exists()


def test_it_is_sent_read_confirmed_and_followed_up_by_page(town):
    head, reader = client_of(town, "unit_head"), client_of(town, "bup_head")
    assert url("news_list") in head.get(url("forum_tree")).content.decode()
    refused = head.post(url("news_new"), {"title": "Mottagningen flyttar", "kind": "moved", "text": "Ny adress."})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="Mottagningen flyttar"' in text
    assert "Ny adress." in text
    filled = {"title": "Mottagningen flyttar", "kind": "moved", "text": "Ny adress.", "from_day": str(clock.today()),
              "forums": [town.steering.pk]}  # fmt: skip
    sent = head.post(url("news_new"), filled)
    with as_loader():
        news = UnitNews.objects.get()
    page = url("news_detail", news.pk)
    assert (sent.status_code, sent.url) == (302, page)
    assert "Läs och bekräfta" in reader.get("/").content.decode()
    assert "Jag har läst" in reader.get(page).content.decode()
    unread = url("news_list") + "?show=unread"
    assert page in reader.get(unread).content.decode()
    assert reader.post(url("receipt_confirm", receipt(town, news, "bup_head").pk)).url == page
    assert page not in reader.get(unread).content.decode()
    assert "1 av 4 har läst." in head.get(page).content.decode()
    listed = head.get(url("receipt_list", news.pk, "besked") + "?show=unread").content.decode()
    assert "Siv Skola" in listed
    assert "Bo Bup" not in listed.split('id="results"')[1]
    assert head.post(url("receipt_remind", news.pk, "besked"), {"bekraftat": "1"}).status_code == 302
    assert t.told(town, "receipt_reminded") == {"chair", "school_head", "deputy"}
    more = head.post(url("receipt_publish", news.pk, "besked"), {"forums": [town.steering.pk]})
    assert more.status_code == 422
    for who, status in (("bup_head", 403), ("chair", 403), ("worker", 403)):
        assert client_of(town, who).get(url("news_new")).status_code == status
        assert client_of(town, who).get(url("receipt_list", news.pk, "besked")).status_code == status
        assert client_of(town, who).get(page).status_code == 200


def test_what_is_taken_back_is_read_by_nobody_more_and_all_who_were_asked_are_told(town):
    news = told(town)
    with t.as_(town, "unit_head") as me:
        services.withdraw(news, by=me)
        with pytest.raises(WrongState):
            services.withdraw(news, by=me)
    assert t.told(town, "news_withdrawn") == {"chair", "bup_head", "school_head", "deputy"}
    reader = client_of(town, "bup_head")
    assert "Läs och bekräfta" not in reader.get("/").content.decode()
    page = reader.get(url("news_detail", news.pk)).content.decode()
    assert "Beskedet togs tillbaka" in page
    assert "Jag har läst" not in page
    assert "Återtaget" in reader.get(url("news_list")).content.decode()


def test_more_news_cost_no_more_and_own_are_found(town):
    counts, head = [], client_of(town, "unit_head")
    for _more in range(3):
        told(town)
        with CaptureQueriesContext(connection) as queries:
            page = head.get(url("news_list"))
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert page.context["page"].count == 3
    assert head.get(url("news_list") + "?show=own&kind=moved").context["page"].count == 3
    for who, query in (("school_head", "own"), ("admin", "own"), ("worker", "unread")):
        assert client_of(town, who).get(url("news_list") + f"?show={query}").context["page"].count == 0


def test_the_list_is_fetched_as_a_file_with_the_rows_it_shows(town):
    gone = told(town, title="Ny väg in", kind="contact")
    told(town)
    with t.as_(town, "unit_head") as me:
        services.withdraw(gone, by=me)
    head, today = client_of(town, "unit_head"), clock.today()

    shown = head.get(url("news_list")).context["page"].rows
    *_about, first, second = read_csv(head.get(url("news_list") + "?fil=csv").content)

    assert [first[0], second[0]] == [row["title"] for row in shown]
    by_title = {row[0]: row[1:] for row in (first, second)}
    assert by_title["Ny väg in"] == [
        "Ny väg in eller ny funktionsbrevlåda", town.bup.name, f"{today + timedelta(days=30)}", f"{today}", f"{today}",
    ]  # fmt: skip
    assert by_title["Mottagningen flyttar"][-1] == ""

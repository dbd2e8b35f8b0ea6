"""Asked to read, confirmed in one press, reminded: nobody confirms for another. [F67, AG-12]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.errors import Refused
from groups.models import Receipt
from groups.receipts import policies, services
from groups.routines.page import PUBLISHED
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.routines import walk as w
from tests.groups.routines.conftest import made_town, town  # noqa: F401
from tests.groups.routines.test_pages import client_of, text_of


def asked(town, version, *forums) -> int:  # noqa: F811
    with t.as_(town, "chair") as me:
        return services.publish(version, by=me, kind=PUBLISHED, forums=forums or [town.steering])


def receipt(town, who: str) -> Receipt:  # noqa: F811
    with as_loader():
        return Receipt.objects.get(assignment=town.people[who])


def test_those_who_sit_in_the_forums_are_asked_once_and_told(town):  # noqa: F811
    version = w.decided(town)
    assert asked(town, version) == 3
    with pytest.raises(Refused) as refused:
        asked(town, version)
    assert refused.value.field == "forums"
    assert [w.told_to(town, "receipt_asked", who) for who in ("bup_head", "deputy", "chair", "worker")] == [1, 1, 0, 0]
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        services.publish(version, by=me, kind=PUBLISHED, forums=[town.steering])
    draft = w.drafted(town, subject="absence")
    with pytest.raises(PermissionDenied):
        asked(town, draft)


def test_a_local_forum_asks_only_its_own_areas_groups(town):  # noqa: F811
    version = w.decided(town)
    with pytest.raises(Refused):
        asked(town, version, town.bussam, town.elsewhere)


def test_each_confirms_for_oneself_once_and_the_leader_reminds_the_others(town):  # noqa: F811
    version = w.decided(town)
    asked(town, version)
    mine = receipt(town, "bup_head")
    with t.as_(town, "school_head") as me:
        assert not policies.visible_receipts(me).filter(pk=mine.pk).exists()
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        services.confirm(mine, by=me)
    with t.as_(town, "bup_head") as me:
        services.confirm(mine, by=me)
        with pytest.raises(PermissionDenied):
            services.confirm(mine, by=me)
    with t.as_(town, "chair") as me:
        assert list(policies.counted(PUBLISHED, version)) == [(3, 1)]
        assert services.remind(version, by=me, kind=PUBLISHED) == 2
        with pytest.raises(Refused):
            services.remind(version, by=me, kind=PUBLISHED)
    told = [w.told_to(town, "receipt_reminded", who) for who in ("bup_head", "school_head", "deputy")]
    assert told == [0, 1, 1]


def test_the_database_lets_nobody_confirm_for_another_nor_take_it_back(town):  # noqa: F811
    asked(town, w.decided(town))
    mine, theirs = receipt(town, "bup_head"), receipt(town, "school_head")
    with t.as_(town, "bup_head") as me:
        services.confirm(mine, by=me)
        refused(Receipt.objects.filter(pk=mine.pk), read_at=None)
        refused(Receipt.objects.filter(pk=mine.pk), reminded_on=clock.today())
        assert Receipt.objects.filter(pk=theirs.pk).update(read_at=clock.now()) == 0
    with t.as_(town, "chair"):
        refused(Receipt.objects.filter(pk=theirs.pk), read_at=clock.now())


def refused(rows, **values) -> None:
    with pytest.raises(Error), transaction.atomic():
        rows.update(**values)


def test_it_is_read_and_confirmed_from_the_start_page_in_one_press_and_the_leader_sees_who_has(town):  # noqa: F811
    version = w.decided(town)
    page = reverse("groups:routine_detail", args=[version.pk])
    publish = reverse("groups:receipt_publish", args=[version.pk, "rutin"])
    chair, reader = client_of(town, "chair"), client_of(town, "bup_head")
    assert publish in chair.get(page).content.decode()
    assert chair.post(publish, {}).status_code == 422
    assert chair.post(publish, {"forums": [town.steering.pk]}).status_code == 302
    assert chair.get(reverse("groups:receipt_publish", args=[version.pk, "okant"])).status_code == 404
    assert "Läs och bekräfta" in reader.get("/").content.decode()
    assert "Jag har läst" in reader.get(page).content.decode()
    confirm = reverse("groups:receipt_confirm", args=[receipt(town, "bup_head").pk])
    assert chair.post(confirm).status_code == 403
    assert client_of(town, "school_head").post(confirm).status_code == 404
    assert [reader.post(confirm).status_code for _twice in range(2)] == [302, 302]
    assert "Läs och bekräfta" not in reader.get("/").content.decode()
    assert "Du bekräftade" in reader.get(page).content.decode()
    assert "1 av 3 har läst." in chair.get(page).content.decode()
    who = reverse("groups:receipt_list", args=[version.pk, "rutin"])
    assert client_of(town, "bup_head").get(who).status_code == 403
    everybody = chair.get(who).content.decode()
    assert "Bo Bup" in everybody
    unread = text_of(town, "chair", f"{who}?show=unread")
    assert "Bo Bup" not in unread.split('id="results"')[1]
    remind = reverse("groups:receipt_remind", args=[version.pk, "rutin"])
    assert "Påminn" in chair.get(remind).content.decode()
    chair.post(remind, {"bekraftat": "1"})
    assert w.told_to(town, "receipt_reminded", "school_head") == 1

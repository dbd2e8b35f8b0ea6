"""What a group has held together and who came from each principal; the course about SIP, unit by unit. [F50]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.errors import Refused, WrongState
from groups.models import CourseTaken, Training, TrainingGroup
from groups.trainings import services
from groups.trainings.services import Held
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.meetings import table as t
from tests.groups.test_lists_as_files import READERS

NUMBER = "121212-1212"  # of the published test series


def held(town, who: str = "chair", days_ago: int = 1, people: dict | None = None, **more) -> Training:
    came = {town.city.pk: 12, town.care.pk: 3} if people is None else people
    facts = {"kind": "training", "title": "Utbildning i SIP", "text": "Två halvdagar.", **more}
    on = clock.today() - timedelta(days=days_ago)
    with t.as_(town, who) as me:
        return services.note_training(town.steering, by=me, held=Held(held_on=on, people=came, **facts))


def said(town, who: str, taken: int, staff: int = 10) -> CourseTaken:
    with t.as_(town, who) as me:
        return services.confirm_course(town.steering, by=me, taken=taken, staff=staff)


def url(town, name: str = "training_list", query: str = "") -> str:
    return reverse(f"groups:{name}", args=[town.steering.pk]) + query


def test_who_came_is_noted_by_principal_and_summed(town):
    training = held(town)
    held(town, days_ago=400, people={town.city.pk: 5, town.care.pk: 0}, kind="activity", title="Studiebesök")
    assert acts_on(training.pk) == {"training.noted"}
    with as_loader():
        assert TrainingGroup.objects.count() == 3
    page = client_of(town, "bup_head").get(url(town))
    assert [(one["name"], one["times"], one["people"]) for one in page.context["sums"]] == [
        ("Norrstad", 2, 17), ("Regionen Norr", 1, 3),
    ]  # fmt: skip
    year = clock.today().year
    this_year = client_of(town, "bup_head").get(url(town, query=f"?year={year}"))
    assert [one["people"] for one in this_year.context["sums"]] == [12, 3]
    assert [row["title"] for row in this_year.context["page"].rows] == ["Utbildning i SIP"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "annat"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": f"Om {NUMBER}"}, "title"),
        ({"text": f"Om {NUMBER}"}, "text"),
        ({"days_ago": -1}, "held_on"),
        ({"people": {}}, None),
    ],
)
def test_what_is_lacking_or_tells_of_somebody_is_refused(town, more, field):
    with pytest.raises(Refused) as refused:
        held(town, **more)
    assert refused.value.field == field
    with as_loader():
        assert not Training.objects.exists()


def test_nobody_comes_from_a_principal_that_has_nobody_in_the_group(town):
    with as_loader():
        stranger = b.make_principal(town.region, "Annanstans")
    with pytest.raises(Refused):
        held(town, people={stranger.pk: 3, town.city.pk: 1})
    assert held(town, people={town.city.pk: 1}).title == "Utbildning i SIP"


def test_only_who_leads_notes_and_takes_away_and_what_is_taken_away_is_not_counted(town):
    training = held(town)
    for who in ("bup_head", "worker", "other_chair"):
        with pytest.raises(PermissionDenied):
            held(town, who)
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        services.remove_training(training, by=me)
    with t.as_(town, "chair") as me:
        services.remove_training(training, by=me)
        with pytest.raises(WrongState):
            services.remove_training(training, by=me)
    page = client_of(town, "chair").get(url(town))
    assert (page.context["page"].count, page.context["sums"]) == (0, [])


def test_one_of_a_unit_says_how_many_have_taken_the_course_and_the_last_word_holds(town):
    said(town, "bup_head", 4)
    said(town, "bup_head", 10)
    for taken, staff, field in ((11, 10, "taken"), (0, 0, "staff")):
        with pytest.raises(Refused) as refused:
            said(town, "bup_head", taken, staff)
        assert refused.value.field == field
    for who in ("worker", "unit_head", "secretariat"):
        with pytest.raises(PermissionDenied):
            said(town, who, 1)
    lines = {
        one["name"]: (one["is"], one["text"]) for one in client_of(town, "chair").get(url(town)).context["courses"]
    }
    assert lines["BUP Norr"][0] == "ok"
    assert lines["BUP Norr"][1].startswith("10 av 10")
    assert lines["Österskolan"] == ("soon", "Har inte svarat")
    with as_loader():
        assert CourseTaken.objects.count() == 2


def test_the_pages_keep_what_was_typed_and_lead_to_the_list(town):
    chair, bup = client_of(town, "chair"), client_of(town, "bup_head")
    assert url(town) in seen(town, "chair", reverse("groups:year_detail", args=[town.steering.pk]))
    refused = chair.post(url(town, "training_new"), {"title": "Utbildning i SIP", f"from_{town.city.pk}": "3"})
    assert refused.status_code == 422
    assert 'value="Utbildning i SIP"' in refused.content.decode()
    filled = {"title": "Utbildning", "kind": "training", "held_on": str(clock.today()), f"from_{town.city.pk}": "3"}
    nobody = chair.post(url(town, "training_new"), {**filled, f"from_{town.city.pk}": "0"})
    assert "Skriv hur många som kom från minst en huvudman." in nobody.content.decode()
    done = chair.post(url(town, "training_new"), filled)
    assert (done.status_code, done.url) == (302, url(town))
    assert bup.post(url(town, "course_confirm"), {"staff": "8", "taken": "9"}).status_code == 422
    assert bup.post(url(town, "course_confirm"), {"staff": "8", "taken": "8"}).status_code == 302
    assert client_of(town, "worker").get(url(town)).status_code == 404
    assert bup.get(url(town, "training_new")).status_code == 403


def test_the_database_takes_a_word_of_a_unit_from_one_of_it_alone(town):
    row = {"region": town.region, "forum": town.steering, "taken": 1, "staff": 2, "confirmed_on": clock.today()}
    for who, unit in (("bup_head", town.school), ("worker", town.social)):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            CourseTaken(unit=unit, confirmed_by=town.people[who], **row).save(force_insert=True)
    training = held(town)
    with t.as_(town, "bup_head"):
        assert Training.objects.filter(pk=training.pk).update(removed_at=clock.now()) == 0
    with t.as_(town, "worker"):
        assert not Training.objects.exists()


def test_the_list_is_fetched_as_a_file_with_the_same_rows(town):
    held(town)
    held(town, days_ago=2, title="Studiebesök", kind="activity")
    for kind, read in READERS.items():
        lines = read(client_of(town, "chair").get(url(town, query=f"?kind=training&fil={kind}")).content)
        assert lines[4] == ["Antal rader", "1"]
        assert lines[7][0] == "Utbildning i SIP"
        assert lines[7][3:] == ["15", "Norrstad: 12, Regionen Norr: 3"]


def test_more_trainings_cost_no_more(town):
    counts, chair = [], client_of(town, "chair")
    for _more in range(3):
        held(town)
        said(town, "bup_head", 3)
        chair.get(url(town))
        with CaptureQueriesContext(connection) as queries:
            chair.get(url(town))
        counts.append(len(queries))
    assert counts[0] == counts[-1]

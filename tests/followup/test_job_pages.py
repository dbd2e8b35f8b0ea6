"""Long jobs on their pages: asked for once, seen as they go, said when they fail."""

import pytest
from django.urls import reverse

from core import clock
from followup.models import ReportJob
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.people import page, post, signed


def test_a_double_click_makes_one_job(client, town):
    t.collected(town)
    sign_in(client, town.assignments["chair"])
    url = reverse("followup:make_report", args=[town.area.pk, t.YEAR])

    answers = [client.post(url), client.post(url)]

    with as_loader():
        jobs = list(ReportJob.objects.all())
    assert len(jobs) == 1
    assert {answer["Location"] for answer in answers} == {reverse("followup:job", args=[jobs[0].pk])}


def test_the_job_is_seen_as_page_and_part_and_again_on_the_years_page(client, town):
    t.collected(town)
    post(client, town, "chair", "followup:make_report")
    with as_loader():
        job = ReportJob.objects.get()
        ReportJob.objects.update(status="running", progress=45, step="writing")
    url = reverse("followup:job", args=[job.pk])

    whole = client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    year = page(client, town, "chair").content.decode()

    assert part.strip() in whole
    assert "<html" not in part
    for text in (whole, part, year):
        assert 'value="45"' in text
        assert f'hx-get="{url}"' in text
        assert f'<a href="{url}">Läs av igen</a>' in text
    assert page(client, town, "other_chair", "followup:year").status_code == 404
    assert signed(client, town, "other_chair").get(url).status_code == 404


def test_a_failed_job_says_so_without_its_inside(client, town):
    t.collected(town)
    post(client, town, "chair", "followup:make_report")
    with as_loader():
        ReportJob.objects.update(status="failed", ended_at=clock.now(), failure="too_long")
        job = ReportJob.objects.get()

    text = client.get(reverse("followup:job", args=[job.pk])).content.decode()

    assert "Dokumentet tog för lång tid att göra." in text
    assert "too_long" not in text
    assert client.get(reverse("followup:report_pdf", args=[job.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "who"),
    [("followup:collect", "steering_bup"), ("followup:collect", "secretary"), ("followup:recount", "member")],
)
def test_jobs_are_asked_for_by_those_who_may(client, town, name, who):
    t.opened(town)

    assert post(client, town, who, name).status_code == 404
    with as_loader():
        assert not ReportJob.objects.exists()

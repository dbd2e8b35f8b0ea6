"""What tests of the pages ask and read."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from deviations.models import DeviationReport
from tests.database import as_loader
from tests.deviations.build import TEXT

REPORT, MINE, INBOX = reverse("deviations:report"), reverse("deviations:my_list"), reverse("deviations:inbox")


def page_of(report):
    return reverse("deviations:detail", args=[report.pk])


def body(response) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body(response)))


def answers(town, **changes) -> dict:
    return {
        "event_on": clock.today().isoformat(),
        "counterpart": f"{town.other_unit.pk}:{town.area.pk}",
        "kind": "shortcoming",
        "category": "",
        "description": TEXT,
        "effect": "delayed",
        "tried": "",
        **changes,
    }


def sent_reports() -> list[DeviationReport]:
    with as_loader():
        return list(DeviationReport.objects.all())


def statements_of(client, url, asked=None) -> int:
    client.get(url, asked)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, asked).status_code == 200
    return len(queries)

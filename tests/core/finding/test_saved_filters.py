"""What is chosen on a list, kept under a name: found there again by whoever kept it, on every list with filters."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import Refused
from core.finding import saving
from core.finding.models import SavedFilter
from core.finding.saving import MOST, read_address
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups.lifting.test_pages import client_of
from tests.groups.meetings import table as t

MEETINGS = reverse("groups:meeting_list")
SAVE = reverse("finding:filter_save")
# Every list with filters, whoever reaches it, and something chosen there. A list that is added stands here too.
LISTS = {
    "groups:meeting_list": ("chair", {"time": "all"}),
    "groups:agreement_list": ("chair", {"show": "all"}),
    "groups:routine_list": ("chair", {"show": "all"}),
    "groups:task_list": ("chair", {"state": "all"}),
    "groups:lift_list": ("chair", {"state": "all"}),
    "groups:vacancy_list": ("chair", {"show": "ending"}),
    "groups:action_plan_list": ("chair", {"year": "2026"}),
    "groups:survey_list": ("chair", {"state": "open"}),
    "groups:evaluation_list": ("chair", {"fore": "2026-01-01"}),
    "groups:obstacle_list": ("chair", {"state": "all"}),
    "groups:proposal_list": ("chair", {"state": "all"}),
    "groups:county_year": ("chair", {"year": "next"}),
    "groups:news_list": ("chair", {"kind": "moved"}),
    "groups:training_list": ("chair", {"kind": "training"}),
    "groups:voice_list": ("chair", {"state": "waiting"}),
    "deviations:inbox": ("chair", {"lage": "oppna"}),
    "organisations:unit_list": ("worker", {"sok": "skola"}),
    "people:person_list": ("admin", {"lage": "i-kraft"}),
    "sip:case_list": ("worker", {"status": "raised"}),
    "sip:plan_list": ("worker", {"status": "active"}),
}


OF_A_FORUM = {"evaluation_list", "obstacle_list", "proposal_list", "training_list", "voice_list"}


class Links(HTMLParser):
    """The addresses of a page, by their words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._href, self._words = "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._href, self._words = dict(attrs).get("href", ""), ""

    def handle_data(self, data):
        self._words += data

    def handle_endtag(self, tag):
        if tag == "a":
            self.found.setdefault(" ".join(self._words.split()), self._href)


def links(client, url: str) -> dict[str, str]:
    page = client.get(url)
    assert page.status_code == 200, url
    return Links(page.content.decode()).found


def kept(town, name: str = "Alla möten", who: str = "chair", **more) -> SavedFilter:
    with t.as_(town, who) as me:
        return saving.save_filter(by=me, **{"path": MEETINGS, "query": "time=all", "name": name, **more})


def saved_names(town, who: str, url: str = MEETINGS) -> list[str]:
    """As the list offers them."""
    page = client_of(town, who).get(url)
    return [one.name for one in page.context["form"].saved]


def test_what_is_chosen_is_kept_from_the_list_found_there_and_taken_away(town):
    t.planned(town)
    chair = client_of(town, "chair")
    assert "Spara urvalet" not in links(chair, MEETINGS)
    address = links(chair, f"{MEETINGS}?time=all&antal=50&skräp=1")["Spara urvalet"]
    assert parse_qs(urlsplit(address).query) == {"lista": [f"{MEETINGS}?time=all"]}
    done = chair.post(address, {"name": "Alla möten"})
    assert (done.status_code, done.url) == (302, f"{MEETINGS}?time=all")
    found = links(chair, MEETINGS)
    assert found["Alla möten"] == f"{MEETINGS}?time=all"
    gone = chair.post(found["ta bort Alla möten"], {"bekraftat": "1"})
    assert (gone.status_code, gone.url) == (302, MEETINGS)
    assert "Alla möten" not in links(chair, MEETINGS)


def test_a_name_is_ones_own_on_that_list(town):
    row = kept(town)
    assert saved_names(town, "chair") == ["Alla möten"]
    assert saved_names(town, "chair", reverse("groups:task_list")) == []
    assert saved_names(town, "bup_head") == []
    assert client_of(town, "bup_head").get(reverse("finding:filter_remove", args=[row.pk])).status_code == 404
    with t.as_(town, "bup_head") as me:
        with pytest.raises(PermissionDenied):
            saving.remove_filter(row, by=me)
        assert SavedFilter.objects.filter(pk=row.pk).delete()[0] == 0
        anothers = SavedFilter(region=row.region, assignment=row.assignment, path="/", query="a=1", name="En annans")
        with pytest.raises(Error), transaction.atomic():
            anothers.save(force_insert=True)


def test_a_name_that_is_taken_empty_or_tells_of_somebody_is_refused_and_stands_typed(town):
    row = kept(town)
    assert acts_on(row.pk) == {"filter.saved"}
    chair = client_of(town, "chair")
    for name in ("Alla möten", " ", "Barnet 121212-1212"):
        refused = chair.post(f"{SAVE}?lista={MEETINGS}%3Ftime%3Dall", {"name": name})
        assert refused.status_code == 422
        assert f'value="{name.strip()}"' in refused.content.decode() or not name.strip()
    with pytest.raises(Refused):
        kept(town, "Sökning", query="q=121212-1212")
    assert saved_names(town, "chair") == ["Alla möten"]


def test_a_list_keeps_twenty(town):
    for n in range(MOST):
        kept(town, f"Urval {n}")
    with pytest.raises(Refused):
        kept(town, "Ett till")
    kept(town, "Ett till", path=reverse("groups:task_list"))


@pytest.mark.parametrize(
    "address",
    [
        "", "/grupper/moten/", "//ond.example/?time=all", "https://ond.example/grupper/moten/?time=all",
        "/finns/inte/?a=1", "/grupper/moten/?" + "a=" + "b" * 1000, "/logga-ut?a=1", "/grupper/moten/?time=all#x",
    ],
)  # fmt: skip
def test_only_a_page_of_our_own_with_something_chosen_is_kept(address):
    assert read_address(address) is None


@pytest.mark.parametrize("name", LISTS)
def test_every_list_with_filters_offers_what_one_has_kept_there(town, name):
    who, chosen = LISTS[name]
    url = reverse(name, args=[town.steering.pk] if name.split(":")[1] in OF_A_FORUM else [])
    ((field, value),) = chosen.items()
    kept(town, "Mitt urval", who, path=url, query=f"{field}={value}")
    client = client_of(town, who)
    assert links(client, url)["Mitt urval"] == f"{url}?{field}={value}"
    assert client.get(f"{url}?{field}={value}").status_code == 200


def test_every_template_with_filters_is_of_a_list_that_is_tried_here():
    """Those that have filters and are no list of rows that one comes back to stand in NOT_LISTS with their reason."""
    from pathlib import Path

    with_filters = {
        path.stem for path in Path("templates").rglob("*.html") if "ui/filters.html" in path.read_text("utf-8")
    }
    tried = {name.split(":")[1] for name in LISTS if name not in DRAWN_ELSEWHERE}
    assert with_filters == tried | ALIKE | NOT_LISTS


DRAWN_ELSEWHERE = {"sip:case_list", "deviations:inbox"}  # filters of their own make
NOT_LISTS = {
    "glossary", "catalogue_list",  # texts and invented examples for everybody
    "story", "child_story",  # one case's time; what is chosen there says what one looks for about a child
    "routine_beside", "routine_coverage", "profile",  # two things beside each other, a table of all
}  # fmt: skip
# Drawn by `render_list` as the others; whoever reads them is not in this town.
ALIKE = {"retention_list", "extract_list", "pool_list", "receipt_list"}


def test_what_is_kept_costs_no_statement(town):
    counts, chair = [], client_of(town, "chair")
    for n in range(3):
        chair.get(MEETINGS)
        with CaptureQueriesContext(connection) as queries:
            chair.get(MEETINGS)
        counts.append(len(queries))
        kept(town, f"Urval {n}")
    assert counts[0] == counts[-1]
    with as_loader():
        assert SavedFilter.objects.count() == 3

"""The common search: what is found by its Swedish words, and never the title of what one may not open."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.plans import explained, plan_of, rows_read
from core import clock
from core.organisations.models import Unit
from core.ui import registry
from core.ui.searching import Sought
from groups.assignments import services as tasks
from groups.assignments.services import Wanted
from groups.meetings.services import writing
from groups.models import AgendaItem, Agreement, Meeting, Routine, RoutineSection, RoutineVersion
from groups.words_sql import FOUND
from tests.core.people.build import sign_in
from tests.database import as_loader, as_role
from tests.groups.lifting import walk as w
from tests.groups.meetings import table as t
from tests.kept import kept

SECRET = "Överflyttningen"
ROWS, MANY = 6_000, 100_000


@kept
def town() -> SimpleNamespace:
    """A table that has written of the same thing in all its papers, openly, in confidence and in drafts."""
    with as_loader():
        town, town.other_region = w.make_town(), w.make_town()
    for one in (town, town.other_region):
        _meeting(one)
        _papers(one)
    return town


def _meeting(town) -> None:
    meeting = t.called(town)
    reader = town.people["bup_head"]
    t.with_item(town, meeting, SECRET, background=SECRET, is_confidential=True, readers=(reader,))
    town.meeting = t.begun(meeting)
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(theme="Samverkansavtalens framtid")
    with t.as_(town, "chair") as me:
        for item in AgendaItem.objects.filter(meeting=meeting):
            text = SECRET if item.is_confidential else "Vi skriver om avtalen."
            writing.save_note(item, by=me, text=text, version=0)
            writing.decide(AgendaItem.objects.get(pk=item.pk), by=me, text=f"Beslut: {text}")
            writing.take_on(item, by=me, text=f"Åtgärd: {text}", responsible=reader, due_on=clock.today())
    with t.as_(town, "chair") as me:
        wanted = Wanted("Avtalens rutiner", "Se över avtalen", "Unga", "En rutin", "våren")
        tasks.propose(town.steering, by=me, receiver=town.working, wanted=wanted)
    w.lifted(town, title="Avtalens skjutsar")


def _papers(town) -> None:
    by, region = town.chair, town.region
    with as_loader():
        agreement = Agreement.objects.create(
            region=region, forum=town.steering, level="local", title="Avtal på utkast", target_group="Unga",
            situation="unclear", needs_coordination=True, needs_economy=True, drafted_by=by,
        )  # fmt: skip
        agreement.chapters.create(region=region, key="target", order=1, text="Kapitlet om fosterhem.")
        routine = Routine.objects.create(region=region, forum=town.steering, subject="sip", begun_by=by)
        days = {"decided_on": clock.today(), "valid_from": clock.today(), "review_on": clock.today()}
        version = RoutineVersion.objects.create(
            region=region, routine=routine, forum=town.steering, title="Rutin för avtalen", drafted_by=by,
        )  # fmt: skip
        RoutineSection.objects.create(region=region, routine_version=version, key="steps", order=1, text="Så gör vi.")
        RoutineVersion.objects.filter(pk=version.pk).update(status="decided", decided_as="Styrgruppen", **days)
        RoutineVersion.objects.filter(pk=version.pk).update(status="in_force")
        Unit.objects.filter(pk=town.bup.pk).update(mission="Tar emot barn med ätstörningar.")


def found(town, who: str, text: str) -> dict[str, list[str]]:
    """Title by kind."""
    with t.as_(town, who) as me:
        sought = Sought(text)
        given = {kind.key: [str(kind.hit(row).title) for row in kind.rows(me, sought)] for kind in registry.search}
    return {key: titles for key, titles in given.items() if titles}


def counted(town, who: str, text: str) -> dict[str, int]:
    return {key: len(titles) for key, titles in found(town, who, text).items()}


EVERYWHERE = dict.fromkeys(("moten", "beslut", "atgarder", "overenskommelser", "rutiner", "uppdrag", "fragor"), 1)


@pytest.mark.parametrize("words", ["avtal", "avtalet", "AVTALEN", "avtal'; --", "avtal & | ! ( :* \\"])
def test_any_form_of_a_word_finds_it_in_all_papers_of_ones_own(town, words):
    assert counted(town, "chair", words) == EVERYWHERE


def test_all_the_words_are_wanted_and_a_word_is_found_by_how_it_begins(town):
    assert counted(town, "chair", "avtal skriver") == {"moten": 1, "beslut": 1, "atgarder": 1}
    assert counted(town, "chair", "samverk") == {"moten": 1}
    assert counted(town, "chair", "och att") == {}
    assert counted(town, "chair", "fosterhemmen") == {"overenskommelser": 1}
    assert counted(town, "worker", "ätstörning") == {"verksamheter": 1}


def test_who_is_not_of_the_group_finds_what_has_been_decided_for_all_and_nothing_else(town):
    assert counted(town, "worker", "avtalen") == {"rutiner": 1}
    assert counted(town, "other_chair", "avtalen") == {"rutiner": 1}
    assert counted(town, "worker", "fosterhem") == {}


def test_a_confidential_item_is_found_by_its_readers_alone(town):
    mine = {"moten": 1, "beslut": 1, "atgarder": 1}
    assert counted(town, "bup_head", SECRET) == mine
    assert counted(town, "school_head", SECRET) == {}
    assert counted(town, "worker", SECRET) == {}
    with as_loader():
        assert AgendaItem.objects.filter(title=SECRET).count() == 2


def test_the_meetings_line_shows_no_word_of_an_item_one_does_not_read(town):
    with as_loader():
        AgendaItem.objects.filter(title=SECRET).update(note=f"{SECRET}, om avtalen")
    with t.as_(town, "school_head") as me:
        kind = next(one for one in registry.search if one.key == "moten")
        hits = [kind.hit(row) for row in kind.rows(me, Sought("avtalen"))]
    assert [" ".join(hit.text.split()) for hit in hits] == ["Läget i området Vi skriver om <mark>avtalen</mark>"]


def test_the_question_itself_gives_the_web_no_id_beyond_what_one_reads(town):
    with t.as_(town, "school_head"), connection.cursor() as cursor:
        for name in ("meeting", "decision", "action", "agreement", "routine_version", "task"):
            cursor.execute(f"SELECT count(*) FROM access.found_{name}_ids(%s)", [f"'{SECRET}':*"])
            assert cursor.fetchone() == (0,), name


def test_a_text_of_markup_is_shown_as_it_was_written(town):
    with as_loader():
        Agreement.objects.update(title="<b>Avtal</b> & sånt")
    assert found(town, "chair", "avtal")["overenskommelser"] == ["&lt;b&gt;<mark>Avtal</mark>&lt;/b&gt; &amp; sånt"]


def test_the_page_shows_a_few_of_each_kind_and_one_kind_in_full(town):
    client = Client()
    sign_in(client, town.people["chair"])
    page = client.get(reverse("finding:search"), {"q": "avtalen"})
    assert (page.status_code, {part["key"]: part["count"] for part in page.context["parts"]}) == (200, EVERYWHERE)
    one = client.get(reverse("finding:search"), {"q": "avtalen", "slag": "beslut"})
    assert (one.status_code, one.context["page"].count) == (200, 1)
    assert "Beslut: Vi skriver om <mark>avtalen</mark>" in one.content.decode()


@pytest.mark.parametrize("slag", ["", "beslut"])
def test_too_short_a_word_is_refused_in_words_and_stands_typed(town, slag):
    client = Client()
    sign_in(client, town.people["worker"])
    page = client.get(reverse("finding:search"), {"q": "om", "slag": slag})
    assert page.status_code == 422
    assert "Skriv minst ett ord med tre bokstäver." in page.content.decode()
    assert 'value="om"' in page.content.decode()


def test_who_works_with_children_is_shown_the_way_to_their_own_search(town):
    shown = {}
    for name in ("worker", "politician", "admin"):
        client = Client()
        sign_in(client, town.people[name])
        shown[name] = [one["url"] for one in client.get(reverse("finding:search")).context["others"]]
    assert shown == {"worker": [reverse("sip:child_list")], "politician": [], "admin": [reverse("people:person_list")]}


@pytest.mark.slow
@pytest.mark.parametrize("rows", [ROWS, pytest.param(MANY, marks=pytest.mark.full)])
@pytest.mark.parametrize(("who", "words"), [("chair", "'avtalen':*"), ("worker", "'skolgång':*")])
def test_the_index_of_words_answers_and_no_row_of_another_region_is_read(town, who, words, rows):
    """As planned when nothing is known of the words: the table is not gone through, however many rows it has."""
    many_items(town, rows)
    most = 1 if who == "chair" else rows // 2
    _own, items = FOUND["found_meeting_ids"]
    with t.as_(town, who), connection.cursor() as cursor:
        cursor.execute("SET LOCAL SESSION AUTHORIZATION bus_policy")
        cursor.execute("SET LOCAL search_path = access, public, pg_temp")
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE asked (text) AS {items.question.replace('words)', '$1)')}")
        plan = plan_of(cursor, f"EXECUTE asked ($q${words}$q$)", None)
        cursor.execute("DEALLOCATE asked")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION bus_app")
        cursor.execute("SET LOCAL search_path = public")
    read = {node["Relation Name"]: rows_read(node) for node in _nodes(plan) if "Relation Name" in node}
    assert "groups_agendaitem_words" in {node.get("Index Name") for node in _nodes(plan)}
    assert read["groups_agendaitem"] == most


def _nodes(plan: dict):
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


@pytest.mark.full
def test_a_page_of_what_is_found_reads_no_more_of_a_hundred_thousand_items_than_of_few(town):
    """The whole page, as its reader asks it: no statement goes through the items."""
    client = Client()
    sign_in(client, town.people["chair"])
    pages = []
    for rows in (ROWS, MANY):
        many_items(town, rows)
        client.get(reverse("finding:search"))
        with explained() as page:
            assert client.get(reverse("finding:search"), {"q": "avtalen"}).status_code == 200
        pages.append(page)
    few, many = pages
    assert len(few.reads) == len(many.reads)
    assert many.most < 1_000


MEETINGS = """
WITH last AS (
  SELECT max(o.number) AS n FROM groups_meeting m JOIN groups_meeting o ON o.forum_id = m.forum_id WHERE m.id = %s)
INSERT INTO groups_meeting SELECT (jsonb_populate_record(m, jsonb_build_object(
  'id', gen_random_uuid(), 'number', last.n + g, 'theme', '', 'sequence', 32000))).*
FROM groups_meeting m, last, generate_series(1, %s) g WHERE m.id = %s
"""
ITEMS = """
INSERT INTO groups_agendaitem SELECT (jsonb_populate_record(n, jsonb_build_object(
  'id', gen_random_uuid(), 'meeting_id', t.id, 'note', '', 'title', %s || ' ' || g))).*
FROM groups_agendaitem n, groups_meeting t, generate_series(1, %s) g
WHERE n.id = %s AND t.forum_id = n.forum_id AND t.sequence = 32000
  AND NOT EXISTS (SELECT FROM groups_agendaitem i WHERE i.meeting_id = t.id)
"""
OF_A_MEETING = 20


def many_items(town, rows: int) -> None:
    """As many items of the other region, and of the own one without the words, twenty at a meeting; set by set."""
    with as_loader(), connection.cursor() as cursor:
        for one, word in ((town.other_region, "avtalen"), (town, "skolgång")):
            item, meeting = AgendaItem.objects.get(meeting=one.meeting, title="Läget i området"), one.meeting.pk
            cursor.execute(MEETINGS, [meeting, rows // 2 // OF_A_MEETING, meeting])
            cursor.execute(ITEMS, [word, OF_A_MEETING, item.pk])
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute("ANALYZE groups_agendaitem, groups_meeting")

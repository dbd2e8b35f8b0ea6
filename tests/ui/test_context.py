"""Pages here are drawn without a database at all: any statement would fail the test. [perf gate 10]"""

import re

import pytest
from django.shortcuts import render
from django.utils.translation import override

from core.ui import views
from core.ui.context import PageContext
from core.ui.registry import MenuEntry, SwitchChoice

PAGES = ["ui/accessibility.html", "ui/privacy.html"]


def html_of(request, template=PAGES[0]):
    return render(request, template).content.decode()


@pytest.fixture
def menu(clean_registry):
    clean_registry.menu.add(MenuEntry("Översikt", "core:start", order=1))
    clean_registry.menu.add(MenuEntry("Grupper", "core:groups", order=2))
    clean_registry.menu.add(MenuEntry("Borta", "nowhere:at_all", order=3))


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", ["Översikt"]), ("/grupper/", ["Grupper"]), ("/grupper/12/", ["Grupper"]), ("/ordlista/", [])],
)
def test_the_menu_says_where_one_is(ask, menu, path, current):
    entries = PageContext(ask(path)).menu

    assert [entry["label"] for entry in entries] == ["Översikt", "Grupper"]
    assert [entry["label"] for entry in entries if entry["current"]] == current


def test_the_header_names_role_and_scope_and_offers_the_way_out(ask, menu):
    html = html_of(ask())

    assert "Sammankallande för individforum" in html
    assert "Karin Ekdahl, stadsdelen Norrberga" in html
    assert 'action="/logga-ut/"' in html
    assert 'href="/uppdrag/"' in html


def test_a_visitor_sees_no_menu_and_no_session_script(ask, menu):
    html = html_of(ask(acting=None))

    assert "Huvudmeny" not in html
    assert "session.js" not in html
    assert 'href="/logga-in/"' in html


def test_the_demo_says_so_on_each_page(ask, settings):
    assert "Demo. Alla personer" not in html_of(ask())
    settings.DEMO = True
    assert "Demo. Alla personer" in html_of(ask())


def test_the_language_can_be_changed_and_leads_back_to_a_page(ask):
    assert '<input type="hidden" name="next" value="/ordlista/?sok=a&amp;b=1">' in html_of(ask("/ordlista/?sok=a&b=1"))
    assert '<input type="hidden" name="next" value="/">' in html_of(ask("/barn/", "post"))
    with override("en"):
        assert '<button name="language" value="sv" lang="sv">Svenska</button>' in html_of(ask())


def test_htmx_is_held_to_the_rules_of_the_browser_section(ask):
    html = html_of(ask())

    for rule in (
        '"historyCacheSize":0',
        '"allowEval":false',
        '"allowScriptTags":false',
        '"includeIndicatorStyles":false',
        '"selfRequestsOnly":true',
    ):
        assert rule in html
    assert '<body data-hx-history="false"' in html


def test_the_assignments_are_asked_for_only_on_their_own_page(ask, clean_registry):
    clean_registry.switchable_assignments.set(
        lambda request: [
            SwitchChoice("a", "Chef", "Enheten <1>", current=True),
            SwitchChoice("b", "Ledamot", "Gruppen"),
        ]
    )
    whole, part = (
        views.acting(ask("/uppdrag/")).content.decode(),
        views.acting(ask("/uppdrag/", part=True)).content.decode(),
    )

    assert re.findall(r'<button name="assignment" value="(\w)"( aria-current="true")?>', part) == [
        ("a", ' aria-current="true"'),
        ("b", ""),
    ]
    assert "Enheten &lt;1&gt;" in part
    assert 'action="/byt/"' in part
    assert re.sub(r'value="\w{64}"', "", part).strip() in re.sub(r'value="\w{64}"', "", whole)


def test_keep_alive_names_the_assignment_and_nothing_else(ask, acting):
    mine, nobodys = views.keep_alive(ask("/aktiv/", "post")), views.keep_alive(ask("/aktiv/", acting=None))

    assert mine.status_code == 200
    assert f'"assignment": "{acting.assignment_id}"' in mine.content.decode()
    assert (nobodys.status_code, nobodys.content.decode()) == (401, '{"assignment": "", "token": ""}')


def test_a_browsers_report_is_taken_in_whatever_it_holds(rf, caplog):
    for body in ('{"csp-report": {"effective-directive": "img-src", "blocked-uri": "data"}}', "[]", "inte json", ""):
        assert (
            views.csp_report(rf.post("/csp-rapport/", body, content_type="application/csp-report")).status_code == 204
        )
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "Refused by policy: img-src data"
    ]

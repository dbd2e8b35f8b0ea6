"""The demo's door: only with the switch, only on loopback, only over invented people. [issue 2]"""

import os
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, path, reverse

from core.access import routes
from core.access.routes import PUBLIC, Route
from core.people import checks
from core.people.models import DemoSignIn, Session
from core.people.views import demo as demo_views
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(town) -> DemoSignIn:
    with as_loader():
        return DemoSignIn.objects.create(
            user=town.maj.user, assignment=town.maj, title="Handläggare", note="Maj Ek", region_name="Provlän", order=1
        )


def test_without_the_switch_there_is_no_door(client, card, settings):
    assert settings.DEMO is False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": str(card.pk)}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("people:demo")
    with pytest.raises(CommandError):
        call_command("demo_sign_ins")


@pytest.mark.parametrize(("switch", "expected"), [("1", "True True True"), ("0", "False False False")])
def test_address_and_row_come_and_go_with_the_switch(switch, expected):
    """In a process of its own, since addresses are made at the start."""
    program = (
        "import django; django.setup()\n"
        "from core.people import routes, urls\n"
        "from django.conf import settings\n"
        "print('people:demo' in {row.name for row in routes.ROUTES}, 'demo' in {one.name for one in urls.people},"
        " settings.MIDDLEWARE[0] == 'core.people.loopback.LoopbackMiddleware')"
    )
    env = os.environ | {"BUS_DEMO": switch}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == expected


class TestWithTheSwitch:
    @pytest.fixture(autouse=True)
    def _switched_on(self, settings, monkeypatch):
        """As the addresses and the table would be in a process that started with the switch."""
        usual = import_module(settings.ROOT_URLCONF)
        module = ModuleType("demo_urls")
        module.urlpatterns = [path("demo/", demo_views.demo, name="demo_door"), *usual.urlpatterns]
        for name in ("handler400", "handler403", "handler404", "handler500"):
            setattr(module, name, getattr(usual, name))
        monkeypatch.setitem(sys.modules, "demo_urls", module)
        table = routes.table()
        table["demo_door"] = Route("demo_door", {"GET", "POST"}, PUBLIC)
        monkeypatch.setattr(routes, "table", lambda: table)
        settings.ROOT_URLCONF = "demo_urls"

    def test_a_button_signs_in_as_that_assignment_with_both_factors(self, client, card, town):
        answer = client.post("/demo/", {"person": str(card.pk)})
        assert answer["Location"] == reverse("core:start")
        session = Session.objects.get(user=town.maj.user, ended_at__isnull=True)
        assert (session.assignment_id, session.factors) == (town.maj.pk, 2)
        assert client.get(reverse("people:account")).status_code == 200

    def test_the_page_has_a_button_for_each_by_region(self, client, card):
        page = client.get("/demo/?orsak=idle").content.decode()
        assert (f'value="{card.pk}"' in page, "Provlän" in page, "inaktiv i 15 minuter" in page) == (True, True, True)

    def test_a_second_button_leaves_the_first_person(self, client, card, town):
        with as_loader():
            other = DemoSignIn.objects.create(
                user=town.bo.user, assignment=town.bo, title="Administratör", region_name="Provlän", order=2
            )
        client.post("/demo/", {"person": str(card.pk)})
        client.post("/demo/", {"person": str(other.pk)})
        assert Session.objects.get(ended_at__isnull=True).user_id == town.bo.user_id
        assert client.get(reverse("people:person_list")).status_code == 200

    @pytest.mark.parametrize("person", ["", "x", "6a9c3f1e-0000-4000-8000-000000000000"])
    def test_nobody_else_comes_in(self, client, card, person):
        assert client.post("/demo/", {"person": person}).status_code == 404
        assert not Session.objects.filter(user__isnull=False).exists()


@pytest.mark.parametrize(
    ("address", "is_served"),
    [
        ("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("::ffff:127.0.0.1", True),
        ("10.0.0.5", False), ("192.0.2.7", False), ("::ffff:10.0.0.5", False), ("2001:db8::1", False), ("", False),
    ],
)  # fmt: skip
def test_the_demo_serves_its_own_machine_whatever_host_the_caller_names(settings, address, is_served):
    settings.MIDDLEWARE = ["core.people.loopback.LoopbackMiddleware", *settings.MIDDLEWARE]
    answer = Client(REMOTE_ADDR=address, HTTP_HOST="localhost").get(reverse("account_login"))

    assert answer.status_code == (200 if is_served else 403)
    assert is_served or answer.content.decode() == "Demon svarar bara på den dator den körs på.\n"


class TestStartChecks:
    def test_the_demo_names_no_host_but_this_one(self, settings):
        settings.DEMO, settings.BASE_URL = True, "http://localhost:8000"
        settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
        assert checks.demo_stays_on_loopback(None) == []
        settings.ALLOWED_HOSTS = ["localhost", "bus.kommun.example"]
        assert [one.id for one in checks.demo_stays_on_loopback(None)] == ["people.E001"]
        settings.ALLOWED_HOSTS, settings.BASE_URL = ["localhost"], "https://bus.kommun.example"
        assert [one.id for one in checks.demo_stays_on_loopback(None)] == ["people.E001"]
        settings.DEMO = False
        assert checks.demo_stays_on_loopback(None) == []

    @pytest.mark.parametrize(
        ("command", "said", "port", "strange"),
        [
            (["/env/gunicorn/__main__.py", "bus", "--bind", "127.0.0.1:8000"], "", "", []),
            (["/bin/gunicorn", "bus", "-b", "[::1]:80", "-b", "unix:/run/bus"], "", "", []),
            (["/bin/gunicorn", "bus", "--bind=0.0.0.0:8000"], "", "", ["0.0.0.0:8000"]),
            (["/bin/gunicorn", "bus", "-b", "localhost:80", "-b", "10.0.0.5:80"], "", "", ["10.0.0.5:80"]),
            (["/bin/gunicorn", "bus", "-b", ":8000"], "", "", [":8000"]),
            (["/bin/gunicorn", "bus"], "--workers 2 --bind 0.0.0.0:80", "", ["0.0.0.0:80"]),
            (["/bin/gunicorn", "bus", "-b", "127.0.0.1:80"], "--bind 0.0.0.0:80", "", []),  # the command's word holds
            (["/bin/gunicorn", "bus"], "", "5000", ["0.0.0.0:5000"]),  # what gunicorn does by itself
            (["/bin/gunicorn", "bus"], "", "", []),
            (["manage.py", "check", "-b", "0.0.0.0:80"], "", "", []),
        ],
    )
    def test_the_demo_listens_to_this_machine_alone(self, settings, monkeypatch, command, said, port, strange):
        settings.DEMO, settings.BASE_URL = True, "http://localhost:8000"
        settings.ALLOWED_HOSTS = ["localhost"]
        monkeypatch.setattr(sys, "argv", command)
        monkeypatch.setenv("GUNICORN_CMD_ARGS", said)
        monkeypatch.setenv("PORT", port)
        found = [one.msg for one in checks.demo_stays_on_loopback(None)]
        assert found == [f"The demo answers on loopback only; {one} is not." for one in strange]

    def test_the_demo_does_not_start_over_real_accounts(self, settings, town):
        settings.DEMO = True
        assert list(checks.data_faults()) == []
        build.user("anna@kommunen.se")
        assert [one.id for one in checks.data_faults()] == ["people.E002"]
        assert [one.id for one in checks.demo_has_invented_people_only(None, databases=["default"])] == ["people.E002"]

    def test_a_door_left_behind_stops_the_start(self, settings, card):
        settings.DEMO = False
        assert [one.id for one in checks.data_faults()] == ["people.E003"]
        settings.DEMO = True
        assert list(checks.data_faults()) == []

    def test_the_command_tells_who_one_can_be(self, settings, card, capsys):
        settings.DEMO = True
        call_command("demo_sign_ins")
        assert capsys.readouterr().out == f"Handläggare (Provlän): {card.user.email}\n"

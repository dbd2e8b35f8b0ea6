"""The operator makes a region's first two administrators; nobody makes a third outside the portal. [security 8]"""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.access import acting_as
from core.people.models import RoleAssignment
from core.people.services import invite_first_administrator
from core.roles import Role
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db


def invite(region, number=1):
    call_command(
        "invite_administrator",
        region=region.code,
        given="Ada",
        family=f"Nummer {number}",
        email=f"ada{number}@prov.example",
        verbosity=0,
    )


def test_two_are_made_and_a_third_is_refused(client):
    region = build.region()
    invite(region, 1)
    invite(region, 2)
    with pytest.raises(CommandError, match="redan två"):
        invite(region, 3)
    with as_loader():
        roles = RoleAssignment.objects.filter(region=region).values_list("role", flat=True)
        assert list(roles) == [Role.REGION_ADMIN] * 2
    assert mail.outbox == []
    assert [message.to for message in build.deliver()] == [["ada1@prov.example"], ["ada2@prov.example"]]

    token = re.search(r"/inbjudan/([^/\s]+)/", mail.outbox[0].body)[1]
    given = {"password1": build.PASSPHRASE, "password2": build.PASSPHRASE}
    answer = client.post(reverse("people:accept", args=[token]), given)
    assert answer["Location"] == reverse("people:factor_setup")


def test_a_region_that_is_not_loaded_is_named():
    build.region("provlan")
    with pytest.raises(CommandError, match="no region nowhere; loaded are: provlan"):
        call_command("invite_administrator", region="nowhere", given="A", family="B", email="a@prov.example")


def test_only_a_command_in_the_region_may(town):
    fields = {"given_name": "A", "family_name": "B", "email": "a@prov.example"}
    for context in (
        {"acting": build.acting(town.ada)},
        {"job": "sweep", "region_id": town.region.pk},
        {"command": "x"},
    ):
        with acting_as(**context) as by, pytest.raises(PermissionDenied):
            invite_first_administrator(by=by, **fields)

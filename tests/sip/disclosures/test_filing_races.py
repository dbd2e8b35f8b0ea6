"""A piece is taken in or given at the moment its consent is withdrawn: nothing is, and it is said why. [CS-20]"""

from contextlib import closing

import pytest

from core.errors import Refused
from sip.consent.services import withdraw_consent
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.models import Consent, Disclosure, FiledPiece
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.disclosures.racing import Lane, one_after
from tests.sip.disclosures.test_races import told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_urls")]


def test_nothing_is_filed_on_a_consent_that_has_just_been_withdrawn_and_it_is_said_why():
    with closing(Lane()) as one, closing(Lane()) as other:
        with as_loader():
            town = t.make_town()
        case = told(one, lambda: t.raised(town))
        told(one, lambda: t.consented(town, case))
        told(one, lambda: t.called(town, case))
        with as_loader():
            consent = Consent.objects.get(case_id=case.pk)
            row = Disclosure.objects.get(case_id=case.pk, receiving_unit=town.bup)

        _first, second, waited = one_after(
            (one, town.teacher, lambda: withdraw_consent(consent, by=town.teacher)),
            (other, town.bup_manager, lambda: file_piece(row, by=town.bup_manager)),
        )

        assert waited
        assert isinstance(second, Refused)
        assert "återkallats" in str(second)
        with as_loader():
            assert not FiledPiece.objects.exists()


def test_nothing_is_given_on_a_consent_that_has_just_been_withdrawn_and_it_is_said_at_its_basis():
    with closing(Lane()) as one, closing(Lane()) as other:
        with as_loader():
            town = t.make_town()
        teacher = town.teacher
        case = told(one, lambda: t.raised(town))
        told(one, lambda: t.consented(town, case))
        with as_loader():
            consent = Consent.objects.get(case_id=case.pk)
        again = {"kind": "tried", "text": "Nytt", "reason": "Mer"}
        one.start(teacher, lambda: write_piece(case, by=teacher, **again))
        piece = one.finish()
        to_bup = {"to": town.bup, "basis": "consent", "decided": Decided()}

        _first, second, waited = one_after(
            (one, teacher, lambda: withdraw_consent(consent, by=teacher)),
            (other, teacher, lambda: disclose_piece(piece, by=teacher, **to_bup)),
        )

        assert (waited, type(second), getattr(second, "field", "")) == (True, Refused, "basis")
        with as_loader():
            assert not Disclosure.objects.filter(contribution=piece).exists()

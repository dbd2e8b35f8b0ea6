"""What makes a consent whole: purpose, units, days, form, who heard it and who must give it. [SM-4, facts 9.4, 9.6]"""

from collections.abc import Sequence, Set
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.dayguard import refuse_ahead
from core.errors import Refused
from core.ui import dates
from sip.cases.models import ForumCase
from sip.cases.subjects import Subject
from sip.children.ages import is_adult, last_day_as_child
from sip.consent.asked import Asked, Given, next_sitting
from sip.consent.deciders import Decider
from sip.consent.rules import Rule, check_rule
from sip.consent.signing import born_on, check_age, check_appointments, check_exception, said_in
from sip.consent.states import OF_A_FORUM, WITHOUT_GUARDIANS, Form, Purpose
from sip.plans.models import SipPlan
from sip.transfers.consenting import check_transfer
from sip.transfers.models import Transfer


def check(
    case: Subject,
    asked: Asked,
    given: Given,
    deciders: Sequence[Decider],
    by: Acting,
    *,
    rule: Rule,
    has_paper: bool,
) -> None:
    _check_asked(asked)
    _check_purpose(case, asked, by)
    _check_given(case, given)
    _check_form(given, has_paper=has_paper)
    check_age(case, asked, given)
    check_rule(rule, said_in(asked, given, clock.today()))
    check_exception(asked, deciders, given.answers)
    check_appointments(deciders, given)
    if not any(one.pk for one in deciders) and asked.signatories not in WITHOUT_GUARDIANS:
        raise Refused(
            _(
                "Lägg till barnets vårdnadshavare innan du registrerar samtycke. Är någon förordnad att bestämma för "
                "barnet ska förordnandet stå på barnets sida och gälla i dag."
            )
        )


def check_still_asked(
    case: Subject, asked: Asked, deciders: Sequence[Decider], givers: Set[UUID | None], by: Acting
) -> None:
    """Whether it can still be given as it was asked for. Raises Refused where it must be asked for anew. [CS-10]"""
    _check_asked(asked)
    _check_purpose(case, asked, by)
    until_adult(case, asked)
    if asked.signatories not in WITHOUT_GUARDIANS and givers != {one.pk for one in deciders}:
        raise Refused(_("De som bestämmer för barnet är inte desamma som när samtycket begärdes. Be om det på nytt."))
    if until_appointed(asked, deciders) != asked:
        raise Refused(_("Ett förordnande slutar innan samtycket gör det. Be om samtycket på nytt."))


def until_adult(case: Subject, asked: Asked) -> Asked:
    """What guardians give holds at the longest to the day before the eighteenth birthday. [P-71, facts 9.6]

    Raises Refused when that day has gone: what they said before it opens nothing any more.
    """
    born = None if asked.signatories in WITHOUT_GUARDIANS else born_on(case)
    if born is None:
        return asked
    if is_adult(born, clock.today()):
        raise Refused(_("Personen har fyllt 18 år och samtycker själv."), field="signatories")
    return replace(asked, valid_to=min(asked.valid_to, last_day_as_child(born)))


def until_appointed(asked: Asked, deciders: Sequence[Decider]) -> Asked:
    """What one who is appointed gives holds no longer than the appointment. [X-06]"""
    if asked.signatories in WITHOUT_GUARDIANS:
        return asked
    ends = [one.appointed_to for one in deciders if one.appointed_to]
    return replace(asked, valid_to=min([asked.valid_to, *ends]))


def _check_asked(asked: Asked) -> None:
    if not asked.units:
        raise Refused(_("Välj vilka verksamheter samtycket gäller."), field="units")
    if not asked.information_kinds:
        raise Refused(_("Välj vilka uppgifter samtycket gäller."), field="information_kinds")
    if asked.valid_to < clock.today():
        raise Refused(_("Samtyckets sista dag har redan varit."), field="valid_to")


def _check_purpose(case: Subject, asked: Asked, by: Acting) -> None:
    """A plan's consent is for the plan and covers the own unit; a transfer's is for units named in it; a forum case's
    is for its next sitting or decision.
    """
    if isinstance(case, Transfer):
        check_transfer(case, asked)
    elif isinstance(case, SipPlan):
        _check_plan(asked, by)
    else:
        _check_forum(case, asked)


def _check_plan(asked: Asked, by: Acting) -> None:
    if asked.purpose != Purpose.SIP:
        raise Refused(_("Det här samtycket gäller planen."), field="purpose")
    if by.unit_id not in {unit.pk for unit in asked.units}:
        raise Refused(_("Ta med er egen verksamhet i samtycket."), field="units")


def _check_forum(case: ForumCase, asked: Asked) -> None:
    if asked.purpose not in OF_A_FORUM:
        raise Refused(_("Välj vad samtycket gäller i individforum."), field="purpose")
    if asked.purpose == Purpose.FORUM_OCCASION and asked.sitting != next_sitting(case):
        raise Refused(_("Samtycket gäller ett bestämt möte. Mötet är redan kallat."))


def _check_given(case: Subject, given: Given) -> None:
    refuse_ahead(given.given_on, "given_on", _("Dagen då samtycket lämnades kan inte ligga framåt i tiden."))
    if given.given_on < case.need_noticed_on:
        raise Refused(
            _("Samtycket gäller det här ärendet och kan inte ha lämnats före %(day)s, då behovet uppmärksammades.")
            % {"day": dates.day(case.need_noticed_on)},
            field="given_on",
        )


def _check_form(given: Given, *, has_paper: bool) -> None:
    """A written consent can be found, here or where it is kept; an oral one has who heard it; no other has a paper."""
    if given.form == Form.WRITTEN and not (has_paper or given.document_place.strip()):
        text = _("Skriv var den underskrivna blanketten förvaras, eller lägg till den som fil.")
        raise Refused(text, field="document_place")
    if given.form != Form.WRITTEN and has_paper:
        raise Refused(_("En fil läggs till när samtycket är skriftligt."), field="paper")
    if given.form == Form.ORAL and not given.witness.strip():
        raise Refused(_("Skriv vem som hörde samtycket lämnas."), field="witness")

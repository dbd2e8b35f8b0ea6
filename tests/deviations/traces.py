"""What an act leaves behind: notices, log, steps, answers, clocks; read past row security."""

from core.audit.models import AuditEvent
from core.notices.models import Notice
from core.obligations.models import Obligation
from deviations.models import DeviationAnswer, DeviationStep
from tests.database import as_loader


def notices(report) -> dict:
    """(kind, the recipient's given name) of each notice in the portal, by its id."""
    with as_loader():
        rows = Notice.objects.filter(about_id=report.pk, channel="in_app").select_related("recipient__person")
        return {row.pk: (row.kind, row.recipient.person.given_name) for row in rows}


def told(report) -> set[tuple[str, str]]:
    return set(notices(report).values())


def news(report, act) -> set[tuple[str, str]]:
    """What was told by an act."""
    before = notices(report)
    act()
    return {what for pk, what in notices(report).items() if pk not in before}


def logged(report) -> list[str]:
    with as_loader():
        rows = AuditEvent.objects.filter(object_id=report.pk).order_by("number")
        return [act for act in rows.values_list("act", flat=True) if act.startswith("deviation.")]


def steps(report) -> list[tuple[str, str]]:
    with as_loader():
        return list(DeviationStep.objects.filter(report=report).values_list("from_status", "to_status"))


def answers(report) -> list[tuple[str, str, str]]:
    with as_loader():
        return list(DeviationAnswer.objects.filter(report=report).values_list("kind", "level", "text"))


def clocks(report) -> dict[str, str]:
    with as_loader():
        return dict(Obligation.objects.filter(subject_id=report.pk).values_list("code", "status"))


def owes(report, code: str = "DL-54B") -> tuple:
    """The role and the area that a clock is owed by."""
    with as_loader():
        row = Obligation.objects.get(subject_id=report.pk, code=code)
        return row.owner_role, row.area_id

"""What happens at the door: in, out, refused, which assignment, which sessions live on. [security 8]

Whoever stands at the door acts under no assignment yet, so the log's `by` is None until one is chosen.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from core import audit, clock
from core.access import Acting, current
from core.audit.sign_ins import WAITS
from core.crypto import hash_key
from core.people.models import Session, User
from core.people.sessions import ASSIGNMENT_KEY, BOTH_FACTORS, DEMO_KEY, SessionStore
from core.roles import Role

MOST_SESSIONS = 2
# Who tells the account's holder that its passphrase or second step changed; the layer above adds itself. [security 8]
after_change: list[Callable[[UUID, Acting | None], None]] = []


def complete(request: Any, user: Any, *, factors: int) -> None:
    """A sign-in, just after the session got its new key: two sessions at most, the only assignment chosen, logged."""
    User.objects.select_for_update().get(pk=user.pk)  # two sign-ins at once count each other
    session = request.session
    session.sign_in(user, factors=min(factors, BOTH_FACTORS))
    end_surplus(user.pk, keep=session)
    if session.has_both_factors:
        choose_the_only(session)
    audit.record(
        "login.succeeded", by=None, object_kind="people.user", object_id=user.pk, reason=f"factors_{session.factors}"
    )


def complete_demo(request: Any, row: Any) -> None:
    """A sign-in by the demo's door, both factors marked as the demo's. As many sessions as one likes to look from."""
    session = request.session
    session[DEMO_KEY] = True
    session[ASSIGNMENT_KEY] = str(row.assignment_id)
    session.sign_in(row.user, factors=BOTH_FACTORS)
    audit.record("login.succeeded", by=None, object_kind="people.user", object_id=row.user_id, reason="demo")


def note_failure(request: Any, email: str, *, waits: bool) -> None:
    """A refused try; `waits`: the next must wait. For known and unknown addresses alike: both take the same time."""
    user_id = User.objects.filter(email=email.lower()).values_list("pk", flat=True).first()
    _note_failed(user_id, "passphrase", waits)


def note_wrong_code(user: Any, *, waits: bool, reason: str = "code") -> None:
    _note_failed(user.pk, reason, waits)


def _note_failed(user_id: UUID | None, what: str, waits: bool) -> None:
    reason = f"{what}{WAITS}" if waits else what
    audit.record_refusal("login.failed", by=None, object_kind="people.user", object_id=user_id, reason=reason)


def note_logout(request: Any) -> None:
    if request.user.is_authenticated:
        audit.record("login.ended", by=request.acting, object_kind="people.user", object_id=request.user.pk)


def note_confirmed(request: Any) -> None:
    audit.record("login.confirmed", by=request.acting, object_kind="people.user", object_id=request.user.pk)


def note_passphrase(user: Any, how: str) -> None:
    """`how`: changed or reset."""
    audit.record("login.passphrase", by=None, object_kind="people.user", object_id=user.pk, reason=how)
    tell_holder(user.pk, current())


def tell_holder(user_id: UUID, by: Acting | None) -> None:
    """The account's holder is told that its passphrase or second step has changed, also when another did it."""
    for tell in after_change:
        tell(user_id, by)


def factor_changed(request: Any, what: str) -> None:
    """Every other sign-in ends, this one gets a new key; it has just shown the factor. [security 8]"""
    request.session.factors_changed()
    end_sessions(request.user.pk, keep=request.session)
    if not request.session.get(ASSIGNMENT_KEY):
        choose_the_only(request.session)
    audit.record("factor.changed", by=request.acting, object_kind="people.user", object_id=request.user.pk, reason=what)
    tell_holder(request.user.pk, request.acting)


def next_page(request: Any) -> str:
    """Where one who has just signed in goes: to the second factor, to the choice of assignment, or to work."""
    session = request.session
    if not session.has_both_factors:
        return reverse("people:factor_setup")
    if not session.get(ASSIGNMENT_KEY):
        return reverse("people:choose")
    return reverse(settings.LOGIN_REDIRECT_URL)


# Assignments to choose from.


def assignments_of(session: SessionStore) -> list[dict[str, Any]]:
    """The assignments in force of the one who is signed in, in every region: id, role and labels."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.assignments_of_session(%s)", [hash_key(session.session_key or "")])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["role_label"] = Role(row["role"]).label
        row["scope"] = row["unit_name"] or row["district_name"] or row["area_name"] or row["region_name"]
    return rows


def choose_the_only(session: SessionStore) -> None:
    """Nobody is asked which of one."""
    held = assignments_of(session)
    if len(held) == 1:
        session[ASSIGNMENT_KEY] = str(held[0]["assignment_id"])
        session.save()


def choose(request: Any, assignment_id: UUID) -> bool:
    """Act under this assignment from now on, in a session with a new key; False when it is not one's own."""
    session = request.session
    if assignment_id not in {row["assignment_id"] for row in assignments_of(session)}:
        return False
    session.act_under(assignment_id)
    audit.record(
        "session.assignment_chosen", by=request.acting, object_kind="people.roleassignment", object_id=assignment_id
    )
    return True


# Sessions that live.


def live_sessions(user_id: UUID) -> QuerySet[Session]:
    """The sign-ins that still open something, the newest first."""
    now = clock.now()
    return Session.objects.filter(
        user_id=user_id,
        ended_at__isnull=True,
        last_seen_at__gt=now - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
        started_at__gt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE),
    ).order_by("-started_at", "session_key")


def end_surplus(user_id: UUID, *, keep: SessionStore) -> None:
    """Two at most: the oldest make room."""
    others = live_sessions(user_id).exclude(pk=hash_key(keep.session_key or "")).values_list("pk", flat=True)
    _end(Session.objects.filter(pk__in=list(others)[MOST_SESSIONS - 1 :]))


def end_sessions(user_id: UUID, *, keep: SessionStore | None = None) -> int:
    """End every sign-in of an account at once, but for the one that asks; how many."""
    rows = Session.objects.filter(user_id=user_id, ended_at__isnull=True)
    if keep is not None and keep.session_key:
        rows = rows.exclude(pk=hash_key(keep.session_key))
    return _end(rows)


def end_own(request: Any, key_hash: str) -> bool:
    """End one of one's own sign-ins; False when it is not one's own or already over."""
    ended = _end(live_sessions(request.user.pk).filter(pk=key_hash).order_by())
    if ended:
        audit.record("session.ended", by=request.acting, object_kind="people.user", object_id=request.user.pk)
    return bool(ended)


def end_acting_under(assignment_id: UUID) -> int:
    """End every sign-in that acts under an assignment, when it ends."""
    return _end(Session.objects.filter(assignment_id=assignment_id, ended_at__isnull=True))


def _end(rows: QuerySet[Session]) -> int:
    return rows.update(ended_at=clock.now(), session_data="")

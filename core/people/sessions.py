"""Sign-ins in the database: what one opens, how long it lives, when it ends. [security 8]

The browser holds a random key. The table holds its hash only and the content sealed, so that neither a copy of the
database nor a query smuggled into it gives anyone a live session. One statement loads session, user, assignment and
region; `ActingMiddleware` asks nothing more.
"""

import json
import logging
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection, transaction
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare

from core import clock
from core.access import Acting
from core.access.fresh import is_fresh
from core.crypto import decrypt, encrypt, hash_key
from core.people.acting import acting_of
from core.people.federation import Level

log = logging.getLogger("bus.sessions")

ASSIGNMENT_KEY = "assignment"
DEMO_KEY = "demo"
LEVEL_KEY = "level"  # what the employer's service said of how sure it is; none for a sign-in of our own
BOTH_FACTORS = 2
SEEN_EVERY = timedelta(minutes=1)

# Why a session ended, for the sentence on the sign-in page.
IDLE, OLD, ENDED = "idle", "old", "ended"


def _row(session_key: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.session_actor(%s)", [hash_key(session_key)])
        found = cursor.fetchone()
        names = (column.name for column in cursor.description)
        return SimpleNamespace(**dict(zip(names, found, strict=True))) if found else None


class SessionStore(SessionBase):
    """Django's session with what the portal needs: who, how strongly signed in, under which assignment.

    `user` and `acting` are None for nobody; `ended` says why an earlier session no longer opens anything.
    """

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.user: Any = None
        self.acting: Acting | None = None
        self.factors = 0
        self.started_at: datetime | None = None
        self.signed_in_at: datetime | None = None
        self.last_seen_at: datetime | None = None
        self.ended = ""
        self.is_demo = False
        self._is_passive = False

    @classmethod
    def get_model_class(cls):
        from core.people.models import Session

        return Session

    # The request: opened first, closed last, by core.access.middleware.

    def open(self) -> None:
        """Load now, in one statement; nothing for a visitor without a key."""
        if self.session_key:
            self._get_session()  # type: ignore[attr-defined]

    def close(self, request: Any, response: Any) -> None:
        """Write what changed and the cookie, inside the request's transaction."""
        patch_vary_headers(response, ("Cookie",))
        sent = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if self.is_empty():
            if sent:
                _drop_cookie(response)
            return
        self._is_passive = getattr(request, "is_passive", False)
        try:
            if self.modified:
                self.save()
            else:
                self.note_seen()
        except UpdateError:
            _drop_cookie(response)  # ended by somebody else while this request ran
            return
        if self.session_key != sent:
            _set_cookie(response, self.session_key)

    def after_commit(self, request: Any, response: Any) -> None:
        """What waited for the end of the request's transaction."""

    # What lies in the table.

    def load(self) -> dict:
        row = _row(self.session_key or "")
        self.ended = _reason_ended(row)
        if self.ended or row is None:
            self._session_key = None
            return {}
        data = self.decode(row.session_data)
        if row.user_id is not None:
            user = _user_of(row)
            has_moved = data.get(ASSIGNMENT_KEY) and row.assignment_id is None
            if has_moved or not user.is_active or not _same_account(data, user):
                self.ended, self._session_key = ENDED, None
                return {}
            self.user = user
        self.started_at, self.last_seen_at = row.started_at, row.last_seen_at
        self.signed_in_at, self.factors = row.signed_in_at, row.factors
        self.is_demo = bool(data.get(DEMO_KEY))
        if self.user is not None and row.assignment_id is not None and row.factors >= BOTH_FACTORS:
            self.acting = acting_of(row, level=data.get(LEVEL_KEY))
        return data

    def save(self, must_create: bool = False) -> None:
        """Raises CreateError for a key that is taken, UpdateError for a session that has ended."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        now = clock.now()
        self.started_at = self.started_at or now
        if self.last_seen_at is None or not self._is_passive:
            self.last_seen_at = now
        values = {
            "session_data": self.encode(data),
            "expire_date": self.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE),
            "user_id": data.get(SESSION_KEY),
            "assignment_id": data.get(ASSIGNMENT_KEY),
            "started_at": self.started_at,
            "signed_in_at": self.signed_in_at,
            "last_seen_at": self.last_seen_at,
            "factors": self.factors,
        }
        rows = self.get_model_class().objects
        key = hash_key(self.session_key)
        if must_create:
            with transaction.atomic():
                if rows.filter(pk=key).exists():
                    raise CreateError
                rows.create(session_key=key, **values)
        elif not rows.filter(pk=key, ended_at__isnull=True).update(**values):
            raise UpdateError

    def create(self) -> None:
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def exists(self, session_key: str) -> bool:
        return self.get_model_class().objects.filter(pk=hash_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End it: the row stays without content, so that the log's hash still has a session to point to."""
        key = session_key or self.session_key
        if key:
            self.get_model_class().objects.filter(pk=hash_key(key), ended_at__isnull=True).update(
                ended_at=clock.now(), session_data=""
            )

    def flush(self) -> None:
        super().flush()
        self.user = self.acting = self.started_at = self.signed_in_at = None
        self.factors = 0

    def encode(self, session_dict: dict) -> str:
        return encrypt(json.dumps(session_dict)).decode()

    def decode(self, session_data: str | bytes) -> dict:
        try:
            return json.loads(decrypt(session_data.encode() if isinstance(session_data, str) else session_data))
        except (InvalidToken, ValueError):
            log.warning("A session could not be read and is treated as empty")
            return {}

    # What sign-in does with it.

    def note_seen(self) -> None:
        """Somebody is there; written at most once a minute."""
        now = clock.now()
        if self._is_passive or self.last_seen_at is None or now - self.last_seen_at < SEEN_EVERY:
            return
        rows = self.get_model_class().objects.filter(pk=hash_key(self.session_key or ""), ended_at__isnull=True)
        rows.update(last_seen_at=now)
        self.last_seen_at = now

    def sign_in(self, user: Any, *, factors: int, level: Level | None = None) -> None:
        """A sign-in happened now, just after Django gave the session its new key.

        `level`: how sure the employer's service is who this is, None when the portal itself was asked.
        """
        self.user, self.factors = user, factors
        self.pop(LEVEL_KEY, None)
        if level is not None:
            self[LEVEL_KEY] = int(level)
        self.started_at = self.signed_in_at = clock.now()
        self.save()

    def confirm(self) -> None:
        """Whoever sits there has shown again who it is: a fresh login. [security 8]"""
        self.signed_in_at = clock.now()
        self.modified = True

    def factors_changed(self) -> None:
        """The account's factors changed here, and one of them was shown just now: new key."""
        self.factors = BOTH_FACTORS
        self.cycle_key()
        self.save()

    def act_under(self, assignment_id: UUID) -> None:
        """Another assignment means another session key."""
        self[ASSIGNMENT_KEY] = str(assignment_id)
        self.cycle_key()
        self.save()
        self.acting = None  # holds from the next request on

    @property
    def has_both_factors(self) -> bool:
        return self.user is not None and self.factors >= BOTH_FACTORS

    @property
    def is_fresh(self) -> bool:
        """Signed in, or confirmed, at most ten minutes ago."""
        return is_fresh(self.signed_in_at)


def _reason_ended(row: Any) -> str:
    """Empty for a session that lives, and for a key that never was one of ours."""
    if row is None:
        return ""
    now = clock.now()
    if row.ended_at is not None:
        return ENDED
    if now >= row.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return OLD
    if now >= row.last_seen_at + timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        return IDLE
    return ""


def _user_of(row: Any) -> Any:
    """The account without a statement of its own; what was not loaded is asked for when somebody needs it."""
    from core.people.models import User

    known = {"id": row.user_id, "email": row.email, "password": row.password, "is_active": row.is_active}
    names = [field.attname for field in User._meta.concrete_fields if field.attname in known]
    return User.from_db("default", names, [known[name] for name in names])


def _same_account(data: dict, user: Any) -> bool:
    """The passphrase is still the one this session was opened with, the account the same."""
    if data.get(SESSION_KEY) != str(user.pk):
        return False
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


def _set_cookie(response: Any, key: str | None) -> None:
    """Until the browser closes; the server ends it sooner."""
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        key or "",
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )


def _drop_cookie(response: Any) -> None:
    response.delete_cookie(settings.SESSION_COOKIE_NAME, path="/", samesite=settings.SESSION_COOKIE_SAMESITE)

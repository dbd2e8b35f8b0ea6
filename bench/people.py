"""Who looks, signed in as at the door: both factors shown."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from bench.calling import Caller
from core.people.models import User
from core.people.sessions import ASSIGNMENT_KEY, SessionStore


def sign_in(caller: Caller, email: str) -> None:
    """The caller goes on as the one with this e-mail address, under the only assignment that one has."""
    found = caller.watch.execute(
        "SELECT a.id FROM people_roleassignment a JOIN people_user u ON u.id = a.user_id WHERE u.email = %s", [email]
    ).fetchone()
    if found is None:
        raise LookupError(f"Nobody is called {email}.")
    with transaction.atomic():
        user = User.objects.get(email=email)
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store[ASSIGNMENT_KEY] = str(found[0])
        store.sign_in(user, factors=2)
    caller.cookie = f"{settings.SESSION_COOKIE_NAME}={store.session_key}"

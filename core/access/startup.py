"""The questions a process puts to its database and settings before it serves; an answer is a sentence. [security 12]"""

import re
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.access.tables import Lists, lists

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
# What the browser is told, to the letter. [security 9]
POLICY = {
    **{name: ["'self'"] for name in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")},
    **{name: ["'none'"] for name in ("default-src", "base-uri", "frame-ancestors")},
    "report-uri": ["/csp-rapport/"],
}
COOKIES = ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE")


def refuse_unsafe_start() -> None:
    """Raises ImproperlyConfigured with every sentence when something of security 12 does not hold."""
    found = [*settings_faults(), *check_faults(), *database_faults()]
    if found:
        raise ImproperlyConfigured(" ".join(found))


def database_faults() -> Iterator[str]:
    """What the database itself answers: also asked after a restore."""
    with connection.cursor() as cursor:
        yield from role_faults(cursor)
        yield from catalogue_faults(cursor)
        yield from clock_faults(cursor)
    yield from migration_faults()


def settings_faults() -> Iterator[str]:
    if settings.DEBUG:
        yield "DEBUG is on."
    for name in ("SECRET_KEY", "CONTEXT_KEY", "FIELD_KEY"):
        if len(set(getattr(settings, name))) < 8 or len(getattr(settings, name)) < 50:
            yield f"{name} is weak."
    if settings.CONTENT_SECURITY_POLICY != {"DIRECTIVES": POLICY}:
        yield "The content security policy is not as it must be."
    if not settings.DEMO:
        yield from _network_faults()
    elif not set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        yield "The demo answers on loopback only: BUS_ALLOWED_HOSTS names another host."


def _network_faults() -> Iterator[str]:
    """What plain HTTP on loopback, the demo's, is the one exception from."""
    if not (settings.SECURE_HSTS_SECONDS >= 31_536_000 and settings.SECURE_HSTS_INCLUDE_SUBDOMAINS):
        yield "HSTS is not as it must be."
    for cookie in COOKIES:
        if not _is_closed(cookie):
            yield f"{cookie} is not Secure, HttpOnly, SameSite and __Host-."
    if not settings.MAIL_DIR and not settings.EMAIL_USE_TLS:
        yield "Mail would leave without TLS."


def _is_closed(cookie: str) -> bool:
    told = {part: getattr(settings, f"{cookie}_{part}") for part in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")}
    is_ours = told["NAME"].startswith("__Host-") and told["SAMESITE"] in ("Lax", "Strict")
    return bool(is_ours and told["SECURE"] and told["HTTPONLY"])


def check_faults() -> Iterator[str]:
    """What Django's checks and ours say: routes without a row, fonts, the demo's door."""
    for message in run_checks(databases=["default"]):
        if message.level >= ERROR:
            yield message.msg


def role_faults(cursor: Any) -> Iterator[str]:
    """The role may own nothing, pass no policy, and become nobody who may."""
    cursor.execute(
        """
        SELECT rolname, rolsuper, rolbypassrls,
               EXISTS (SELECT FROM pg_class WHERE relowner = r.oid),
               ARRAY(SELECT o.rolname FROM pg_roles o
                     WHERE o.oid <> r.oid AND pg_has_role(r.oid, o.oid, 'MEMBER')
                       AND (o.rolsuper OR o.rolbypassrls OR o.rolname = 'bus_owner'))
        FROM pg_roles r WHERE rolname = session_user
        """
    )
    name, is_super, bypasses, owns, may_become = cursor.fetchone()
    if is_super or bypasses or owns or may_become:
        yield f"The database role {name} is too mighty."
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bus_loader')")
    if cursor.fetchone()[0] and not settings.DEMO and not settings.TESTING:
        yield "The role bus_loader exists; it belongs to demo and test clusters only."


def catalogue_faults(cursor: Any) -> Iterator[str]:
    """Every table in one list, protected as its list says; no view around the wall; no closed question."""
    known = lists()
    cursor.execute(
        """
        SELECT c.relname, c.relkind, c.relrowsecurity AND c.relforcerowsecurity, c.relispartition,
               coalesce(array_to_string(c.reloptions, ','), '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        """
    )
    for name, kind, walled, partition, options in cursor.fetchall():
        fault = _view_fault(name, kind, options) if kind in "vm" else _table_fault(name, walled, partition, known)
        if fault:
            yield fault
    cursor.execute(
        """
        SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'access' AND p.prosecdef
        """
    )
    for name, source in cursor.fetchall():
        if name not in known.definers:
            yield f"The function access.{name} is on no list."
        if re.search("closed until", source):
            yield f"access.{name} is still closed."


def _view_fault(name: str, kind: str, options: str) -> str:
    if kind == "m":
        return f"{name} is a materialised view, which no policy guards."
    invoked = {"security_invoker=true", "security_invoker=on"} & set(options.split(","))
    return "" if invoked else f"The view {name} lacks security_invoker."


def _table_fault(name: str, walled: bool, partition: bool, known: Lists) -> str:
    if name in known.child_level | known.region_level:
        return "" if walled else f"{name} lacks forced row security."
    if name in known.open or (partition and walled):
        return ""
    return f"The table {name} is in no list."


def clock_faults(cursor: Any) -> Iterator[str]:
    cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
    if abs(float(cursor.fetchone()[0]) - time.time()) > 2:
        yield "The clock differs by more than two seconds from the database's."


def migration_faults() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "Migrations are not applied."

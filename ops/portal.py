"""The portal's own processes: what they are told, how its database is brought up to date, how they start."""

import os
import subprocess
from pathlib import Path

from ops import assets, keys, roles, schema
from ops.home import Home
from ops.paths import PYTHON, ROOT
from ops.process import Child
from ops.say import Trouble, say
from ops.servers import Servers

WEB_WORKERS = 2
SIGN_INS = "sign-ins.txt"
OF_ANOTHER_LINE = "This home's data could not be brought up to date: ./bus up --fresh throws it away and begins anew."
# The demo is lived by the roles that live it: people act as the web, and the worker counts. What is older than the
# portal's log is put there as it would be taken in from another system.
DEMO = (
    ("web", "make_demo"),
    ("migrate", "make_demo_records"),
    ("worker", "make_demo_figures"),
    ("web", "make_demo_years"),
    ("worker", "make_demo_counts"),
    ("web", "make_demo_region"),
)
PROFILES = ROOT / "core" / "regions" / "profiles"


def environment(home: Home, port: int, served: dict[str, str], *, is_demo: bool) -> dict[str, str]:
    """Settings for every process of this portal; what the surroundings say about mail and hosts wins."""
    ours = {
        "BUS_HOME": str(home.folder),
        "BUS_BASE_URL": f"http://localhost:{port}",
        "BUS_ALLOWED_HOSTS": "localhost,127.0.0.1",
        "BUS_MAIL_DIR": str(home / "mail"),
        "BUS_BEAT_FILE": str(home / "jobs" / "beat"),
    }
    if os.environ.get("BUS_MAIL_HOST"):
        del ours["BUS_MAIL_DIR"]  # a mail server is named: mail leaves by it
    if is_demo:
        ours["BUS_DEMO"] = "1"
    ours_or_theirs = (*ours, "BUS_MAIL_DIR", "BUS_DEMO", "CELERY_BROKER_URL")
    kept = {name: os.environ[name] for name in ours_or_theirs if os.environ.get(name)}
    fixed = {"DJANGO_SETTINGS_MODULE": "bus_portal.settings", "BUS_STATIC_ROOT": str(assets.STATIC)}
    return ours | kept | served | fixed | {"BUS_HOME": str(home.folder)}


def is_demo(env: dict[str, str]) -> bool:
    return env.get("BUS_DEMO") == "1"


def bring_up_to_date(env: dict[str, str], servers: Servers | None, name: str, home: Home) -> None:
    """Migrate and hand the signing key to the database; fill the first demo. Our own database remembers what it got."""
    wanted = f"{schema.fingerprint()}-{keys.mark(env)}"
    had = roles.note_of(servers.cluster, name) if servers else ""
    if had == wanted:
        return
    (home / SIGN_INS).unlink(missing_ok=True)
    if servers is None:
        schema.run_commands(schema.MIGRATE, env)
        return
    commands = list(schema.MIGRATE)
    if not had:  # new, or its first set-up was interrupted: nobody has used it
        roles.drop_database(servers.cluster, name)
        commands += _first_content(env)
        say("The database is new: it gets its regions and the demo's people, once")
    roles.prepare_database(servers.cluster, name)
    try:
        schema.run_commands(commands, env)
    except Trouble as trouble:
        raise Trouble(f"{trouble}\n{OF_ANOTHER_LINE}" if had else str(trouble)) from None
    if not had and is_demo(env):
        for process, command in DEMO:
            schema.run_commands([[command]], env, process=process)
    roles.write_note(servers.cluster, name, wanted)
    say("The database is up to date")


def _first_content(env: dict[str, str]) -> list[list[str]]:
    """The regions of this checkout and, in the demo, its people; its cases are lived afterwards, by the web's role."""
    regions = [["load_region", str(path)] for path in sorted(PROFILES.glob("*.yaml"))]
    return [*regions, ["make_demo_people"], ["make_demo_answers"]] if is_demo(env) else regions


def start_web(env: dict[str, str], port: int, log: Path) -> Child:
    command = [str(PYTHON), "-m", "gunicorn", "bus_portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WEB_WORKERS), "--worker-class", "sync", "--timeout", "60", "--no-control-socket"]
    command.append("--preload")  # the code is loaded and asked whether it is safe once, not once a worker
    return Child.start("web", command, env={**os.environ, **env, "BUS_PROCESS": "web"}, log=log)


def start_worker(env: dict[str, str], log: Path) -> Child:
    """The jobs and their clock (beat) in one process tree."""
    command = [str(PYTHON), "-W", "ignore", "-m", "celery", "-A", "bus_portal", "worker", "-B"]
    command += ["--concurrency", "2", "--loglevel", "WARNING", "--schedule", env["BUS_BEAT_FILE"]]
    return Child.start("worker", command, env={**os.environ, **env, "BUS_PROCESS": "worker"}, log=log)


def sign_ins(env: dict[str, str], home: Home) -> str:
    """The demo's sign-ins, as the portal's own command lists them; kept in the home until the database is filled."""
    kept = home / SIGN_INS
    if not kept.exists():
        kept.write_text(_ask_sign_ins(env))
    return kept.read_text()


def _ask_sign_ins(env: dict[str, str]) -> str:
    done = subprocess.run(
        [str(PYTHON), "manage.py", "demo_sign_ins"],
        cwd=ROOT,
        env={**os.environ, **env, "BUS_PROCESS": "web"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Trouble(f"The demo's sign-ins could not be listed: {done.stderr.strip()[-600:]}")
    return done.stdout

"""What the process is told by its surroundings: role, databases, secrets. Nothing has a default that is secret."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

URL_OF_PROCESS = {
    "web": "DATABASE_URL",
    "test": "DATABASE_URL",
    "worker": "WORKER_DATABASE_URL",
    "beat": "WORKER_DATABASE_URL",
    "migrate": "MIGRATE_DATABASE_URL",
}


def process() -> str:
    """Which of our processes this is; it decides the database role."""
    name = os.environ.get("BUS_PROCESS", "web")
    if name not in URL_OF_PROCESS:
        raise ImproperlyConfigured(f"BUS_PROCESS is {name!r}; it must be one of {', '.join(sorted(URL_OF_PROCESS))}.")
    return name


def required(name: str) -> str:
    """A setting that must be given, directly or as a file named by NAME_FILE."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured(f"{name} is missing: set it, or {name}_FILE, in the environment.") from None


def given(name: str) -> list[str]:
    """A setting that may be left out, as a list of none or one."""
    return [required(name)] if _is_given(name) else []


def _is_given(name: str) -> bool:
    """Directly or as a file."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


# The wall's functions ask the same few questions at every page: planned once a connection, not at each call. [ADR 8]
PLANNED_ONCE = {"plan_cache_mode": "force_generic_plan"}
AT_CONNECTION = {"web": PLANNED_ONCE, "test": PLANNED_ONCE, "migrate": {"role": "bus_owner"}}


def database(url_name: str, **settings: str) -> dict:
    """A Django database from an URL; `settings` are the server's, made at connection (`role` is taken on so)."""
    config = environ.Env.db_url_config(required(url_name))
    options = config.setdefault("OPTIONS", {})
    if settings:
        options["options"] = " ".join(f"-c {name}={value}" for name, value in settings.items())
    config["ATOMIC_REQUESTS"] = False
    config["CONN_MAX_AGE"] = 600
    config["CONN_HEALTH_CHECKS"] = False
    config["TEST"] = {"NAME": config["NAME"]}
    return config


def databases() -> dict:
    """`default` as the process's own role; `report` is the figures job's own connection, `retention` the deletion's.

    Only where jobs run does the deletion's exist: the web has no way to it.
    """
    name = process()
    chosen = {"default": database(URL_OF_PROCESS[name], **AT_CONNECTION.get(name, {}))}
    if _is_given("REPORT_DATABASE_URL"):
        chosen["report"] = database("REPORT_DATABASE_URL")
    if name == "worker" and _is_given("RETENTION_DATABASE_URL"):
        chosen["retention"] = database("RETENTION_DATABASE_URL")
    return chosen

"""docker-compose.yml: valid by the compose schema, with the same settings, roles and secrets as ./bus."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bus_portal.environment import databases
from ops.addresses import NAMES
from ops.cluster import SETTINGS
from ops.keys import LENGTHS
from ops.paths import ROOT

COMPOSE = ROOT / "docker-compose.yml"
PROCESSES = {"web": "web", "worker": "worker", "beat": "beat", "migrate": "migrate"}


def compose():
    return yaml.safe_load(COMPOSE.read_text())


def violations(path):
    """What the compose schema says against the file."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "-o", "json", path]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return [error["path"] for error in json.loads(done.stdout)["errors"]]


def test_the_file_follows_the_compose_schema():
    assert violations(COMPOSE) == []


def test_the_schema_would_notice_a_misspelt_key(tmp_path):
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text().replace("    ports:", "    portz:"))

    assert violations(wrong) == ["$.services.proxy"]


def test_all_parts_are_there():
    assert compose()["services"].keys() == {
        "proxy", "web", "worker", "beat", "migrate", "postgres", "redis", "backup",
    }  # fmt: skip


@pytest.mark.parametrize(("service", "process"), PROCESSES.items())
def test_each_process_gets_its_own_role_and_the_secrets_it_mounts(service, process):
    part = compose()["services"][service]
    settings = part["environment"]
    named = {name: path for name, path in settings.items() if name.endswith("_FILE") and name != "BUS_BEAT_FILE"}

    assert settings["BUS_PROCESS"] == process
    assert {path.removeprefix("/run/secrets/") for path in named.values()} == set(part["secrets"])
    assert {f"{name}_FILE" for name in LENGTHS} <= named.keys()


@pytest.mark.parametrize(
    ("service", "aliases"), [("web", {"default", "report"}), ("worker", {"default", "report", "retention"})]
)
def test_an_address_in_a_file_is_a_connection_as_one_that_is_said(service, aliases, tmp_path, monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, path in compose()["services"][service]["environment"].items():
        if name.endswith("DATABASE_URL_FILE"):
            secret = tmp_path / Path(path).name
            secret.write_text("postgres://x@/y\n")
            monkeypatch.setenv(name, str(secret))
    monkeypatch.setenv("BUS_PROCESS", service)

    assert databases().keys() == aliases


def test_every_address_that_the_door_knows_is_given_somewhere():
    given = {
        name.removesuffix("_FILE") for service in PROCESSES for name in compose()["services"][service]["environment"]
    }

    assert set(NAMES) <= given


def test_no_part_turns_the_demo_on_or_makes_the_loader_role():
    assert "BUS_DEMO" not in COMPOSE.read_text()
    assert "loader.sql" not in COMPOSE.read_text()


def test_every_secret_is_a_file_outside_the_repository():
    declared = compose()["secrets"]

    assert {f"docker/secrets/{name}" for name in declared} == {secret["file"] for secret in declared.values()}
    assert "docker/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_database_server_is_as_quiet_in_its_log_as_the_demos():
    command = compose()["services"]["postgres"]["command"]
    quiet = {f"-c{name}={value}" for name, value in SETTINGS.items() if name.startswith("log_") or name == "timezone"}

    assert quiet <= set(command)


def test_what_the_portal_writes_lies_on_a_volume_that_its_user_may_write():
    """The containers are read-only and not root: what a new volume takes over is the folder of the image."""
    home = compose()["x-settings"]["BUS_HOME"]
    [mount] = {place for part in PROCESSES for place in compose()["services"][part]["volumes"]}
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    [made] = [number for number, line in enumerate(lines) if line.endswith(f" {home}")]

    assert mount.split(":") == ["files", home]
    assert lines[made] == f"RUN install --directory --owner=bus --group=bus --mode=0700 {home}"
    assert made < lines.index("USER bus")


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, part in compose()["services"].items() if "ports" in part] == ["proxy"]
    assert compose()["networks"]["back"] == {"internal": True}


def test_every_setting_is_one_that_the_portal_reads():
    code = "".join(path.read_text() for path in [*(ROOT / "bus_portal").glob("*.py"), ROOT / "ops/addresses.py"])
    given = {name for service in PROCESSES for name in compose()["services"][service]["environment"]}

    assert [
        name for name in sorted(given) if f'"{name}"' not in code and f'"{name.removesuffix("_FILE")}"' not in code
    ] == []

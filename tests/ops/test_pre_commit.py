"""The hooks before a commit are the gates' own tools, and each of them stands in the environment."""

import subprocess
from pathlib import Path

import yaml

from ops import checks
from ops.paths import ROOT, VENV

CONFIG = ROOT / ".pre-commit-config.yaml"


def hooks():
    return [hook for repo in yaml.safe_load(CONFIG.read_text())["repos"] for hook in repo["hooks"]]


def test_the_configuration_holds():
    done = subprocess.run([VENV / "bin" / "pre-commit", "validate-config", CONFIG], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "")


def test_every_hook_runs_a_tool_of_the_checkout():
    programs = [ROOT / hook["entry"].split()[0] for hook in hooks()]

    assert [program for program in programs if not Path(program).exists()] == []


def test_style_imports_and_migrations_are_asked_before_a_commit_as_by_the_gates():
    gates = checks.gates()
    asked = [" ".join(hook["entry"].split()[1:3]) for hook in hooks()]

    assert gates["migrations linted"][1:] == ["manage.py", "lint_migrations"]
    assert asked[:4] == ["format --force-exclude", "check --force-exclude", "--no-cache", "py manage.py"]

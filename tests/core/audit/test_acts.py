"""Every act that the code records has a sentence for those who read the log."""

import ast
from pathlib import Path

from core.audit import acts

ROOT = Path(__file__).resolve().parents[3]
APPS = ("core", "groups", "sip", "deviations", "followup")
RECORDERS = {"record", "record_many", "record_refusal"}


def recorded() -> dict[str, str]:
    """Each literal act, with the file that records it."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if act := literal_act(call):
                    found[act] = str(path.relative_to(ROOT))
    return found


def literal_act(call) -> str | None:
    if not isinstance(call, ast.Call) or not call.args:
        return None
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    first = call.args[0]
    if name in RECORDERS and isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
        return first.value
    return None


def test_the_search_finds_what_is_recorded_here():
    assert recorded()["log.reviewed"] == "core/audit/services.py"


def test_every_recorded_act_has_a_sentence():
    unnamed = {act: path for act, path in recorded().items() if act not in acts.known()}
    assert unnamed == {}


def test_an_act_without_a_name_is_told_by_its_code():
    assert acts.label("nobody.named_this") == "Annan händelse (nobody.named_this)"

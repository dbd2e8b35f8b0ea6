"""What a start may leave out: only what nothing has changed since it was done. Tried on a copy of this checkout."""

import ast
import os
import shutil
import subprocess

import pytest

from ops import schema
from ops.paths import PYTHON, ROOT, VENV, own_folders

FINGERPRINT = "from ops import schema; print(schema.fingerprint())"
STATIC = "import os; from ops import assets; assets.ensure_static({'BUS_STATIC_ROOT': str(assets.STATIC)})"
LEFT_OUT = shutil.ignore_patterns("__pycache__", "vendor", "js")  # fewer files to compress


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The files of this checkout in another folder, with the same environment."""
    copy = tmp_path_factory.mktemp("checkout") / "main"
    for folder in own_folders():
        if folder.name not in {"tests", "docs", "bench"}:
            shutil.copytree(folder, copy / folder.name, ignore=LEFT_OUT)
    shutil.copy(ROOT / "manage.py", copy)
    (copy / ".venv").symlink_to(VENV)
    (copy / ".local").mkdir()
    return copy


@pytest.fixture
def nothing_made(checkout):
    shutil.rmtree(checkout / ".local")
    (checkout / ".local").mkdir()


def run(checkout, code):
    """What the door's own code answers there: its output and the progress it tells."""
    env = {**os.environ, "PYTHONPATH": str(checkout), "BUS_STATIC_ROOT": str(checkout / ".local/static")}
    env["BUS_PROCESS"], env["BUS_DEMO"] = "migrate", "1"  # as `./bus up` serves them: hashed and compressed
    done = subprocess.run([str(PYTHON), "-c", code], cwd=checkout, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip(), "made" in done.stderr


def named_by_migrations() -> set[str]:
    """The modules of our own that migrations are made of, as files."""
    found = set()
    for folder in own_folders():
        for path in folder.rglob("migrations/*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom) and node.module:
                    found |= _files_of(node.module, [one.name for one in node.names])
    return found


def _files_of(module: str, names: list[str]) -> set[str]:
    base = module.replace(".", "/")
    wanted = {f"{base}.py", *(f"{base}/{name}.py" for name in names)}
    return {name for name in wanted if (ROOT / name).exists()}


def test_all_that_migrations_are_made_of_shapes_the_fingerprint():
    shaping = {path.relative_to(ROOT).as_posix() for path in schema._shaping_files()}
    assert named_by_migrations() - shaping == set()


def served(checkout):
    """The hashed style sheets as they are served, by name."""
    return {path.name: path.read_text() for path in (checkout / ".local/static/css").glob("*.css")}


@pytest.mark.slow
def test_static_files_are_made_once_and_again_when_one_changes(checkout, nothing_made):
    sheet = next((checkout / "static/css").glob("*.css"))

    first = run(checkout, STATIC)
    before = served(checkout)
    second = run(checkout, STATIC)
    untouched = served(checkout)
    sheet.write_text(sheet.read_text() + "\n.changed-by-the-test { color: red; }\n")
    third = run(checkout, STATIC)
    after = served(checkout)

    assert (first[1], second[1], third[1]) == (True, False, True)
    assert before == untouched
    new = {name: text for name, text in after.items() if name not in before}
    assert [name.split(".")[0] for name in new] == [sheet.stem]
    assert "changed-by-the-test" in next(iter(new.values()))


@pytest.mark.slow
def test_static_files_that_were_removed_are_made_again(checkout):
    run(checkout, STATIC)
    shutil.rmtree(checkout / ".local/static")

    assert run(checkout, STATIC)[1]
    assert served(checkout)


@pytest.mark.parametrize(
    "path",
    ["sip/migrations/0001_child_level.py", "ops/sql/roles.sql", "sip/access/__init__.py", "bus_portal/settings.py"],
)
def test_what_shapes_the_database_makes_the_start_migrate_again(checkout, path):
    before = run(checkout, FINGERPRINT)
    with (checkout / path).open("a") as file:
        file.write("\n-- changed\n" if path.endswith("sql") else "\n# changed\n")

    assert run(checkout, FINGERPRINT) != before


def test_a_new_migration_makes_the_start_migrate_again(checkout):
    before = run(checkout, FINGERPRINT)
    (checkout / "groups/migrations/9999_new.py").write_text("# a new one\n")

    assert run(checkout, FINGERPRINT) != before


def test_a_changed_page_does_not_make_the_start_migrate(checkout):
    before = run(checkout, FINGERPRINT)
    (checkout / "templates/base.html").write_text("changed")
    (checkout / "sip/routes.py").open("a").write("\n# changed\n")

    assert run(checkout, FINGERPRINT) == before

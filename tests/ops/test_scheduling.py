"""A test process that dies takes one test with it: the others are done by those that live, and the run ends."""

import os
import subprocess
import sys

from ops.paths import ROOT

WHOLE = "def test_one(): pass\ndef test_two(): pass\ndef test_three(): pass\n"
DIES = """
import os, pathlib, time
def test_one(): pass
def test_two():
    mark = pathlib.Path(__file__).with_suffix(".died")
    if not mark.exists():
        mark.touch()
        time.sleep(2)  # the others are done by then
        os._exit(1)
def test_three(): pass
"""


def test_what_a_dead_process_had_left_is_done_and_the_run_ends(tmp_path):
    for number in range(8):
        (tmp_path / f"test_{number}.py").write_text(DIES if number == 7 else WHOLE)
    plugins = ["-p", "no:django", "-p", "xdist.plugin", "-p", "tests.scheduling"]
    place = ["-c", os.devnull, f"--rootdir={tmp_path}", str(tmp_path)]
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n2", *plugins, *place],
        env=around,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert "1 failed, 24 passed" in done.stdout, done.stdout[-1500:] + done.stderr[-500:]

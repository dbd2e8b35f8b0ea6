"""`./bus bench`: the product beside its floors, on servers of its own that are thrown away afterwards. [perf 7]

Standard library and `ops` only: what is measured runs in processes of its own. Exit 1 when a gate's whole interval
lies beyond it, or when a form of the list showed what it must not.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import gates, verdicts
from bench.words import FILL
from ops import assets, schema, testing
from ops.cluster import Cluster
from ops.paths import LOCAL, PYTHON, ROOT
from ops.say import Trouble, say, show

KINDS = ("pages", "sweep")
PAGES, SMALL, CLOCKS = "bus_bench_pages", "bus_bench_small", "bus_bench_clocks"
FEW = ("1000", "1")  # cases and regions, beside which all the others are nothing one may see


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./bus bench", description="Measure the portal against its floors.")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--regions", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--calls", type=int, default=5, help="calls of a page in a round")
    parser.add_argument("--clocks", type=int, default=200_000, help="obligations that the sweep is tried on")
    parser.add_argument("--sweeps", type=int, default=3, help="rounds of the sweep")
    parser.add_argument("--full", action="store_true", help="a million obligations")
    parser.add_argument("--only", choices=KINDS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=LOCAL / "bench.jsonl", help="one line a target and round")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    asked = options(words)
    kinds = asked.only or KINDS
    asked.keep.parent.mkdir(parents=True, exist_ok=True)
    folder, servers = testing.start_servers(keep=True)
    found: list[gates.Verdict] = []
    try:
        template = testing.ensure_template(folder)
        with asked.keep.open("w") as kept:
            kept.write(json.dumps({"load": os.getloadavg(), "cpus": os.cpu_count(), "asked": str(vars(asked))}) + "\n")
            if "pages" in kinds:
                testing.clone(folder, template, PAGES)
                testing.clone(folder, template, SMALL)
                found += verdicts.of_pages(list(_pages(folder, asked, kept)))
            if "sweep" in kinds:
                found += verdicts.of_sweeps(list(_sweeps(folder, template, asked, kept)))
    finally:
        testing.remove(folder, servers)
    show(f"\n{gates.table(found)}\n\nLoad {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; rounds in {asked.keep}")
    show("Left out: rounds over HTTP and peers (no load tool in the lock).")
    return 1 if any(one.is_beyond for one in found) else 0


def _surroundings(folder: Path, database: str, process: str) -> dict[str, str]:
    """The product's own: true logins, the demo's switch since there is no TLS, test keys since all is thrown away."""
    servers = testing.servers_in(folder)
    env = testing.environment(folder, database) | servers.addresses(database)
    cluster: Cluster = servers.cluster
    watch = f"host={cluster.sockets} user=postgres dbname={database}"
    own = {"BUS_PROCESS": process, "BUS_DEMO": "1", "DJANGO_SETTINGS_MODULE": "bench.settings", "BENCH_WATCH": watch}
    return {**os.environ, **env, **own, "BUS_STATIC_ROOT": str(assets.STATIC)}


def _pages(folder: Path, asked: argparse.Namespace, kept: Any) -> Iterator[dict]:
    cluster = testing.servers_in(folder).cluster
    cluster.run(f'ALTER DATABASE "{PAGES}" SET pg_stat_statements.track = "all"')
    cluster.run(f'ALTER DATABASE "{PAGES}" SET pg_stat_statements.track_planning = on')
    began = time.monotonic()
    for database, cases, regions in ((SMALL, *FEW), (PAGES, str(asked.cases), str(asked.regions))):
        numbers = ["--cases", cases, "--regions", regions, "--seed", str(asked.seed)]
        schema.run_commands([["make_county", *numbers]], _surroundings(folder, database, "migrate"))
        for statement in FILL:
            cluster.run(statement, database=database)
        cluster.run("ANALYZE", database=database)
    say(f"{asked.cases} cases in {asked.regions} regions, made in {time.monotonic() - began:.0f} s")
    for name in ("floors.sql", "grants.sql"):
        cluster.run_file(ROOT / "bench" / "sql" / name, database=PAGES)
    env = _surroundings(folder, PAGES, "web")
    assets.ensure_static(env)
    words = ["bench.pages", "--rounds", str(asked.rounds), "--calls", str(asked.calls), "--seed", str(asked.seed)]
    words += ["--small", SMALL]
    for line in _lines(words, env, kept):
        if "checked" in line:
            say(f"Every form of the list shows the same {line['checked']} cases; the rounds begin")
        if "withdrawn" in line:
            say(f"After a withdrawal the next request shows nothing of it ({line['withdrawn']})")
        yield line


def _sweeps(folder: Path, template: str, asked: argparse.Namespace, kept: Any) -> Iterator[dict]:
    clocks = 1_000_000 if asked.full else asked.clocks
    for number in range(asked.sweeps):
        testing.clone(folder, template, CLOCKS)
        env = _surroundings(folder, CLOCKS, "worker") | {"DJANGO_SETTINGS_MODULE": "bus_portal.settings"}
        yield from _lines(["bench.clocks", str(clocks)], env, kept)
        say(f"Sweep of {clocks} obligations, round {number + 1} of {asked.sweeps}")
    testing.drop(folder, CLOCKS)


def _lines(words: list[str], env: dict[str, str], kept: Any) -> Iterator[dict]:
    """What a measuring process says, line by line, kept as it comes. Trouble when it fails."""
    command = [str(PYTHON), "-m", *words]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as child:
        for text in child.stdout or ():
            kept.write(text)
            kept.flush()
            yield json.loads(text)
    if child.returncode:
        raise Trouble(f"{words[0]} stopped; what it said stands above.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(f"bus: {trouble}", file=sys.stderr)
        sys.exit(1)

"""The Nu HTML checker on every page that the demo's people can come to."""

import json
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.walking import Page, Walk


class Command(BaseCommand):
    help = "Check the HTML of every page of the demo, in Swedish and English; fails when one has an error."

    def add_arguments(self, parser):
        parser.add_argument("--vnu", type=Path, required=True, help="the Nu checker's vnu.jar")
        parser.add_argument("--each", type=int, default=3, help="addresses of one route that each person sees")

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Only the demo's pages are checked. Start it with ./bus up.")
        walk = Walk(options["each"])
        with TemporaryDirectory(prefix="bus-pages-") as folder:
            pages = _save(walk, Path(folder))
            messages = _check(options["vnu"], Path(folder))
        broken = [page for page in pages.values() if page.status >= 500]
        self._tell(pages, messages, walk)
        faults = [f"{page.address} answered {page.status} to {page.who}" for page in broken]
        kinds = Counter(message["type"] for message in messages)
        self.stdout.write(
            f"{len(pages)} pages of {len(walk.reached)} routes: {kinds['error']} errors, "
            f"{kinds['info']} warnings, {len(broken)} broken pages"
        )
        if kinds["error"] or kinds["non-document-error"] or faults:
            raise CommandError("\n".join(["The pages have faults.", *faults]))

    def _tell(self, pages: dict[str, Page], messages: list[dict], walk: Walk) -> None:
        """Each message once, with how often, and one place where it stands."""
        for (kind, text), times in Counter((one["type"], one["message"]) for one in messages).most_common():
            first = next(one for one in messages if (one["type"], one["message"]) == (kind, text))
            page = pages.get(Path(first.get("url", "")).name)
            where = f"{page.route} {page.address} ({page.who}, {page.language})" if page else first.get("url", "")
            self.stdout.write(f"{kind} x {times}: {text}\n    {where}\n    {first.get('extract', '').strip()}")
        if missed := walk.missed():
            self.stdout.write(f"No link led to: {', '.join(missed)}")


def _save(walk: Walk, folder: Path) -> dict[str, Page]:
    pages = {}
    for number, page in enumerate(walk.pages()):
        name = f"{number:05}.html"
        (folder / name).write_text(page.html, encoding="utf-8")
        pages[name] = page
    return pages


def _check(jar: Path, folder: Path) -> list[dict]:
    """What the checker says of the folder's pages."""
    command = [
        "java",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        "--skip-non-html",
        folder,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["messages"]
    except ValueError:
        raise CommandError(f"The Nu checker did not answer: {done.stderr.strip()[-600:]}") from None

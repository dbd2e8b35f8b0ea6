"""Two people who write without pause: one sends reports, one saves a draft, and what was refused goes once more."""

import re
import threading
import time
import urllib.parse
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from django.conf import settings
from django.urls import reverse

from tests.core.people.build import session_of
from tests.deviations.pages import answers
from tests.ops.running import wait_for
from tests.trouble.forms import TEXT, given_back, token_in

REPORT = reverse("deviations:report")
SENTENCES = ("Portalen är stängd en kort stund", "Det du just skickade är inte sparat. Vänta en stund och skicka igen.")
NUMBER = re.compile(r"Nummer (\d+)\.")


class Browser:
    """A person's session at a portal that runs elsewhere."""

    def __init__(self, port: int, assignment) -> None:
        self.port = port
        self.cookies = {settings.SESSION_COOKIE_NAME: session_of(assignment.user, assignment).session_key}
        self.token = token_in(self.ask()[1])

    def ask(self, fields: dict | None = None) -> tuple[int, str]:
        """GET the form, or POST what was filled in, from the portal's own page; status and page."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=70)
        headers = {"Host": f"localhost:{self.port}", "Sec-Fetch-Site": "same-origin"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urllib.parse.urlencode(fields) if fields else None
        line.request("POST" if fields else "GET", REPORT, body, headers)
        answer = line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        page = answer.read().decode()
        line.close()
        return answer.status, page


class Writers:
    """What they were told: `taken` how often each text, `refused` how often in all, `wrong` what may not be."""

    def __init__(self, port: int, north) -> None:
        self.sender, self.drafter = Browser(port, north.reporter), Browser(port, north.colleague)
        self.form = answers(north)
        self.taken: Counter[str] = Counter()
        self.sent: list[str] = []
        self.draft = ""
        self.refused, self.number = 0, 0
        self.wrong: list[str] = []
        self.is_up, self.falls, self.since_up = True, 0, 0
        self._over = threading.Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """They write while the block runs, and until two texts that were begun after it have been taken."""
        self._over.clear()
        thread = threading.Thread(target=self._write)
        thread.start()
        try:
            yield
            wait_for(lambda: self.since_up > 1 or not thread.is_alive(), 30)
        finally:
            self._over.set()
            thread.join(80)

    def fell(self) -> None:
        """From now on they may be told to wait, also in what was asked before and is answered after."""
        self.is_up, self.since_up = False, 0
        self.falls += 1

    def stands(self) -> None:
        """From now on they may not."""
        self.is_up = True

    def _write(self) -> None:
        while not self._over.is_set():
            for by, kind in ((self.sender, {}), (self.drafter, {"spara": "1"})):
                self._one(by, kind)
                time.sleep(0.02)

    def _one(self, by: Browser, kind: dict[str, str]) -> None:
        """One text until it is taken, each time as the last answer gave it back."""
        self.number += 1
        text = f"{TEXT} Nummer {self.number}."
        fields = self.form | by.token | {"description": text, "form_key": str(uuid.uuid4())}
        if not kind:
            self.sent.append(text)
        for _ in range(1000):
            falls, was_up = self.falls, self.is_up
            status, page = by.ask(fields | kind)
            if status != 503:
                break
            self.refused += 1
            if was_up and falls == self.falls:
                self.wrong.append(f"told to wait with text {self.number} although the database answers")
            fields = self._given_back(page, text, fields)
            time.sleep(0.05)
        if status != 302:
            self.wrong.append(f"{status} for text {self.number}")
            return
        self.taken[text] += 1
        self.since_up += was_up and falls == self.falls
        if kind:
            self.draft = text

    def _given_back(self, page: str, text: str, fields: dict) -> dict:
        self.wrong += [f"not said: {sentence}" for sentence in (*SENTENCES, text) if sentence not in page]
        again = given_back(page)
        self.wrong += [f"{name} was not given back" for name in self.form if str(fields[name]) != again.get(name)]
        return again

    def shown_draft(self) -> str:
        """The text that stands in the drafter's form now."""
        return TEXT + f" Nummer {NUMBER.search(self.drafter.ask()[1])[1]}."

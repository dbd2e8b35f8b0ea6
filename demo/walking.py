"""Every page that the demo's people come to by following links from the start page, in both languages."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from core.access.routes import table
from core.people.models import DemoSignIn

VISITOR = "visitor"
NOWHERE = "/finns-inte/"  # the page that says so is a page too, as is the one that most may not see
HOST = "localhost"


@dataclass(frozen=True)
class Page:
    """One answer: who asked for what, in which language."""

    who: str
    language: str
    address: str
    route: str
    status: int
    html: str


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


@dataclass
class Walk:
    """A walk through the whole portal; each person sees at most `each` addresses of a route.

    `reached` are the routes that answered with a page, `other` those that answer with something else.
    """

    each: int
    reached: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)

    def pages(self) -> Iterator[Page]:
        yield from self._of(VISITOR, None)
        for card in DemoSignIn.objects.select_related("user"):
            yield from self._of(card.user.email, card)

    def missed(self) -> list[str]:
        """Routes of the table that answer GET and that nobody came to."""
        asked = {name for name, route in table().items() if "GET" in route.methods}
        return sorted(asked - self.reached - self.other)

    def _of(self, who: str, card: DemoSignIn | None) -> Iterator[Page]:
        client = Client(headers={"host": HOST})
        if card:
            client.post(reverse("people:demo"), {"person": str(card.pk)})
        swedish = list(self._follow(client, who, "sv", [*_open_to(_role(client))]))
        yield from swedish
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        for page in swedish:
            if again := self._ask(client, who, "en", page.address, page.route):
                yield again

    def _follow(self, client: Client, who: str, language: str, known: list[str]) -> Iterator[Page]:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        waiting = ["/", NOWHERE, reverse("audit:review"), *known]
        seen: set[str] = set()
        times: Counter[str] = Counter()
        for address in waiting:  # grows while it is walked
            route = _route(address)
            if address in seen or route in self.other or times[route] >= self.each:
                continue
            seen.add(address)
            if page := self._ask(client, who, language, address, route):
                times[route] += 1
                waiting += _links(page)
                yield page

    def _ask(self, client: Client, who: str, language: str, address: str, route: str) -> Page | None:
        """The page, or None when the answer leads on or is none."""
        answer = client.get(address)
        if answer.status_code in {301, 302, 303}:
            return None
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            self.other.add(route)
            return None
        html = answer.content.decode()
        if not html.lstrip().lower().startswith("<!doctype"):
            self.other.add(route)
            return None
        if answer.status_code == 200:
            self.reached.add(route)
        return Page(who, language, address, route, answer.status_code, html)


def _role(client: Client) -> str:
    acting = getattr(client.get("/").wsgi_request, "acting", None)
    return acting.role if acting else ""


def _open_to(role: str) -> Iterator[str]:
    """Addresses that need no object and that the table opens to the role, also where no link leads."""
    for name, route in table().items():
        if "GET" in route.methods and route.admits(role):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def _links(page: Page) -> Iterator[str]:
    parser = _Links()
    parser.feed(page.html)
    for href in parser.found:
        parts = urlsplit(urldefrag(urljoin(f"http://{HOST}{page.address}", href)).url)
        if parts.scheme == "http" and parts.netloc == HOST and not parts.path.startswith(settings.STATIC_URL):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "nowhere"

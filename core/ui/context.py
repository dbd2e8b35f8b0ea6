"""What base.html needs on every page: menu, brand, who acts. Costs no statement. [perf gate 10]"""

from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ui import registry


def page(request: HttpRequest) -> dict:
    """The context processor: `ui` (lazy), `acting` (None when nobody has chosen an assignment) and `demo`."""
    return {"ui": PageContext(request), "acting": getattr(request, "acting", None), "demo": settings.DEMO}


def address(name: str, *args: Any) -> str:
    """The address of a route, empty when this installation has none by that name."""
    return _found(name, args) if args else _standing(name, get_urlconf(), get_script_prefix())


def _found(name: str, args: tuple[Any, ...] = ()) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=512)
def _standing(name: str, urlconf: str | None, prefix: str) -> str:
    """What names no object is looked up once a process: a page's shell asks for some forty of them."""
    return _found(name)


@lru_cache(maxsize=16)
def _constant(template: str, language: str, is_signed_in: bool) -> SafeString:
    """What is the same on every page in a language: drawn once a process, since it is a third of a page's shell."""
    values = {
        "is_signed_in": is_signed_in,
        "warn_seconds": settings.SESSION_WARN_SECONDS,
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "login_url": address(settings.LOGIN_URL),
    }
    return render_to_string(template, values)


def forget(**kwargs: Any) -> None:
    _constant.cache_clear()
    _standing.cache_clear()


setting_changed.connect(forget)


class PageContext:
    """Asked by the template, so that a part of a page pays for nothing it does not show."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._acting = getattr(request, "acting", None)

    @cached_property
    def is_signed_in(self) -> bool:
        if self._acting is not None:
            return True
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def menu(self) -> list[dict]:
        """The entries with address and whether the page lies under it; the longest address that fits is the one."""
        path = self._request.path
        entries = [
            {"label": e.label, "url": address(e.url_name), "root": address(e.root_name or e.url_name)}
            for e in registry.menu_for(self._acting)
        ]
        entries = [entry for entry in entries if entry["url"]]
        here = max((e["root"] for e in entries if path.startswith(e["root"])), key=len, default="")
        for entry in entries:
            entry["current"] = entry["root"] == here and (here != "/" or path == "/")
        return entries

    @property
    def region_name(self) -> str:
        return getattr(self._acting, "region_name", "") or _("Samverkan kring barn och unga")

    @property
    def scope(self) -> str:
        """Who and where, under the role in the header."""
        parts = (getattr(self._acting, name, "") for name in ("person_name", "scope_label"))
        return ", ".join(part for part in parts if part) or getattr(self._acting, "unit_name", "")

    @property
    def theme_url(self) -> str:
        """The region's own colours, a style sheet of its own since nothing stands inline."""
        code = getattr(self._acting, "region_code", "")
        return reverse("ui:theme", args=[code]) if code and registry.theme_tokens.answer else ""

    @property
    def home_url(self) -> str:
        return address("core:start") or "/"

    @property
    def search_url(self) -> str:
        return address("finding:search") if self._acting is not None else ""

    @property
    def account_url(self) -> str:
        return address("people:account")

    @property
    def logout_url(self) -> str:
        return address("account_logout")

    @property
    def login_url(self) -> str:
        return address(settings.LOGIN_URL)

    @property
    def language_url(self) -> str:
        return address("set_language")

    @property
    def path(self) -> str:
        """Where to come back to after a change of language: a page, never what was sent to it."""
        return self._request.get_full_path() if self._request.method == "GET" else self.home_url

    @property
    def assets(self) -> SafeString:
        return _constant("ui/assets.html", "", self._acting is not None)

    @property
    def dialogs(self) -> SafeString:
        return _constant("ui/dialogs.html", get_language() or "", self._acting is not None)

"""Tags and filters of the components. `{% load ui %}`"""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.access import Acting, routes
from core.ui import badges, dates, glossary, icons, numbers, once, rows
from core.ui.fields import ReadByFamily
from core.ui.readability import Reading, read
from core.ui.said import said

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(rows.fast_rows, name="fast_rows")
register.filter("day", lambda value: dates.day(value) if value else "")
register.filter("day_short", lambda value: dates.day_short(value) if value else "")
register.filter("month_short", lambda value: dates.month_short(value) if value else "")
register.filter("weekday", lambda value: dates.weekday(value) if value else "")
register.filter("moment", lambda value: dates.moment(value) if value else "")
register.filter("clock_time", lambda value: dates.clock_time(value) if value else "")
register.filter("state_is", badges.meaning)
register.filter("number", numbers.number)
register.filter("said", said)


@register.simple_tag
def due(due_on: date | None, today: date) -> SafeString | str:
    """`{% due date today %}`: the day, and in words how far off it is."""
    if due_on is None:
        return ""
    words = dates.due_in_words(due_on, today)
    return format_html(
        '{} <span class="due" data-is="{}">{}</span>', dates.time_tag(due_on), dates.due_is(due_on, today), words
    )


@register.simple_tag
def when(value: date | datetime | None, text: str = "") -> SafeString | str:
    """`{% when date %}`: a `<time>` with the reader's words in it."""
    return "" if value is None else dates.time_tag(value, text)


@register.simple_tag(takes_context=True)
def draw(context: Any, name: str, values: dict) -> SafeString:
    """`{% draw template values %}`: a section that an app has put on the page; `context` is all its values together."""
    inside = {**values, "context": values, "csrf_token": context.get("csrf_token")}  # a section may have a form
    return context.template.engine.get_template(name).render(context.new(inside))


@register.simple_tag
def form_key() -> SafeString:
    """The hidden field that makes a double send harmless; the view wears `@send_once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', once.KEY_FIELD, once.new_key())


@register.simple_tag
def explain(*ids: str) -> SafeString:
    """`{% explain "G-098" "G-138" %}`: words of the glossary, each opening its meaning where it stands. [W-12]"""
    terms = [glossary.known()[one] for one in ids]
    words = [(term.key, *term.told(get_language() or "")) for term in terms]
    return render_to_string("ui/explained.html", {"words": words})


@register.simple_block_tag
def card(content: str, title: str = "", icon_name: str = "", level: int = 3) -> SafeString:
    """`{% card title=… %}…{% endcard %}`: one card of a grid, a list item in `<ul class="cards">`."""
    context = {"content": content, "title": title, "icon": icon_name, "level": level}
    return render_to_string("ui/card.html", context)


@register.simple_block_tag
def section(content: str, title: str, key: str, link: str = "", link_label: str = "", css: str = "") -> SafeString:
    """`{% section title=… key=… %}…{% endsection %}`: a section with its heading; `key` is the heading's id."""
    context = {"content": content, "title": title, "key": key, "link": link, "link_label": link_label, "css": css}
    return render_to_string("ui/section.html", context)


@register.simple_block_tag
def panel(content: str, title: str, key: str, css: str = "", state: str = "") -> SafeString:
    """`{% panel title=… key=… %}…{% endpanel %}`: a box in a record's side column."""
    return render_to_string(
        "ui/panel.html", {"content": content, "title": title, "key": key, "css": css, "state": state}
    )


@register.filter
def max_length(bound: BoundField) -> int | None:
    """The limit that the counter under a long text counts down from."""
    return bound.field.widget.attrs.get("data-max")


@register.filter
def reading(bound: BoundField) -> Reading | None:
    """How easily the text reads that a family is to read; None where nobody of the family reads it."""
    return read(str(bound.value() or "")) if isinstance(bound.field, ReadByFamily) else None


@register.filter
def is_tick(bound: BoundField) -> bool:
    """One box to tick: drawn before its label."""
    return getattr(bound.field.widget, "input_type", "") == "checkbox" and not bound.use_fieldset


@register.filter
def may_open(acting: Acting | None, name: str) -> bool:
    """`{% if request.acting|may_open:"sip:child_list" %}`: a link to what a role may never open is not shown."""
    return acting is not None and _rows()[name].admits(acting.role)


@cache
def _rows() -> dict[str, routes.Route]:
    return routes.table()

"""Fields of our own: a day as people write it, a long text, rows to pick from."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.ui import dates

LONGEST_TEXT = 20_000  # characters, unless a field says otherwise [security 10]


class TextArea(forms.Textarea):
    """Grows with its text; says how many characters are left."""

    def __init__(self, attrs: dict | None = None, rows: int = 4) -> None:
        super().__init__({"rows": rows, **(attrs or {})})


class LongText(forms.CharField):
    """Several lines of plain text, at most `max_length` characters, never cut silently."""

    widget = TextArea

    def __init__(self, *, rows: int = 4, max_length: int = LONGEST_TEXT, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextArea(rows=rows))
        super().__init__(max_length=max_length, **kwargs)


class ReadByFamily:
    """The page says how easily the text reads while it is written: advice that stops nobody. [design, Words]"""


class FamilyText(ReadByFamily, LongText):
    """A long text that a child or a guardian is to read."""


class FamilyLine(ReadByFamily, forms.CharField):
    """The same on one line."""


class DayInput(forms.DateInput):
    """The browser's own calendar; a text box for what was typed and is no date, so that it stands to be mended."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A day. Takes what the browser sends and what people write: 2026-03-12, 12/3 2026, 12 mars 2026, 12.3.26.

    `latest` and `earliest` are days, or functions asked when the form is read («today»); both ends are allowed.
    """

    widget = DayInput

    def __init__(self, *, earliest=None, latest=None, **kwargs):
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            return read_day(value)
        return super().to_python(value)

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        latest, earliest = _asked(self.latest), _asked(self.earliest)
        if latest and value > latest:
            raise ValidationError(_later(value, latest), code="latest")
        if earliest and value < earliest:
            text = _("Datumet %(day)s är för tidigt. Skriv ett datum från och med %(limit)s.")
            raise ValidationError(text % {"day": dates.day(value), "limit": dates.day(earliest)}, code="earliest")


class TimeField(forms.TimeField):
    """An hour as it is written in Swedish, 13.00."""

    def __init__(self, **kwargs):
        widget = forms.TimeInput(attrs={"type": "text"}, format="%H.%M")
        formats = ["%H.%M", "%H:%M"]
        super().__init__(
            **{"help_text": _lazy("Till exempel 13.00"), "input_formats": formats, "widget": widget, **kwargs}
        )


def _asked(limit: Any) -> date | None:
    return limit() if callable(limit) else limit


def _later(value: date, latest: date) -> str:
    words = {"day": dates.day(value), "limit": dates.day(latest)}
    if latest == clock.today():
        return _("Datumet %(day)s har inte varit än. Skriv ett datum till och med i dag, %(limit)s.") % words
    return _("Datumet %(day)s är för sent. Skriv ett datum till och med %(limit)s.") % words


def read_day(text: str) -> date:
    """The day that a text names. Raises ValidationError: one sentence for no date, another for a day that never was."""
    parts = re.findall(r"\d+|[a-zåäö]+", text.strip().lower())
    year_first = bool(parts) and len(parts[0]) == 4
    if len(parts) == 1 and re.fullmatch(r"\d{8}", parts[0]):
        parts, year_first = [parts[0][:4], parts[0][4:6], parts[0][6:]], True
    if len(parts) != 3:
        raise ValidationError(_("Skriv dag, månad och år, till exempel 12 mars 2026."), code="invalid")
    year, month, day = parts if year_first else (parts[2], parts[1], parts[0])
    try:
        return date(_year(year), _month(month), int(day))
    except ValueError:
        raise ValidationError(
            _("Datumet ”%(text)s” finns inte. Skriv dag, månad och år, till exempel 12 mars 2026.")
            % {"text": text.strip()[:40]},
            code="invalid",
        ) from None


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    for names in dates.MONTHS.values():
        for number, name in enumerate(names, 1):
            if len(text) >= 3 and name.lower().startswith(text):
                return number
    raise ValueError(text)


class Picks(forms.RadioSelect):
    """One of a few: rows big enough for a thumb. `two` sets them in two columns where there is room."""

    template_name = "django/forms/widgets/radio.html"

    def __init__(self, attrs: dict | None = None, choices: Any = (), *, two: bool = False) -> None:
        super().__init__({**(attrs or {}), **({"class": "two"} if two else {})}, choices)


class ManyPicks(forms.CheckboxSelectMultiple):
    """Several of a few, drawn as `Picks`."""

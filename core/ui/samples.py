"""Invented content for the catalogue (samples.yaml) and what is computed from it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.ui import charts, dates, readability, registry, start
from core.ui.clocks import ClockFace, clock_face
from core.ui.fields import DayField, LongText, ManyPicks, Picks
from core.ui.forms import FilterForm, Form
from core.ui.registry import Duty, Who
from core.ui.rows import badge

TODAY = date(2026, 3, 10)
STARTED, DUE = date(2026, 2, 27), date(2026, 3, 13)
HEAVY_TEXT = """Vi ses i mars. Skolan, socialtjänsten och barnpsykiatrin upprättar därefter en gemensam
samverkansöverenskommelse i vilken det framgår vilken verksamhet som ansvarar för respektive insats."""
CLOCKS: list[dict] = [
    {},
    {"title": "Sista dagen", "today": date(2026, 3, 13)},
    {"title": "Över tiden", "today": date(2026, 3, 17)},
    {"title": "Klart i tid", "ended_on": date(2026, 3, 9)},
    {"title": "Klart för sent", "ended_on": date(2026, 3, 17)},
    {"title": "Pausad", "paused_on": TODAY},
    {"title": "Avskriven", "waived_on": date(2026, 3, 9)},
]


@cache
def content() -> dict:
    """The plain lists of samples.yaml."""
    return yaml.safe_load(Path(__file__).with_name("samples.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Sample:
    """Something with a status, as a model has."""

    status: str
    label: str
    status_is: str

    def get_status_display(self) -> str:
        return self.label


class SampleFilter(FilterForm):
    lage = forms.ChoiceField(
        label="Läge", choices=lambda: [("", "Alla"), *(state[:2] for state in content()["states"])]
    )
    omrade = forms.ChoiceField(label="Område", choices=[("", "Alla områden"), ("n", "Norrberga"), ("s", "Sjövik")])


class SampleForm(Form):
    sent_on = DayField(label="Vilken dag skrevs det under?", help_text="Till exempel 9 3 2026", latest=TODAY)
    way = forms.ChoiceField(
        label="Hur har samtycket lämnats?",
        choices=[("written", "Skriftligt"), ("oral", "Muntligt, familjen är med på mötet")],
        widget=Picks,
    )
    units = forms.MultipleChoiceField(
        label="Vilka verksamheter får dela uppgifter med varandra?",
        choices=lambda: content()["units"],
        widget=ManyPicks,
    )
    unit = forms.ChoiceField(label="Vem samordnar?", choices=lambda: [("", "Välj verksamhet"), *content()["units"]])
    words = LongText(
        label="Vad säger barnet om mötet?",
        help_text="Skriv barnets egna ord och hur du frågade.",
        required=False,
    )
    sure = forms.BooleanField(label="Jag har berättat vad samtycket innebär")


def duties() -> list[start.DutyGroup]:
    def owed(title, button, days, detail, code=""):
        return Duty(title, "#", button, TODAY + timedelta(days), detail, code)

    rows = [
        owed("Justera minnesanteckningarna", "Justera texten", -4, "individforum 26 februari", "M2-8HV"),
        owed("Komplettera samtycket", "Komplettera", 0, "två vårdnadshavare, en har svarat", "H5-7PN"),
        owed("Kalla chefer till individforum", "Kalla till möte", 3, "två veckor har snart gått", "K7-4QZ"),
        owed("Lämna text till årsuppföljningen", "Skriv texten", 36, "BUS Norrberga och Sjövik"),
    ]
    return start.group_duties(rows, TODAY)


def list_rows(form: SampleFilter) -> list[dict]:
    chosen = form.chosen.get("lage")
    states, units = content()["states"], content()["units"]
    rows = [
        {"number": n, "state": states[n % 6], "due": TODAY + timedelta(n - 6), "unit": units[n % 4][1]}
        for n in range(64)
    ]
    return [row for row in rows if chosen in (None, row["state"][0])]


def ready_row(row: dict) -> dict:
    """Dates, links and badges as text, made in the view: what a list of 50 rows costs is mostly this. [perf 1c]"""
    letters, number = "KHRMDTPSVN", row["number"]
    return {
        "code": f"{letters[number % 10]}{number % 9 + 1}-{number % 8 + 2}{letters[number // 7 % 10]}Z",
        "url": "/komponenter/arende/",
        "unit": row["unit"],
        "badge": badge(row["state"][1], row["state"][2]),
        "due": dates.day(row["due"]),
        "due_iso": row["due"].isoformat(),
        "words": dates.due_in_words(row["due"], TODAY),
        "due_is": dates.due_is(row["due"], TODAY),
    }


def why() -> list[Who]:
    return [
        Who("Du", "Du är sammankallande, så länge ärendet är öppet."),
        Who("Ekbackens skola", "Skolan har väckt ärendet. Den ser sina egna uppgifter."),
        Who("Fyra chefer", "Samtycket omfattar deras verksamheter.", until="Till och med mötet."),
        Who("Alla andra", "Arbetsgrupp, styrgrupp, sekretariat och administratörer ser bara antal.", sees=False),
    ]


def clock(title: str = "Kalla inom två veckor", **changed: Any) -> ClockFace:
    return clock_face(title, **{"started_on": STARTED, "due_on": DUE, "today": TODAY, **changed})


def drawings() -> dict[str, charts.Chart]:
    return {"bars": _bars(), "lines": _lines(), "spider": _spider(), "heat": _heat(), "timeline": _timeline()}


def _bars() -> charts.Chart:
    rows = [charts.Bar(name, now, then, own=index == 0) for index, (name, now, then) in enumerate(content()["areas"])]
    return charts.bars(
        "Norrberga och Sjövik tog upp flest ärenden, 31 av 82",
        rows,
        key="ba",
        now="2025",
        before="2024",
        own_words="Ert område 2025",
        other_words="Andra områden 2025",
        heading="Område",
    )


def _lines() -> charts.Chart:
    return charts.lines(
        "Andelen kallade inom två veckor har stigit från 55 till 81 procent på fem år",
        ["2021", "2022", "2023", "2024", "2025"],
        [
            charts.Series("Norrberga och Sjövik", [55, 60, 65, 70, 81]),
            charts.Series("Regionen", [52, 57, 61, 66, 73]),
        ],
        key="li",
        top=100,
        goal=100,
        goal_words="Mål: alla inom två veckor",
        heading="År",
    )


def _spider() -> charts.Chart:
    return charts.spider(
        "Åtta av nio områden har ökat sedan 2024, resurserna har minskat",
        content()["axes"],
        [charts.Ring(year, values) for year, values in content()["rings"].items()],
        key="sp",
        heading="Område",
        change_heading="Ändring",
    )


def _heat() -> charts.Chart:
    cells: dict[tuple[str, str], int | None] = {("Skola", "BUP"): 27, ("Socialtjänst", "BUP"): 23, ("BUP", "Skola"): 14}
    cells |= {("BUP", "Socialtjänst"): 12, ("Skola", "Habilitering"): 6, ("Socialtjänst", "Habilitering"): None}
    return charts.heat(
        "Skolan om BUP är den vanligaste rutan",
        ["Socialtjänst", "Skola", "BUP", "Habilitering"],
        cells,
        caption="Rad: den som anmäler. Kolumn: den som anmälan gäller.",
        links=dict.fromkeys(cells, "#"),
        corner="Anmäler",
        total="Alla",
        short={"Socialtjänst": "Soc", "Habilitering": "Hab"},
    )


def _timeline() -> charts.Chart:
    marks = [
        charts.Mark("Behovet uppmärksammades", STARTED),
        charts.Mark("Ärendet väcktes", date(2026, 3, 3)),
        charts.Mark("Samtycke inhämtades", date(2026, 3, 4), date(2026, 3, 9), waiting=True),
        charts.Mark("Förfrågan om tid skickades", date(2026, 3, 6)),
    ]
    title = "Elva av fjorton dagar har gått, samtycket tog fem av dem"
    return charts.timeline(title, marks, key="tl", today=TODAY, start=STARTED, due=DUE, due_words="Sista dag att kalla")


def states() -> list[Sample]:
    return [Sample(*state) for state in content()["states"]]


def record() -> dict:
    names = ("people", "events", "steps", "facts", "tasks", "crumbs", "actions")
    events = [(STARTED, "Behovet uppmärksammades"), (date(2026, 3, 9), "Påminnelse, dag 10")]
    plain = {name: content()[name] for name in names}
    return plain | {"why": why(), "clock": clock(events=events), "timeline": _timeline(), "raised": states()[0]}


def refused_form() -> SampleForm:
    form = SampleForm(
        {
            "sent_on": "14 april 2026",
            "way": "written",
            "units": ["soc"],
            "unit": "",
            "words": "Det är bra att ni pratar med varandra.",
        }
    )
    form.add_error("units", "Välj minst två verksamheter. En ensam verksamhet har ingen att dela med.")
    return form


def wizard() -> dict:
    return {"form": refused_form(), "status": 422, "step": 3, "of": 5}


def answers() -> dict:
    return {"answers": content()["answers"]}


def queue() -> dict:
    return {"items": content()["queue"], "rungs": content()["rungs"], "facts": content()["facts"][:2]}


def confirm() -> dict:
    return dict(content()["confirm"])


def start_full() -> dict:
    meetings = {"rows": content()["meetings"]}
    section = registry.StartSection("Mina möten", "ui/rows.html", meetings, link_url="#", link_label="Hela kalendern")
    return start_empty() | {"heading": start.heading(4), "groups": duties(), "sections": [section]}


def start_empty() -> dict:
    words = capfirst(dates.weekday_year(TODAY))
    return {"heading": start.heading(0), "today_words": words, "groups": [], "sections": []}


def components() -> dict:
    """Everything the catalogue page shows."""
    plain = {name: content()[name] for name in ("jobs", "scores", "table", "heads")}
    return (
        record()
        | queue()
        | answers()
        | plain
        | {
            "states": states(),
            "groups": duties(),
            "clocks": [{"key": f"klocka-{n}", "clock": clock(**changed)} for n, changed in enumerate(CLOCKS)],
            "form": SampleForm(),
            "refused": refused_form(),
            "charts": drawings(),
            "pages": TITLES.items(),
            "reading": readability.read(HEAVY_TEXT),
            "saved": _("Sparat %(at)s") % {"at": "kl. 10.42"},
        }
    )


PAGES = {
    "oversikt": ("ui/start.html", start_full),
    "oversikt-tom": ("ui/start.html", start_empty),
    "arende": ("ui/catalogue_record.html", record),
    "guide": ("ui/catalogue_wizard.html", wizard),
    "svar": ("ui/catalogue_answers.html", answers),
    "ko": ("ui/catalogue_queue.html", queue),
    "bekrafta": ("ui/confirm.html", confirm),
}
TITLES = {
    "oversikt": "Översikt",
    "oversikt-tom": "Översikt utan något att göra",
    "lista": "Lista",
    "arende": "Post med steg och klocka",
    "guide": "Guide, med fel att rätta",
    "svar": "Guide, kontrollera dina svar",
    "ko": "Kö",
    "bekrafta": "Bekräfta",
    "fel-403": "Fel: du får inte göra det här (403)",
    "fel-404": "Fel: sidan finns inte (404)",
    "fel-422": "Fel: det går inte att göra nu (422)",
    "fel-429": "Fel: för många försök (429)",
    "fel-500": "Fel hos oss (500)",
    "fel-503": "Fel: portalen är stängd en kort stund (503)",
}

"""Invented content for the catalogue: no person, unit or case in it exists."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _

from core.ui import charts, dates, registry, start
from core.ui.clocks import clock_face
from core.ui.fields import DayField, LongText, ManyPicks, Picks
from core.ui.forms import FilterForm, Form
from core.ui.registry import Duty, Who
from core.ui.rows import badge

TODAY = date(2026, 3, 10)
UNITS = [("soc", "Barnenheten Norrberga, socialtjänsten"), ("bup", "BUP Sjövik"), ("hab", "Habiliteringen Öst"), ("skola", "Lindhaga skola")]
STATES = [
    ("raised", "Ska kallas", "soon"),
    ("convened", "Kallat", "now"),
    ("resolved", "Löst", "ok"),
    ("unresolved", "Inte löst", "late"),
    ("closed", "Avslutat", "stopped"),
    ("new", "Inte påbörjat", ""),
]
CLOCKS: list[dict] = [
    {},
    {"title": "Sista dagen", "today": date(2026, 3, 13)},
    {"title": "Över tiden", "today": date(2026, 3, 17)},
    {"title": "Klart i tid", "ended_on": date(2026, 3, 9)},
    {"title": "Klart för sent", "ended_on": date(2026, 3, 17)},
    {"title": "Pausad", "paused": True},
]
AXES = ["Samordnade regelverk", "Tydliga mål", "God förankring", "Tillräckliga resurser", "Ändamålsenlig organisation"]
AXES += ["God dokumentation", "Gemensam syn", "Kunskap om frågan", "Kunskap om varandra"]


@dataclass(frozen=True)
class Sample:
    """Something with a status, as a model has."""

    status: str
    label: str
    status_is: str

    def get_status_display(self) -> str:
        return self.label


class SampleFilter(FilterForm):
    lage = forms.ChoiceField(label="Läge", choices=[("", "Alla"), *((key, label) for key, label, _is in STATES)])
    omrade = forms.ChoiceField(label="Område", choices=[("", "Alla områden"), ("n", "Norrberga"), ("s", "Sjövik")])


class SampleForm(Form):
    sent_on = DayField(label="Vilken dag skrevs det under?", help_text="Till exempel 9 3 2026", latest=TODAY)
    form = forms.ChoiceField(
        label="Hur har samtycket lämnats?",
        choices=[("written", "Skriftligt"), ("oral", "Muntligt, familjen är med på mötet")],
        widget=Picks,
    )
    units = forms.MultipleChoiceField(label="Vilka verksamheter får dela uppgifter med varandra?", choices=UNITS, widget=ManyPicks)
    unit = forms.ChoiceField(label="Vem samordnar?", choices=[("", "Välj verksamhet"), *UNITS])
    words = LongText(label="Vad säger barnet om mötet?", help_text="Skriv barnets egna ord och hur du frågade.", required=False)
    sure = forms.BooleanField(label="Jag har berättat vad samtycket innebär")


def duties() -> list[start.DutyGroup]:
    rows = [
        Duty("Justera minnesanteckningarna", "#", "Justera texten", TODAY - timedelta(4), "individforum 26 februari", "M2-8HV"),
        Duty("Komplettera samtycket", "#", "Komplettera", TODAY, "två vårdnadshavare, en har svarat", "H5-7PN"),
        Duty("Kalla chefer till individforum", "#", "Kalla till möte", TODAY + timedelta(3), "två veckor sedan behovet uppmärksammades", "K7-4QZ"),
        Duty("Lämna text till årsuppföljningen", "#", "Skriv texten", TODAY + timedelta(36), "BUS Norrberga och Sjövik, avsnittet om individforum"),
    ]
    return start.group_duties(rows, TODAY)


def list_rows(form) -> list[dict]:
    chosen = form.chosen.get("lage")
    rows = [
        {"number": n, "state": STATES[n % len(STATES)], "due": TODAY + timedelta(n - 6), "unit": UNITS[n % len(UNITS)][1]}
        for n in range(64)
    ]
    return [row for row in rows if chosen in (None, row["state"][0])]


def ready_row(row: dict) -> dict:
    """Dates and links as text, made in the view: what a list of 50 rows costs is mostly this. [perf 1c]"""
    letters = "KHRMDTPSVN"
    code = f"{letters[row['number'] % 10]}{row['number'] % 9 + 1}-{row['number'] % 8 + 2}{letters[row['number'] // 7 % 10]}Z"
    return {
        "code": code,
        "url": "/komponenter/arende/",
        "unit": row["unit"],
        "badge": badge(row["state"][1], row["state"][2]),
        "due": dates.day(row["due"]),
        "due_iso": row["due"].isoformat(),
        "words": dates.due_in_words(row["due"], TODAY),
        "due_is": dates.due_is(row["due"], TODAY),
    }


def people() -> list[dict]:
    return [
        {"name": "Eva Norling", "detail": "Enhetschef, Barnenheten Norrberga", "mandate": "Har mandat", "mandate_ok": True, "answer": "Kan komma", "answer_is": "ok"},
        {"name": "Nadja Öberg", "detail": "Enhetschef, BUP Sjövik", "mandate": "Får inte besluta om insatsen", "url": "#", "button": "Be om ersättare"},
        {"name": "Peter Sjögren", "detail": "Verksamhetschef, Habiliteringen Öst", "mandate": "Har mandat", "mandate_ok": True, "answer": "Har inte svarat", "answer_is": "soon"},
    ]


def why() -> list[Who]:
    return [
        Who("Du", "Du är sammankallande, så länge ärendet är öppet."),
        Who("Ekbackens skola", "Skolan har väckt ärendet. Den ser sina egna uppgifter."),
        Who("Fyra chefer", "Samtycket omfattar deras verksamheter.", until="Till och med mötet."),
        Who("Alla andra", "Arbetsgrupp, styrgrupp, sekretariat och administratörer ser bara antal.", sees=False),
    ]


def events() -> list[dict]:
    return [
        {"iso": "2026-02-27", "at": "27 februari", "title": "Behovet uppmärksammades", "detail": "Ekbackens skola. Klockan på två veckor startade."},
        {"iso": "2026-03-03", "at": "3 mars kl. 9.12", "title": "Ärendet väcktes", "detail": "Lena Fors, Ekbackens skola"},
        {"iso": "2026-03-09", "at": "9 mars kl. 18.47", "title": "Samtycket är komplett", "detail": "Båda vårdnadshavarna har skrivit under"},
    ]


def clock(**changed):
    title = changed.pop("title", "Kalla inom två veckor")
    values = {"started_on": date(2026, 2, 27), "due_on": date(2026, 3, 13), "today": TODAY, **changed}
    return clock_face(title, **values)


def drawings() -> dict[str, charts.Chart]:
    years = ["2021", "2022", "2023", "2024", "2025"]
    marks = [
        charts.Mark("Behovet uppmärksammades", date(2026, 2, 27)),
        charts.Mark("Ärendet väcktes", date(2026, 3, 3)),
        charts.Mark("Samtycke inhämtades", date(2026, 3, 4), date(2026, 3, 9), waiting=True),
        charts.Mark("Förfrågan om tid skickades", date(2026, 3, 6)),
    ]
    areas = [("Norrberga och Sjövik", 31, 27), ("Almlunda", 24, 22), ("Västerhamn", 19, 21), ("Ekholmen", 8, 8), ("Lillån", None, None)]
    names = ["Socialtjänst", "Skola", "BUP", "Habilitering"]
    cells: dict[tuple[str, str], int | None] = {("Skola", "BUP"): 27, ("Socialtjänst", "BUP"): 23, ("BUP", "Skola"): 14}
    cells |= {("BUP", "Socialtjänst"): 12, ("Skola", "Habilitering"): 6, ("Socialtjänst", "Habilitering"): None}
    return {
        "bars": charts.bars(
            "Norrberga och Sjövik tog upp flest ärenden, 31 av 82",
            [charts.Bar(name, now, before, own=index == 0) for index, (name, now, before) in enumerate(areas)],
            key="ba", now="2025", before="2024", own_words="Ert område 2025", other_words="Andra områden 2025", heading="Område",
        ),
        "lines": charts.lines(
            "Andelen kallade inom två veckor har stigit från 55 till 81 procent på fem år",
            years,
            [charts.Series("Norrberga och Sjövik", [55, 60, 65, 70, 81]), charts.Series("Regionen", [52, 57, 61, 66, 73])],
            key="li", top=100, goal=100, goal_words="Mål: alla inom två veckor", heading="År",
        ),
        "spider": charts.spider(
            "Åtta av nio områden har ökat sedan 2024, resurserna har minskat",
            AXES,
            [
                charts.Ring("2025", [5.9, 6.8, 6.6, 4.4, 6.9, 5.8, 7.2, 7.5, 7.4]),
                charts.Ring("2024", [5.4, 6.1, 6.2, 4.7, 6.4, 5.2, 6.6, 6.8, 6.6]),
                charts.Ring("2023", [5.1, 5.6, 5.9, 4.8, 6.0, 5.4, 6.2, 6.4, 5.9]),
            ],
            key="sp", heading="Område", change_heading="Ändring",
        ),
        "heat": charts.heat(
            "Skolan om BUP är den vanligaste rutan", names, cells, caption="Rad: den som anmäler. Kolumn: den som anmälan gäller.",
            links={pair: "#" for pair in cells}, corner="Anmäler", total="Alla",
            short={"Socialtjänst": "Soc", "Habilitering": "Hab"},
        ),
        "timeline": charts.timeline(
            "Elva av fjorton dagar har gått, samtycket tog fem av dem", marks, key="tl",
            today=TODAY, start=date(2026, 2, 27), due=date(2026, 3, 13), due_words="Sista dag att kalla",
        ),
    }


def record() -> dict:
    return {
        "people": people(),
        "why": why(),
        "events": events(),
        "clock": clock(events=[(date(2026, 2, 27), "Behovet uppmärksammades"), (date(2026, 3, 9), "Påminnelse, dag 10")]),
        "timeline": drawings()["timeline"],
        "steps": steps(),
        "facts": facts(),
        "raised": Sample(*STATES[0]),
        "crumbs": [{"label": "Barn och planer", "url": "#"}, {"label": "Individforum", "url": "#"}],
        "actions": [{"label": "Kalla till möte", "url": "#", "icon": "calendar-plus", "primary": True}, {"label": "Lämna tillbaka ärendet", "url": "#"}],
        "tasks": tasks(),
    }


def steps() -> list[dict]:
    return [
        {"title": "Väckt", "detail": "3 mars, Ekbackens skola", "state": "done"},
        {"title": "Ska kallas", "detail": "senast 13 mars, du", "state": "now"},
        {"title": "Möte", "detail": "förslag 19 mars kl. 13.00", "state": ""},
        {"title": "Beslut", "detail": "på mötet", "state": ""},
    ]


def facts() -> list[dict]:
    return [
        {"term": "Frågan", "text": "Vem samordnar stödet när skolan, socialtjänsten och BUP gör olika bedömningar av skolgången?"},
        {"term": "Det här har prövats", "text": "Två SIP-möten, 14 januari och 5 februari.\nSkoldagen och behandlingen krockar."},
        {"term": "Väckt av", "text": "Lena Fors", "detail": "biträdande rektor, Ekbackens skola"},
        {"term": "Grupp", "text": "Styrgruppen Norrberga och Sjövik", "url": "#"},
    ]


def tasks() -> list[dict]:
    return [
        {"title": "Barnets och vårdnadshavarnas mening", "badge": "Klart", "badge_is": "ok"},
        {"title": "Familjens egna insatser", "url": "#", "badge": "Saknas", "badge_is": "soon"},
    ]


def refused_form() -> SampleForm:
    sent = {"sent_on": "14 april 2026", "form": "written", "units": ["soc"], "unit": "", "words": "Det är bra att ni pratar med varandra."}
    form = SampleForm(sent)
    form.is_valid()
    if "units" not in form.errors:
        form.add_error("units", "Välj minst två verksamheter. En ensam verksamhet har ingen att dela med.")
    return form


def wizard() -> dict:
    return {"form": refused_form(), "status": 422, "step": 3, "of": 5}


def answers() -> dict:
    rows = [
        {"question": "Vilken dag uppmärksammades behovet?", "text": "27 februari 2026", "url": "#"},
        {"question": "Vad har ni prövat?", "text": "Två SIP-möten, 14 januari och 5 februari.", "url": "#"},
        {"question": "Vilka verksamheter behövs?", "lines": [label for _key, label in UNITS], "url": "#"},
        {"question": "Samtycke", "missing": True, "url": "#"},
    ]
    return {"answers": rows}


def queue() -> dict:
    items = [
        {"url": "#", "code": "AV-26-035", "wait": "3 dagar över", "is": "late", "title": "Oenighet om vem som betalar stöd i hemmet", "meta": "Socialtjänst om habilitering"},
        {"url": "#", "code": "AV-26-036", "wait": "2 dagar kvar", "is": "soon", "title": "Chefen på mötet fick inte besluta", "meta": "Socialtjänst om BUP"},
        {"url": "#", "code": "AV-26-038", "wait": "14 dagar kvar", "is": "", "title": "Kallad verksamhet kom inte och skickade ingen ersättare", "meta": "Skola om BUP", "current": True},
    ]
    rungs = [
        {"title": "Närmaste chefer", "detail": "Ingen lösning", "time": "6 dagar", "time_detail": "29 januari–4 februari", "state": "done"},
        {"title": "Individforum", "detail": "Frågan är principiell", "time": "20 dagar", "time_detail": "4–24 februari", "state": "done"},
        {"title": "Sekretariatet", "detail": "Jonas Hellman handlägger", "time": "14 dagar kvar", "time_detail": "14 av 28 har gått", "state": "now"},
        {"title": "BUSSAM", "detail": "Om frågan behöver beslut i regionen", "time_detail": "Vid behov"},
    ]
    return {"items": items, "rungs": rungs, "facts": facts()[:2]}


def confirm() -> dict:
    return {
        "title": "Återkalla samtycket?",
        "text": "Det går inte att ångra. Behövs ett nytt samtycke får familjen lämna det på nytt.",
        "effects": ["Mötet 19 mars ställs in.", "Fyra chefer får besked om att ärendet har dragits tillbaka.", "Ingen av dem kan längre läsa ärendet."],
        "verb": "Återkalla samtycket",
        "back_url": "/komponenter/",
        "url": "/komponenter/",
        "danger": True,
    }


def start_full() -> dict:
    rows = [{"title": "Individforum", "url": "#", "code": "R4-9TC", "detail": "Onsdag kl. 13.00–14.30, rum 3", "badge": "4 av 5 har svarat", "badge_is": "soon", "iso": "2026-03-11", "day": 11, "month": "mars"}]
    section = registry.StartSection("Mina möten", "ui/rows.html", {"rows": rows}, link_url="#", link_label="Hela kalendern")
    groups = duties()
    return {"heading": start.heading(4), "today_words": dates.weekday_year(TODAY).capitalize(), "groups": groups, "sections": [section]}


def start_empty() -> dict:
    return {"heading": start.heading(0), "today_words": dates.weekday_year(TODAY).capitalize(), "groups": [], "sections": []}


def components() -> dict:
    """Everything the catalogue page shows."""
    shared = record() | queue() | answers()
    return shared | {
        "states": [Sample(*state) for state in STATES],
        "groups": duties(),
        "clocks": [{"key": f"klocka-{n}", "clock": clock(**changed)} for n, changed in enumerate(CLOCKS)],
        "form": SampleForm(),
        "refused": refused_form(),
        "charts": drawings(),
        "jobs": [
            {"title": "Årsrapport 2025", "percent": 40, "step": "Ritar diagram, 4 av 10", "state": "running", "key": "jobb-1"},
            {"title": "Årsrapport 2024", "state": "done", "message": "Klar i dag kl. 8.05", "result_url": "#", "result_label": "Hämta rapporten (PDF)", "key": "jobb-2"},
            {"title": "Årsrapport 2023", "state": "failed", "message": "Underlag saknas för hösten 2023. Komplettera och försök igen.", "key": "jobb-3"},
        ],
        "scores": [
            {"label": "Kallade inom två veckor", "url": "#", "number": "81\u00a0%", "detail": "70 % året före", "badge": "Bättre, inte framme", "badge_is": "soon"},
            {"label": "Ärenden i individforum", "url": "#", "number": "31", "detail": "27 året före, inget mål", "badge": "Följs"},
        ],
        "table": [[{"text": "Styrgruppen", "url": "#", "label": ""}, {"text": "2 möten", "label": "Möten"}, {"badge": "Hålls", "is": "ok", "label": "Läge"}], [{"text": "Arbetsgruppen", "label": ""}, {"text": "1 möte", "label": "Möten"}, {"badge": "Försenat", "is": "late", "label": "Läge"}]],
        "heads": ["Grupp", "Möten", "Läge"],
        "pages": sorted(PAGES) + ["lista", "fel-403", "fel-404", "fel-500"],
        "saved": _("Sparat %(at)s") % {"at": "kl. 10.42"},
    }


PAGES = {
    "oversikt": ("ui/start.html", start_full),
    "oversikt-tom": ("ui/start.html", start_empty),
    "arende": ("ui/catalogue_record.html", record),
    "guide": ("ui/catalogue_wizard.html", wizard),
    "svar": ("ui/catalogue_answers.html", answers),
    "ko": ("ui/catalogue_queue.html", queue),
    "bekrafta": ("ui/confirm.html", confirm),
}

"""Documents as their owners would hand them over: invented people, places and figures."""

from datetime import UTC, datetime

from core.ui.charts import Bar, Chart, Series, bars, lines

TEXT = """Fler ärenden har tagits upp och fler har kallats i tid. Väntan har minskat sedan varje enhet har fått en
namngiven ersättare, och kallelsen går till både chef och ersättare. Pojkar är fler än flickor i individforum alla år.
Gruppen vet inte varför och har bett skolan och BUP att se över hur behov uppmärksammas hos flickor.""".replace(
    "\n", " "
)
CREATED_AT = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)


def line_chart() -> Chart:
    return lines(
        "Andelen kallade inom två veckor har stigit från 55 till 81 procent på fem år",
        ["2021", "2022", "2023", "2024", "2025"],
        [Series("Området", [55, 60, 65, 70, 81]), Series("Regionen", [52, 57, 61, 66, 73])],
        key="linje",
        goal=100,
        goal_words="Mål: alla inom två veckor",
        top=100,
    )


def bar_chart() -> Chart:
    return bars(
        "Rinkeby-Kista tog upp flest ärenden, 25 av 31",
        [Bar("Rinkeby-Kista", 25, 21, own=True), Bar("Hässelby-Vällingby", None), Bar("Spånga-Tensta", None)],
        key="stapel",
        now="2025",
        before="2024",
    )


def _figure(code, title, sentence, **more):
    return {
        "code": code,
        "title": title,
        "sentence": sentence,
        "chart": None,
        "chart_title": "",
        "note": "",
        "definition": "Ett ärende räknas en gång, det år då det första mötet hölls.",
        "period": "1 januari–31 december 2025",
        "counted_at": "10 mars 2026 kl. 6.00",
        "formula_version": f"{code}, version 1",
        "target": "",
        "outcome": "",
        "outcome_label": "",
    } | more


def _table(caption, head, labels, rows, foot=None):
    return {
        "caption": caption,
        "head": head,
        "columns": [{"label": label, "number": True} for label in labels],
        "rows": [{"head": name, "cells": cells, "own": own} for name, cells, own in rows],
        "foot": foot,
    }


def figures():
    by_sex = ["Flickor", "Pojkar", "Annat", "Okänt", "Alla"]
    return [
        _figure(
            "I-01",
            "Ärenden i individforum",
            "31 ärenden togs upp i individforum, fyra fler än året före.",
            value="31",
            previous="27",
            chart=bar_chart(),
            chart_title="Antal ärenden per stadsdel",
            table=_table(
                "Antal ärenden per stadsdel och kön 2025",
                "Stadsdel",
                by_sex,
                [
                    ("Rinkeby-Kista", ["10", "15", "0", "0", "25"], True),
                    ("Hässelby-Vällingby", ["<5", "<5", "0", "0", "<5"], False),
                    ("Spånga-Tensta", ["<5", "<5", "0", "0", "<5"], False),
                ],
                {"head": "Hela området", "cells": ["13", "18", "0", "0", "31"]},
            ),
            note="<5 betyder en till fyra. Så små tal visas inte, för att ingen ska kunna kännas igen.",
        ),
        _figure(
            "I-02",
            "Ärenden som behövde lösas i styrgruppen",
            "6 av 31 ärenden kunde inte lösas i individforum utan gick vidare till styrgruppen.",
            value="6",
            previous="7",
            definition="Ärenden som lyftes till styrgruppen, delat med ärenden som fick sitt första utfall.",
            table=_table(
                "Utfall efter individforum",
                "Utfall",
                ["2024", "2025"],
                [("Lösta i individforum", ["20", "25"], False), ("Lösta i styrgruppen", ["7", "6"], False)],
                {"head": "Alla", "cells": ["27", "31"]},
            ),
        ),
        _figure(
            "I-03",
            "Avvikelserapporter",
            "22 avvikelser lämnades under året. Tre av fyra handlar om att kallade inte kom och saknade ersättare.",
            value="22",
            previous="17",
            table=_table(
                "Antal avvikelser efter den nivå de nådde",
                "Nivå",
                ["2024", "2025"],
                [
                    ("Närmaste chef", ["9", "10"], False),
                    ("Gruppen", ["–", "7"], False),
                    ("Sekretariatet", ["<5", "5"], False),
                ],
                {"head": "Alla", "cells": ["17", "22"]},
            ),
            note="Ett streck betyder att talet är dolt, för att ett annat litet tal annars kunde räknas ut.",
        ),
        _figure(
            "I-04",
            "Kallade inom två veckor",
            "25 av 31 ärenden kallades inom två veckor. Sex familjer fick vänta längre.",
            value="81 %",
            previous="70 %",
            target="100 %",
            outcome="late",
            outcome_label="Inte nått",
            chart=line_chart(),
            chart_title="Andel av årets ärenden, procent",
            definition=(
                "Ärenden där kallelsen gick ut senast 14 dagar efter att behovet uppmärksammades, delat med alla "
                "ärenden som väcktes under året. Öppna ärenden som har gått över tiden räknas som missade."
            ),
            table=_table(
                "Kallade i tid",
                "År",
                ["Kallade i tid", "Området", "Regionen"],
                [
                    ("2025", ["25 av 31", "81 %", "73 %"], True),
                    ("2024", ["19 av 27", "70 %", "66 %"], False),
                    ("2023", ["17 av 26", "65 %", "61 %"], False),
                    ("2022", ["15 av 25", "60 %", "57 %"], False),
                    ("2021", ["12 av 22", "55 %", "52 %"], False),
                ],
            ),
            note="Median 10 dagar, längsta väntan 23 dagar.",
        ),
    ]


def report():
    return {
        "report": {
            "title": "Årsuppföljning 2025",
            "region": "Region Stockholm",
            "area": "BUS Rinkeby-Kista och Spånga-Tensta",
            "period": "1 januari–31 december 2025",
            "facts": [
                {"term": "Överenskommelse", "text": "Samverkan kring barn i behov av särskilt stöd (BUS)"},
                {"term": "Gjord av", "text": "Łukasz Čapek, ordförande i lokal styrgrupp"},
                {"term": "Antagen", "text": "Lokala styrgruppens möte 26 februari 2026, punkt 4"},
                {"term": "Version", "text": "1, fastställd 10 mars 2026"},
            ],
            "summary": [figure["sentence"] for figure in figures()],
            "small_counts": "Tal från 1 till 4 visas som <5. Ett tal till i raden döljs när de annars kunde räknas ut.",
            "figures": figures(),
            "sections": [
                {
                    "id": "analys",
                    "heading": "Gruppens analys",
                    "paragraphs": [TEXT],
                    "parts": [
                        {
                            "heading": "Jämställdhet",
                            "paragraphs": [TEXT],
                        },
                        {
                            "heading": "Effekter för barnen",
                            "paragraphs": [TEXT],
                        },
                    ],
                },
                {
                    "id": "hinder",
                    "heading": "Hinder och vad vi gjorde åt dem",
                    "paragraphs": [TEXT],
                    "parts": [],
                },
            ],
            "method": [
                {"term": "Källa", "text": "BUS-portalens egna händelser. Inga tal är ifyllda för hand."},
                {"term": "Tid", "text": "Talen räknades en gång, 10 mars 2026 kl. 6.00, och ändras inte sedan."},
                {"term": "Kontrollerat av", "text": "En annan person än den som gjorde rapporten."},
            ],
            "distribution": [
                {"term": "BUSSAM:s sekretariat", "text": "Sammanställning för länet"},
                {"term": "Samrådsgruppen", "text": "Frågor som lyfts"},
            ],
        }
    }


def certificate():
    return {
        "certificate": {
            "region": "Region Stockholm",
            "area": "BUS Rinkeby-Kista och Spånga-Tensta",
            "code": "DL-01",
            "heading": "Kallelse till individforum inom två veckor",
            "subject": "Ärende K7M2-X4QD",
            "outcome": "ok",
            "verdict": "Uppfylld i tid",
            "sentence": "Kallelsen gick ut den 9 mars 2026, den elfte av fjorton dagar.",
            "facts": [
                {"term": "Började", "text": "26 februari 2026, dagen behovet uppmärksammades"},
                {"term": "Skulle ske", "text": "senast 12 mars 2026"},
                {"term": "Skedde", "text": "9 mars 2026"},
                {"term": "Ansvarig", "text": "Sammankallande för individforum, Rinkeby-Kista"},
            ],
            "events": [
                {"on": "26 februari 2026", "what": "Behovet uppmärksammades", "who": "Resursenheten, Kvarnbyskolan"},
                {"on": "5 mars 2026", "what": "Påminnelse, sju dagar kvar", "who": "Portalen"},
                {"on": "9 mars 2026", "what": "Kallelsen gick ut", "who": "Sammankallande för individforum"},
            ],
            "rule": [
                {"term": "Längd", "text": "14 kalenderdagar"},
                {"term": "Räknas från", "text": "dagen efter att behovet uppmärksammades"},
                {"term": "Version", "text": "1, gäller från 1 januari 2024"},
                {"term": "Stöd", "text": "Lokal överenskommelse, avsnittet om individforum"},
            ],
            "frozen_at": "9 mars 2026 kl. 14.20",
            "seal": "9f2c61d4a07be8831c5d40f6ab92e7730d18c4559e60fa7b2c83d1954ae6f012",
            "verify": "Driften kan när som helst räkna om utfallet ur underlaget och jämföra sigillet.",
        }
    }


def minutes():
    return {
        "minutes": {
            "region": "Region Stockholm",
            "forum": "BUS individforum Rinkeby-Kista",
            "heading": "Protokoll från individforum 9 mars 2026",
            "code": "Ärende K7M2-X4QD",
            "state": "Justerat och låst, version 1",
            "privacy": "Protokollet omfattas av sekretess och lämnas bara till dem som samtycket gäller.",
            "facts": [
                {"term": "Tid", "text": "9 mars 2026 kl. 13.00–14.10"},
                {"term": "Plats", "text": "Digitalt"},
                {"term": "Ordförande", "text": "Łukasz Čapek"},
                {"term": "Sekreterare", "text": "Åsa Öström-Ängby"},
                {"term": "Samtycke", "text": "Skriftligt, för detta möte, från båda vårdnadshavarna 2 mars 2026"},
            ],
            "attendance": [
                {"unit": "Socialtjänsten, barn och unga", "person": "Petra Wallin", "part": "Chef med mandat"},
                {"unit": "Kvarnbyskolan", "person": "Ulf Sandberg", "part": "Rektor"},
                {"unit": "BUP Järva", "person": "Samir Lindh", "part": "Ersättare för Eva Norling"},
            ],
            "sections": [
                {
                    "heading": "Varför mötet hölls",
                    "text": "Skolan och BUP gör olika bedömning av vem som ska stå för\nstödet i vardagen.",
                },
                {
                    "heading": "Barnets och familjens syn",
                    "text": "Barnet vill slippa byta skola.\n\nFamiljen vill ha en enda person att ringa.",
                },
                {"heading": "Bedömning", "text": "Forumet är enigt. Frågan ligger inom deltagarnas mandat."},
            ],
            "decisions": [
                {
                    "number": "1",
                    "text": "En gemensam plan skrivs, med en namngiven huvudansvarig.",
                    "unit": "Socialtjänsten",
                    "due": "23 mars 2026",
                },
                {
                    "number": "2",
                    "text": "Resurs i klassrummet tre dagar i veckan till terminens slut.",
                    "unit": "Kvarnbyskolan",
                    "due": "16 mars 2026",
                },
            ],
            "approvals": [
                {"part": "Ordförande", "person": "Łukasz Čapek", "at": "11 mars 2026 kl. 9.15"},
                {"part": "Sekreterare", "person": "Åsa Öström-Ängby", "at": "10 mars 2026 kl. 16.40"},
            ],
        }
    }

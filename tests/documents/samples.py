"""Documents as their owners would hand them over: invented people, places and figures."""

from datetime import UTC, datetime

from django.utils.safestring import mark_safe

CREATED_AT = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)

LINE_CHART = mark_safe(
    """<svg class="chart" viewBox="0 0 500 300" role="img" aria-labelledby="t-line d-line">
<title id="t-line">Linjediagram: andelen kallade inom två veckor har stigit från 55 till 81 procent på fem år</title>
<desc id="d-line">Området ligger över regionen alla år. Målet 100 procent är inte nått.</desc>
<path class="axis" d="M40 270H440"/><text class="faint scale end" x="34" y="274">0</text>
<path class="grid" d="M40 160H440"/><text class="faint scale end" x="34" y="164">50</text>
<path class="goal" d="M40 50H440"/><text class="faint scale end" x="34" y="54">100</text>
<text class="strong" x="46" y="43">Mål: alla inom två veckor</text>
<polyline class="s2" points="48,155.6 140,144.6 232,135.8 324,124.8 416,109.4"/>
<polyline class="s3" points="48,149.0 140,138.0 232,127.0 324,116.0 416,91.8"/>
<rect class="box" x="412" y="104.9" width="9" height="9"/>
<circle class="dot" cx="48" cy="149.0" r="6"/><text class="v mid" x="48" y="139">55</text>
<circle class="dot" cx="140" cy="138.0" r="6"/><text class="v mid" x="140" y="128">60</text>
<circle class="dot" cx="232" cy="127.0" r="6"/><text class="v mid" x="232" y="117">65</text>
<circle class="dot" cx="324" cy="116.0" r="6"/><text class="v mid" x="324" y="106">70</text>
<circle class="dot" cx="416" cy="91.8" r="6"/><text class="v mid" x="416" y="82">81</text>
<text class="mid faint" x="48" y="290">2021</text><text class="mid faint" x="140" y="290">2022</text>
<text class="mid faint" x="232" y="290">2023</text><text class="mid faint" x="324" y="290">2024</text>
<text class="mid strong" x="416" y="290">2025</text></svg>"""
)
BAR_CHART = mark_safe(
    """<svg class="chart" viewBox="0 0 500 176" role="img" aria-labelledby="t-bar d-bar">
<title id="t-bar">Stapeldiagram: Rinkeby-Kista tog upp flest ärenden, 19 av 31</title>
<desc id="d-bar">En stapel per stadsdel för 2025 och ett streck för 2024. Spånga-Tensta visas inte med tal.</desc>
<text class="strong" x="0" y="13">Rinkeby-Kista</text><rect class="bar own" x="0" y="20" width="418" height="16"/>
<path class="tick" d="M364 17v22"/><text class="v" x="428" y="33">19</text>
<text x="0" y="57">Hässelby-Vällingby</text><rect class="bar" x="0" y="64" width="176" height="16"/>
<path class="tick" d="M198 61v22"/><text class="v" x="186" y="77">8</text>
<text x="0" y="101">Spånga-Tensta</text><rect class="few" x="1" y="108" width="50" height="15"/>
<text class="faint" x="61" y="121">färre än 5</text></svg>"""
)


def _figure(code, title, sentence, **more):
    return {
        "code": code,
        "title": title,
        "sentence": sentence,
        "chart": "",
        "chart_title": "",
        "note": "",
        "definition": "Ett ärende räknas en gång, det år då det första mötet hölls. Två möten om samma ärende är ett ärende.",
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
            chart=BAR_CHART,
            chart_title="Antal ärenden per stadsdel 2025, streck för 2024",
            table=_table(
                "Antal ärenden per stadsdel och kön 2025",
                "Stadsdel",
                by_sex,
                [
                    ("Rinkeby-Kista", ["8", "11", "0", "0", "19"], True),
                    ("Hässelby-Vällingby", ["–", "–", "0", "0", "8"], False),
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
            definition="Ärenden som lyftes till styrgruppen under året, delat med ärenden som fick sitt första utfall under året.",
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
                    ("Gruppen", ["5", "7"], False),
                    ("Sekretariatet", ["–", "5"], False),
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
            chart=LINE_CHART,
            chart_title="Andel av årets ärenden, procent. Heldragen: området. Streckad: regionen",
            definition=(
                "Ärenden där kallelsen gick ut senast 14 dagar efter att behovet uppmärksammades, delat med alla ärenden "
                "som väcktes under året. Öppna ärenden som har gått över tiden räknas som missade."
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
            "small_counts": "Tal från 1 till 4 visas som <5, och ett tal till i raden döljs när de annars kunde räknas ut.",
            "figures": figures(),
            "sections": [
                {
                    "id": "analys",
                    "heading": "Gruppens analys",
                    "paragraphs": [
                        "Fler ärenden har tagits upp och fler har kallats i tid. Väntan har minskat sedan varje enhet "
                        "har fått en namngiven ersättare, och kallelsen går till både chef och ersättare."
                    ],
                    "parts": [
                        {
                            "heading": "Jämställdhet",
                            "paragraphs": [
                                "Pojkar är fler än flickor i individforum alla år. Gruppen vet inte varför och har bett "
                                "skolan och BUP att se över hur behov uppmärksammas hos flickor."
                            ],
                        },
                        {
                            "heading": "Effekter för barnen",
                            "paragraphs": [
                                "I sex av tio uppföljda planer säger barnet självt att det har blivit bättre. Underlaget "
                                "är litet och ska läsas med försiktighet."
                            ],
                        },
                    ],
                },
                {
                    "id": "hinder",
                    "heading": "Hinder och vad vi gjorde åt dem",
                    "paragraphs": [
                        "Barn- och ungdomsmedicin saknades på sju av tolv möten. Frågan är lyft till Samrådsgruppen, som "
                        "svarade den 14 november att en kontaktperson utses under våren 2026."
                    ],
                    "parts": [],
                },
            ],
            "method": [
                {"term": "Källa", "text": "BUS-portalens egna händelser. Inga tal är ifyllda för hand."},
                {"term": "Tid", "text": "Talen räknades en gång, 10 mars 2026 kl. 6.00, och ändras inte sedan."},
                {"term": "Kontrollerat av", "text": "En annan person än den som gjorde rapporten."},
            ],
            "distribution": [
                {"to": "BUSSAM:s sekretariat", "text": "Sammanställning för länet"},
                {"to": "Samrådsgruppen", "text": "Frågor som lyfts"},
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
            "privacy": "Protokollet innehåller uppgifter som omfattas av sekretess. Det lämnas bara till dem som samtycket gäller.",
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
                {"heading": "Varför mötet hölls", "text": "Skolan och BUP gör olika bedömning av vem som ska stå för\nstödet i vardagen."},
                {"heading": "Barnets och familjens syn", "text": "Barnet vill slippa byta skola.\n\nFamiljen vill ha en enda person att ringa."},
                {"heading": "Bedömning", "text": "Forumet är enigt. Frågan ligger inom deltagarnas mandat."},
            ],
            "decisions": [
                {"number": "1", "text": "En gemensam plan skrivs, med en namngiven huvudansvarig.", "unit": "Socialtjänsten", "due": "23 mars 2026"},
                {"number": "2", "text": "Resurs i klassrummet tre dagar i veckan till terminens slut.", "unit": "Kvarnbyskolan", "due": "16 mars 2026"},
            ],
            "approvals": [
                {"part": "Ordförande", "person": "Łukasz Čapek", "at": "11 mars 2026 kl. 9.15"},
                {"part": "Sekreterare", "person": "Åsa Öström-Ängby", "at": "10 mars 2026 kl. 16.40"},
            ],
        }
    }

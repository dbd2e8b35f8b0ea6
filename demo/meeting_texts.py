"""What the groups take up in the demo: routines, training, patterns, follow-up; never a child. [P-96]"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from groups.meetings.services.agenda import Topic
from groups.meetings.states import ItemOutcome, ItemPurpose


@dataclass(frozen=True)
class Taken:
    """What somebody takes on: days after the meeting by which, and what came of it when it is done."""

    text: str
    within: int
    result: str = ""


@dataclass(frozen=True)
class Item:
    """A topic, and what the meeting made of it."""

    title: str
    purpose: str = ItemPurpose.DISCUSS
    minutes: int = 15
    background: str = ""
    note: str = ""
    decision: str = ""
    taken: tuple[Taken, ...] = ()
    outcome: str = ItemOutcome.NOTED
    again: str = ""  # what is said when it comes back at the next meeting
    referred: str = ""  # in words: to whom it goes when the group has no mandate
    concerns: str = ""  # whether the decision concerns children, and then how their best was assessed
    interests: Mapping[str, str] = field(default_factory=dict)

    def topic(self, who) -> Topic:
        return Topic(self.title, self.purpose, self.background, self.minutes, who)


@dataclass(frozen=True)
class Said:
    """How one found the meeting: a mark for each of the region's questions, and a line of one's own."""

    scores: tuple[int, ...]
    words: str = ""


# What is written under the headings that the region's template gives each agenda.
HEADINGS = tuple(
    Item(title, note=note)
    for title, note in {
        "Mötet öppnas": "Ordföranden hälsade välkommen. Dagordningen godkändes.",
        "Frågor och beslut": "Varje fråga har en egen punkt.",
        "Frågor utanför mandatet": "Inga fler än de som har en egen punkt.",
        "Hinder för samverkan": "Inga nya hinder har upptäckts.",
        "Målgruppens behov": "Inventeringen pågår. Den tas upp när den är klar.",
        "Frågor till Beredningsgrupp": "Ingen fråga lyfts den här gången.",
        "Information att föra vidare": "Var och en berättar hemma vad som beslutades.",
        "Utvärdering av mötet": "Var och en svarar på frågorna om mötet.",
        "Nästa möte": "Dag, tid och plats står i kallelsen.",
    }.items()
)
PREVIOUS = Item(
    "Föregående protokoll",  # a heading of the template: it takes its place
    ItemPurpose.INFORM,
    10,
    note="Gicks igenom utan ändringar och lades till handlingarna.",
)
PATTERNS = Item(
    "Avvikelser i mönster under terminen",
    minutes=20,
    background="Sekretariatet har sammanställt höstens avvikelser efter kategori. Underlaget visar inga enskilda barn.",
    note="Två saker återkommer: kallelser som kommer sent, och oklart vem som samordnar vid byte av vårdnivå.",
)
ABSENCE = Item(
    "Gemensam rutin för skolfrånvaro",
    ItemPurpose.DECIDE,
    30,
    "Arbetsgruppens förslag: skolan kallar till ett möte efter tio dagars frånvaro. "
    "Socialtjänsten och BUP svarar inom en vecka.",
    "Alla verksamheter ställer sig bakom förslaget. Skolorna vill ha en mall för kallelsen.",
    "Rutinen för skolfrånvaro antas och gäller från terminens början.",
    (
        Taken("Ta fram en mall för kallelsen till mötet om frånvaro", 30, "Mallen ligger hos varje skola."),
        Taken("Informera alla rektorer och elevhälsoteam om rutinen", 150),
    ),
    concerns="assessed",
    interests={
        "investigated": "Elevhälsans enkät och tre års siffror om frånvaro. Barn som är borta länge får stöd för sent.",
        "weighed": "Tio dagar är kort tid för skolorna. Barnens rätt till utbildning vägde tyngre.",
        "considered": "Mötet hålls där barnet är tryggt, och barnet får välja vem som är med.",
        "asked": "Elevråden på tre skolor och ungdomsmottagningens referensgrupp.",
        "mattered": "De ville bli tillfrågade innan mötet. Det står i rutinen.",
    },
)
YEAR_PLAN = Item(
    "Gruppens handlingsplan för året",
    ItemPurpose.DECIDE,
    20,
    "Utkastet finns under Årets arbete. Det har två fokusområden och namn på den som ansvarar för varje aktivitet.",
    "Alla kan stå bakom planen. Den följs upp vid årets slut.",
    "Handlingsplanen antas.",
    concerns="lacking",
)
TRAINING = Item(
    "Utbildning i SIP för nya medarbetare",
    ItemPurpose.DECIDE,
    20,
    "Omkring 40 nya medarbetare i området har inte gått utbildningen.",
    "Två halvdagar räcker om verksamheterna skickar blandade grupper. BUP kan stå för lokalen.",
    "Två halvdagar hålls under våren, med deltagare från alla verksamheter.",
    (Taken("Boka lokal och datum för utbildningen", 45),),
    concerns="nobody",
)
AGREEMENT = Item(
    "Uppföljning av överenskommelsen",
    ItemPurpose.DISCUSS,
    25,
    "Den årliga uppföljningen lämnas till den regionala nivån i mars.",
    "Gruppen behöver fler siffror innan den kan svara. Punkten tas upp igen.",
    outcome=ItemOutcome.CARRIED,
    again="Siffrorna är klara. Arbetsgruppen skriver ett utkast till svar.",
)
WAITING = Item(
    "Väntetider till utredning",
    minutes=20,
    note="Gruppen kan inte besluta om resurser, men ser att väntan påverkar skolgången.",
    outcome=ItemOutcome.REFERRED,
    referred="Hälso- och sjukvårdsförvaltningen",
)
SUBSTITUTES = Item(
    "Ersättare med mandat i varje verksamhet",
    ItemPurpose.DECIDE,
    15,
    "Flera möten har hållits utan att alla verksamheter kunde besluta.",
    "Alla utom en har utsett ersättare.",
    "Varje verksamhet anmäler sin ersättare före nästa möte.",
    (Taken("Anmäl ersättare med mandat från skolan", 30),),
    concerns="nobody",
)
SUMMER = Item(
    "Samarbete under sommarlovet",
    ItemPurpose.DISCUSS,
    20,
    "Vem ringer man när skolan är stängd och en plan behöver ändras?",
    "Socialtjänsten har jour, BUP lämnar ett telefonnummer. En lista tas fram.",
    taken=(Taken("Sammanställ telefonlista för sommaren", 40),),
)
ROUND = Item("Nytt från verksamheterna", ItemPurpose.INFORM, 15, note="Kort runda. Ny enhetschef börjar i januari.")
FORUM_TIMES = Item(
    "Tider för individforum nästa termin", ItemPurpose.DECIDE, 10, "Förslag: varannan tisdag, jämna veckor."
)
TEMPLATE = Item("Mall för kallelsen vid frånvaro", minutes=30, background="Första utkastet, på uppdrag av styrgruppen.")
MATERIAL = Item(
    "Information om SIP till vårdnadshavare", minutes=20, background="På lättläst svenska och fem andra språk."
)
COUNTY = Item("Länets gemensamma uppföljning", ItemPurpose.DECIDE, 40, "Vilka mått alla grupper ska räkna nästa år.")
FIRST_SAID = (
    Said((4, 3, 2, 3), "Vi hann inte med den sista punkten."),
    Said((4, 4, 3, 4)),
    Said((3, 4, 2, 3), "Det var oklart vem som tar frågan om väntetiderna vidare."),
    Said((4, 4, 3, 4)),
)
LAST_SAID = (
    Said((4, 4, 4, 4), "Bra att varje punkt fick en ansvarig."),
    Said((5, 4, 4, 4)),
    Said((4, 3, 5, 4), "Skolan hade gärna fått ordet tidigare."),
    Said((4, 4, 4, 5)),
)

"""What the demo's plans say: invented, warm and plain, about nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One plan's words: the need, the headings, the voices, the goal and what each one does."""

    need: str
    question: str
    works_well: str
    situation: str
    change: str
    best_interests: str
    child: str
    guardian: str
    goal: str
    school: str
    social: str
    health: str
    family: str
    result: str

    def section(self, key: str) -> str:
        """The text under one of the template's headings; empty under those that this plan leaves open."""
        return self.sections().get(key, "")

    def sections(self) -> dict[str, str]:
        texts = {"works_well": self.works_well, "situation": self.situation, "need": self.change}
        return {**texts, "best_interests": self.best_interests}


PLANS = (
    Words(
        need="Barnet orkar inte hela skoldagar. Skolan, BUP och socialtjänsten ger stöd var för sig.",
        question="Hur får barnet en skolvecka som håller?",
        works_well="Tecknar och bygger gärna. Har en nära vän i klassen och en mormor som betyder mycket.",
        situation="Skoldagarna är korta sedan i höstas. Mornarna är svåra och familjen får olika besked av oss.",
        change="Kortare pass med paus, och en vuxen som möter på morgonen.",
        best_interests="Vi har vägt skolgången mot orken. Barnet vill vara i skolan, i en takt som går att hålla.",
        child="Jag vill börja med bild. Det är bra om samma person möter mig varje dag.",
        guardian="Vi behöver en att ringa i stället för tre. Vi vill att det får ta tid.",
        goal="Barnet är i skolan fyra dagar i veckan och känner sig trygg där",
        school="Möter på morgonen och lägger schemat så att det finns pauser",
        social="Ger familjen stöd hemma två kvällar i veckan",
        health="Samtal med barnet varannan vecka, på skolan",
        family="Äter frukost tillsammans och följer med till skolan på måndagar",
        result="Fungerar bra. Barnet säger att mornarna är lugnare.",
    ),
    Words(
        need="Den unga sover på dagarna och är vaken på nätterna. Frånvaron har ökat sedan i våras.",
        question="Hur hjälps vi åt så att dygnet vänder?",
        works_well="Spelar gitarr och är duktig på engelska. Vill träffa sina vänner igen.",
        situation="Den unga är hemma de flesta dagar. Flera av oss har börjat något, men inget hänger ihop.",
        change="En plan i små steg som alla håller sig till, och någon att prata med på kvällen.",
        best_interests="Den unga vill själv bestämma takten. Vi har utgått från det.",
        child="Säg inte att jag är lat. Jag vill vända på dygnet men jag vet inte hur.",
        guardian="Vi är trötta och oroliga. Det känns bra att någon håller ihop det.",
        goal="Den unga sover på natten och kommer till skolan på förmiddagen",
        school="Öppnar musiksalen klockan tio, med en lärare som den unga tycker om",
        social="En kontaktperson ringer på kvällen tre gånger i veckan",
        health="Behandling för sömnen, med uppföljning efter sex veckor",
        family="Lägger undan skärmarna tillsammans klockan tio",
        result="Dygnet har börjat vända. Vi fortsätter.",
    ),
    Words(
        need="Barnet blir ledset och argt på rasterna och säger att ingen lyssnar.",
        question="Vad gör vi så att rasterna blir trygga?",
        works_well="Är snäll mot små barn och bra på fotboll. Säger till när något är orättvist.",
        situation="Lektionerna går bra. Det blir svårt när många rör sig samtidigt. Hemma är det trångt.",
        change="En trygg vuxen på rasten och en plats att vara på när det blir för mycket.",
        best_interests="Barnet vill vara med på rasten. Vi gör rasten lättare i stället för att ta bort den.",
        child="Jag vill vara målvakt. Det är bra när en vuxen är med från början.",
        guardian="Hemma är barnet lugnt. Vi vill att ni ringer också när det har gått bra.",
        goal="Barnet är med på rasterna och går dit med en bra känsla",
        school="En vuxen leder en lek på varje rast",
        social="Ordnar en plats i fotbollslaget och stöd till familjen om bostaden",
        health="Ger skolan råd om hur man möter starka känslor",
        family="Ringer farfar på söndagar och berättar hur veckan har varit",
        result="Rasterna går bra. Barnet är målvakt.",
    ),
    Words(
        need="Barnet kommer tillbaka till skolan efter en lång sjukdom och behöver hjälp att hitta in igen.",
        question="Hur blir vägen tillbaka till skolan lagom lång?",
        works_well="Läser mycket och har hållit kontakt med klassen på nätet hela tiden.",
        situation="Barnet är friskt men orkar lite. Ett syskon har hjälpt till mycket och behöver själv vila.",
        change="Att skolan vet vad läkaren säger, och att ingen skyndar på.",
        best_interests="Vi har tagit hänsyn till hälsan först och till att barnet längtar till sin klass.",
        child="Jag längtar till klassen men vill inte att alla frågar om sjukhuset.",
        guardian="Det går framåt. Vi vill att någon tänker på lillasyster också.",
        goal="Barnet går hela dagar efter lovet",
        school="Börjar med två timmar om dagen och ökar när barnet säger till",
        social="Avlastar familjen en helg i månaden",
        health="Berättar för skolan vad barnet orkar, varje månad",
        family="Bjuder hem två klasskamrater",
        result="Barnet går nästan hela dagar och har varit på kalas.",
    ),
)
DECLINED = ("Vi vill vänta och se hur terminen börjar.", "Vi berättade vad en plan kan ge och ringer igen.")
REFUSED = "De anser att samtalen på skolan räcker tills vidare."
PREPARATION = "Jag tar med schemat och hur det har gått hittills."
CONTRIBUTION = "Barnet har gått hos oss sedan i våras. Samtalen hjälper, mest när de är på skolan."
COST = "Skolan står för lokalen. Socialtjänsten betalar stödet hemma till och med terminens slut."
COORDINATION = "Korttidsvistelsen planeras så att skolveckan blir densamma."
NEED_NOTED = "Barnet drar sig undan och har slutat leka. Familjen säger att det är tyst hemma också."
NEED_TRIED = "Samtal med hemmet och en vuxen som är nära under dagen."
DIMENSIONS = {
    "school": "Klarar ämnena men orkar inte gruppen.",
    "leisure": "Tycker om djur och att vara i skogen.",
}
STEPS = {
    "behov": "Lekar i liten grupp fungerar. Stora samlingar är svåra.",
    "kontakt": "Barnet vill ha hjälp att hitta någon att vara med. Föräldrarna är med på det.",
    "parter": "Familjen har redan en kontakt i socialtjänsten som vi kan fråga.",
}

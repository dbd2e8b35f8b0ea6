"""What people write in the demo: invented, without anybody's name."""

NEEDS = (
    "Barnet orkar inte hela skoldagar och är ofta hemma. Hemma är det oroligt på kvällarna.",
    "Eleven har slutat äta i skolan och vill inte prata om det. Familjen är orolig.",
    "Barnet hamnar i bråk på rasterna och säger att ingen lyssnar.",
    "Frånvaron har ökat sedan i höstas. Eleven sover på dagarna och är vaken på nätterna.",
    "Barnet behöver hjälp med att klara övergången till en ny skola efter en lång sjukdom.",
    "Eleven mår dåligt efter att en förälder har blivit sjuk. Flera stöd har börjat men inget hänger ihop.",
)
TRIED = (
    "Två möten med hemmet och anpassad studiegång. Socialtjänsten och BUP har varit inbjudna men mötena ställdes in.",
    "SIP-möte i våras. Skoldagen och behandlingen krockar och ingen av oss kan ändra ensam.",
    "Elevhälsan har haft samtal varje vecka. Remissen kom tillbaka två gånger.",
    "Vi har kortat dagarna och haft daglig kontakt med familjen. Stödet hemma har inte kommit i gång.",
    "Tre telefonmöten mellan handläggarna. Vi är inte överens om vem som ska börja.",
)
QUESTIONS = (
    "Vem samordnar stödet när skolan, socialtjänsten och BUP gör olika bedömningar av skolgången?",
    "Hur lägger vi upp skoldagen så att behandlingen ryms?",
    "Vilken verksamhet börjar, och när börjar nästa?",
    "Vem håller kontakten med familjen under väntetiden?",
    "Hur delar vi ansvaret för stödet på eftermiddagar och lov?",
)
# By the headings of the minutes' template; the compulsory ones. What is left open is written by whoever tries it.
SECTIONS = {
    "attendance": "Skolan, socialtjänsten och BUP deltog. Var och en hade mandat att besluta för sin verksamhet.",
    "consent": "Samtycket gäller för det här mötet och de verksamheter som deltog.",
    "question": "Vem samordnar stödet så att skolgång och behandling går att förena?",
    "tried": (
        "Ordinarie samarbete och ett gemensamt möte har prövats. Det räckte inte, eftersom bedömningarna skiljer sig."
    ),
    "child_view": "Barnet har sagt att skoldagen är för lång. Vårdnadshavarna vill ha en kontakt i stället för tre.",
    "agreed": "Stödet samordnas av en verksamhet i taget, med ett gemensamt datum för nästa steg.",
    "follow_up": "Den som sammankallar följer upp besluten om sex veckor.",
    "outcome": "Parterna har tagit ställning till frågan. Resultatet framgår av besluten.",
}
LIFTED = "Verksamheterna gör olika bedömningar och är inte överens om vem som ska samordna stödet."
DECISIONS = (
    "Verksamheten samordnar stödet och kallar de andra till uppföljning.",
    "En gemensam plan för skoldagar och behandling tas fram tillsammans med familjen.",
    "Familjen får en fast kontakt som ringer varje vecka.",
)
RESULTS = (
    "Eleven är i skolan fyra dagar i veckan och säger att det känns lugnare.",
    "Familjen vet vem de ska ringa. Stödet har kommit i gång.",
    "Planen följs. Barnet vill fortsätta så.",
)
CHILD_WORDS = (
    "Jag vill gå i skolan men orkar inte när det är stökigt.",
    "Jag vill att ni bestämmer er så jag vet vad som händer.",
    "Det är bra om mamma är med när ni pratar.",
)
SHORTCOMINGS = (
    "Kallelsen besvarades inte och ingen ersättare kom till mötet.",
    "Insatsen skulle börja i maj men dröjde till efter sommaren, utan besked till de andra.",
    "Det var oklart vilken verksamhet som ansvarade för kontakten under väntetiden.",
)

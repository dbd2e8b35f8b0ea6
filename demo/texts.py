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
SECTIONS = (
    "Alla berörda var med. Läget beskrevs kort av den som väckte ärendet.",
    "Vi ser samma behov men har utgått från olika bedömningar. Skolgången behöver gå först.",
    "Stödet samordnas av en verksamhet i taget, med ett gemensamt datum för nästa steg.",
    "Den som ansvarar för beslutet berättar för familjen inom en vecka.",
)
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

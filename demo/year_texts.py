"""What groups write of their year in the demo: about the work together, never about a child."""

SECTIONS = {
    "analysis": (
        "Fler ärenden än tidigare kallas inom två veckor. När tiden inte räcker beror det nästan alltid på att en "
        "verksamhet saknar ersättare med mandat.\n\nVi har därför bestämt att varje verksamhet utser en ersättare "
        "inför "
        "varje termin."
    ),
    "gender_analysis": (
        "Ungefär lika många flickor som pojkar har fått sin fråga prövad. Talen är små och säger lite om ett "
        "enskilt år. "
        "Vi ser att flickors svårigheter oftare uppmärksammas genom frånvaro och går igenom hur skolorna fångar upp "
        "dem."
    ),
    "effects_for_children": (
        "Barnen får besked tidigare om vem som gör vad. Familjer berättar att de slipper upprepa sin historia. "
        "Flera barn "
        "är mer i skolan än före mötet."
    ),
    "obstacles": (
        "Det största hindret har varit att deltagare saknar mandat. Rutinen för kallelser är ändrad så att frågan om "
        "mandat ställs redan i kallelsen."
    ),
    "needs": (
        "Vi behöver en gemensam läsning i hela länet av vem som samordnar när ett barn byter vårdnivå. Frågan är lyft "
        "till den regionala nivån."
    ),
}
VASTMANLAND_ANALYSIS = (
    "Avvikelserna handlar mest om ersättare som saknas och om hur överenskommelsen ska läsas. De flesta löses mellan "
    "cheferna. De principiella har vi lyft till Beredningsgruppen."
)
ANALYSIS = (
    "Områdets bild stämmer med länets. Att ersättare saknas är den vanligaste orsaken till att frågor drar ut på "
    "tiden. "
    "Området har kommit längre än flera andra med att utse ersättare."
)
ANSWER = (
    "Tack för er uppföljning. Frågan om vem som samordnar när ett barn byter vårdnivå tas upp under hösten. Berätta "
    "gärna "
    "för andra grupper hur ni utser ersättare."
)
REGION = {
    "analysis": (
        "I de områden som har skickat sin uppföljning kallas fler ärenden inom två veckor än året före. När tiden inte "
        "räcker beror det oftast på att en verksamhet saknar ersättare med mandat.\n\nAvvikelserna handlar mest om "
        "vem som samordnar när ett barn byter vårdnivå."
    ),
    "equality": (
        "Områdena har olika många ärenden. Det behöver inte betyda att barnen får olika stöd: där fler ärenden tas upp "
        "kan man vara snabbare att se behoven. Vi följer upp varför några områden inte har skickat sin uppföljning."
    ),
    "gender_analysis": (
        "Ungefär lika många flickor som pojkar har fått sin fråga prövad. Flickors svårigheter uppmärksammas oftare "
        "genom frånvaro. Grupperna går igenom hur skolorna fångar upp dem."
    ),
    "priorities": "Varje verksamhet ska ha en ersättare med mandat. En gemensam läsning av vem som samordnar tas fram.",
    "answer": (
        "Tack för era uppföljningar. Frågan om vem som samordnar när ett barn byter vårdnivå tas upp under hösten, och "
        "svaret kommer som en gemensam rutin. Ersättare med mandat blir en stående punkt i alla grupper."
    ),
    "plain": (
        "Skola, socialtjänst och vård i länet hjälps åt för barn som behöver mycket stöd. Fler familjer får en tid "
        "inom två veckor. Ibland dröjer det, för att någon som ska vara med är borta. Därför ska alla ha en som kan "
        "komma i stället."
    ),
}

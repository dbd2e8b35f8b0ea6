"""What people write about collaboration that did not work: invented, about what happened and never about who."""

# By category: what happened, what it led to for the child, what had been tried.
HAPPENED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "absence": (
        (
            (
                "Vi hade kallat till ett gemensamt möte två veckor i förväg. Mottagningen kom inte och skickade ingen "
                "ersättare. Mötet fick ställas in när familjen redan var på plats."
            ),
            "delayed",
            "Vi ringde samma dag och bad om en ny tid.",
        ),
        (
            (
                "Ingen från mottagningen kom till mötet. Vi hade fått ja på kallelsen och fick veta efteråt att "
                "handläggaren var ledig."
            ),
            "delayed",
            "Vi bad mottagningen utse en ersättare nästa gång.",
        ),
    ),
    "missing_mandate": (
        (
            (
                "Den som kom till mötet fick inte besluta om insatsen. Frågan sköts upp till ett nytt möte tre veckor "
                "senare."
            ),
            "delayed",
            "Vi skrev i kallelsen att beslut skulle fattas på mötet.",
        ),
    ),
    "unclear_responsibility": (
        (
            (
                "Remissen kom tillbaka två gånger. Båda verksamheterna skrev att den andra har ansvaret. Eleven "
                "väntade utan stöd hela höstterminen."
            ),
            "without",
            "Två telefonmöten mellan handläggarna, utan att vi blev överens.",
        ),
        (
            "Ingen tog på sig att samordna stödet efter utskrivningen. Familjen fick själv ringa runt.",
            "delayed",
            "Vi tog upp det på ett gemensamt möte.",
        ),
    ),
    "disagreement": (
        (
            "Vi är inte överens om vem som betalar för den gemensamma insatsen. Beslutet har dröjt i sex veckor.",
            "without",
            "Cheferna har pratat i telefon två gånger.",
        ),
        (
            (
                "Kommunen och regionen har tolkat överenskommelsen olika när det gäller stödboende. Båda har avslagit "
                "ansökan."
            ),
            "without",
            "Vi har skickat våra tolkningar till varandra skriftligt.",
        ),
    ),
    "delayed_measure": (
        (
            (
                "Insatsen som vi kom överens om i planen hade inte börjat efter två månader. Ingen hade sagt till de "
                "andra."
            ),
            "delayed",
            "Vi frågade efter insatsen tre gånger.",
        ),
    ),
    "sip_not_offered": (
        (
            (
                "Familjen bad om en samordnad plan men fick till svar att det inte behövs. Tre verksamheter arbetade "
                "vidare "
                "var för sig."
            ),
            "delayed",
            "Vi erbjöd oss att kalla, men fick inget samtycke förmedlat.",
        ),
    ),
    "information_secrecy": (
        (
            (
                "Vi fick ingen information inför mötet, trots att familjen hade samtyckt. Mötet handlade om annat än "
                "det behövde."
            ),
            "none",
            "Vi visade samtycket och bad om underlaget igen.",
        ),
    ),
    "routine": (
        (
            "Rutinen för gemensamma möten var okänd för den nya personalen. Kallelsen gick till fel brevlåda.",
            "none",
            "Vi skickade rutinen och gick igenom den tillsammans.",
        ),
        (
            "Det finns ingen rutin för hur vi lämnar över när ett barn byter skola mitt i terminen.",
            "delayed",
            "Vi gjorde en tillfällig överenskommelse för det här läsåret.",
        ),
    ),
    "transition": (
        (
            "Överlämningen till nästa verksamhet gjordes utan möte. Den nya skolan visste inte vilket stöd som fanns.",
            "delayed",
            "Vi ringde den nya skolan och berättade vad vi får berätta.",
        ),
    ),
}

# By the name of the word a service asks for.
WORDS: dict[str, tuple[str, ...]] = {
    "solution": (
        "Vi utser alltid en ersättare som får besluta, och skriver funktionen i kallelsen.",
        "Vi har bestämt vem som samordnar och när den andra verksamheten tar över.",
        "Insatsen har börjat. Vi stämmer av var fjortonde dag tills den sitter.",
    ),
    "feedback": (
        "Tack för anmälan. Vi har ändrat hur vi kallar och går igenom det på nästa arbetsplatsträff.",
        "Det är löst mellan verksamheterna. Säg till om det händer igen.",
    ),
    "forum": ("Vi är inte överens om vem som börjar, och det enskilda barnet kan inte vänta på att rutinen ändras.",),
    "lift": (
        "Frågan gäller fler än oss. Vi behöver en gemensam läsning av överenskommelsen.",
        "Vi har samma svårighet i flera verksamheter och kan inte lösa den på vår nivå.",
    ),
    "assignment": ("Sekretariatet tar fram ett förslag till gemensam rutin för ersättare med mandat.",),
    "reason": (
        "Samma sak har hänt i flera skolor i området. Det behövs en gemensam regel om ersättare.",
        "Överenskommelsen går att läsa på två sätt och båda sidor följer sin egen läsning.",
    ),
    "suggestion": ("Varje verksamhet utser en fast ersättare med mandat inför varje termin.",),
    "question": ("Hur ofta har det här hänt den senaste terminen, och finns det någon skriven rutin?",),
    "account": (
        "Kallelsen kom till en brevlåda som ingen läste den veckan. Vi håller med om att det inte fick hända.",
        "Vi såg det som att frågan låg hos er. Det stod inte i vår rutin vem som skulle svara.",
    ),
    "action": ("Skriva in i rutinen vem som svarar när någon är borta.", "Gå igenom rutinen på ett gemensamt möte."),
    "outcome": ("Rutinen är ändrad och alla har fått den.", "Genomgången är gjord i båda verksamheterna."),
    "pattern": ("utebliven ersättare", "olika tolkning av överenskommelsen", "otydlig samordning"),
    "answer": (
        "Alla verksamheter ska utse en ersättare med mandat. Vi skriver in det i den gemensamma rutinen till hösten.",
        "Överenskommelsen ska läsas så att den som först uppmärksammar behovet samordnar tills annat är bestämt.",
    ),
}

CAUSES = ("routine_unknown", "routine_unfit", "staffing", "reading", "information")

# A pattern of the secretariat's: what the reports have in common, and what was learnt.
PATTERNS = {
    "utebliven ersättare": (
        "När den som brukar komma är borta vet ingen vem som svarar. Mötet ställs in eller hålls utan beslut.",
        "Skriv in ersättaren redan i kallelsen. Då vet alla vem som kommer, och mötet kan hållas.",
    ),
    "olika tolkning av överenskommelsen": (
        "Två huvudmän läser samma stycke olika, och båda avslår. Barnet väntar medan det reds ut.",
        "Ta upp olika tolkningar med ledningsgruppen första gången de syns. Barnets stöd ska börja under tiden.",
    ),
    "otydlig samordning": (
        "Flera verksamheter är inne samtidigt och ingen håller ihop planeringen.",
        "Bestäm på första mötet vem som samordnar, och skriv det i planen.",
    ),
}

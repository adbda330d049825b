"""Topics of a feeling that is hidden, held back or faked: words, by the id of the passage, that people use who mean it (our design, our reading)."""

MASK_TOPICS: dict[str, str] = {
    "masking/hides-fear": """
        hide brave scared fear afraid pretend courage cover terror children acts tough soldier pilot calm voice
        turbulence captain mother storm tells kids fine whistles dark laughs roller coaster big boy dentist steady
        shaking hands behind back bluff bully stands keep admit bravado nerves conceals panic""",
    "masking/hides-sadness": """
        hide sadness sorrow grief tears tries let show cry pretends fine smile cover i'm insists everything okay
        sunglasses wedding ex boyfriend congratulates best friend loser shakes hand laughs along jokes clown happy face
        kids divorced parents airport goodbye waves funeral cheerful phone mother dying keeps chin swallow turns away
        wipes quickly puts makeup nobody notices inside broken heart bravely grin conceals masks disappointed runner
        applauds gift hates see colleagues ask""",
    "masking/hides-anger": """
        hide anger rage fury inside boiling lips tight says nothing polite controlled seething calm outside customer
        service rude keeps smiling waitress clerk boss shouts employee nods yes sir clenched fists table behind mother
        law counts ten deep breath bites tongue voice forced referee player congratulates rival beneath composed
        surface never better course problem fine coldly thin teeth conceals mask husband guests dinner loses election
        concedes""",
    "masking/hides-disgust": """
        hide disgust revulsion polite dinner host swallows guest awful soup says delicious grandmother's cake aunt's
        cooking terrible gift ugly sweater nurse wound patient changes nappy cleans bedpan doctor chews slimy oyster
        boss's breath leans back kisses slobbery handshake sweaty date bad king's banquet eyeball insects tribe honour
        mother law's liver compliments chef conceals pretends like yum thank nods nausea""",
    "masking/hides-joy": """
        hide joy happiness grin laugh amusement smile back funny serious smirk church funeral class teacher winning
        hand poker cards good royal flush rival fails secretly pleased gloat bites prank surprise party pregnant
        announcement job offer boss quits barely contain behind corner mouth twitches referee biased modest humble
        winner inside ex dumped conceals""",
    "masking/hides-surprise": """
        hide surprise shock composure unsurprised already knew acts expected poker negotiator high offer salary along
        party found covers cool composed unfazed blinks detective confession spy recognised waiter famous guest
        celebrity regained nothing plays unimpressed""",
    "masking/forced-smile": """
        forced fake pretend polite smile camera photograph false strained say cheese family photo passport group
        picture school red carpet politician handshake press flight attendant beauty pageant contestant cheerleader
        mascot salesman shop assistant birthday present hates ugly jumper mother insists boss's joke funny laughs weak
        enjoy eyes dead reach painted grin stiff frozen artificial face""",
    "masking/miserable-smile": """
        oh well never mind could worse brave lost shrugs runner second place oscar loser claps good sport rueful wry
        hospital patient visitors chemo fired packing box congratulates winner broken leg holiday rain""",
    "masking/dampened-smile": """
        holds back modest winner compliment tries stay serious small pressed secretly pleased proud father humble
        applause hides tight twitch suppress""",
    "masking/nervous-smile": """
        giggles awkwardly first date boss joke police officer speeding customs liar caught embarrassed job interview
        stage microphone dentist grin apologetic unsure tension uneasy laws afraid laughter roller coaster harness
        bungee""",
    "masking/bitter-smile": """
        revenge sarcastic congratulates ex rival's wedding irony cynical laughs cold resentful well played lost court
        case grin betrayed applause promoted instead clenched hate sour""",
    "masking/embarrassed": """
        red cheeks flushed trips falls front crowd spills wine stain shirt zip open toilet paper shoe wrong name calls
        teacher mum caught singing mirror naked forgets lines stage phone rings theatre fart yoga class waves stranger
        card declined supermarket compliments praise mother baby photos shows boyfriend stumbles speech slips fly pants
        split awkward shame shy giggle looks covers face""",
    "masking/stoic": """
        brave face bears pain tough composed soldier funeral veteran captain widow queen patient complaint endures
        athlete injured finishes boxer corner fireman cowboy samurai father cry boys composure holds marches court
        sentenced wound stitches without anaesthetic tattoo needle""",
    "masking/polite": """
        polite courtesy waiter customer host greeting handshake receptionist hotel flight attendant shop clerk
        neighbour small talk lift elevator nod stranger hello diplomat ambassador boring guest dull story cashier nice
        day thank formal dinner courteous colleague corridor passing business""",
    "masking/pretends-sad": """
        crying child wants sweets actor funeral heir inheritance greedy nephew reading footballer dives injury referee
        insincere apology sorry false sympathy guilty husband murderer appeal television onions pretended grief pout
        manipulates puppy eyes""",
    "masking/pretends-calm": """
        calm outside panic inside nervous cover composed acting cool pilot engine trouble surgeon bleeding whistling
        thief past police shoplifter exit alarm smuggler customs spy checkpoint lies mother broken vase hides report
        card teacher storm captain keeps voice level job interview heart racing casual nonchalant poker bluff control
        though everything's fine student unprepared broke suspect questioned alibi""",
    "masking/leaks": """
        slip micro second betrays eyes give away crack facade shows glimpse underneath momentarily liar polygraph
        detective notices""",
}

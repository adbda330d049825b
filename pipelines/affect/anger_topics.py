"""Topics of anger: words, by the id of the passage, that people use who mean it (our design, our reading)."""

ANGER_TOPICS: dict[str, str] = {
    "emotion/anger/variant-2": """
        inside silent says nothing lips pressed together tight hard stare controlled simmering cold boiling clenched
        jaw quiet rage bites tongue swallows counts ten polite customer boss holds back restrained glare grinding teeth
        fists""",
    "emotion/anger/variant-3": """
        rage furious yell shout scream roar explode livid teeth bared outburst throws plate slams table coach referee
        driver road swears bellows veins face red smashes fist tantrum loses berserk""",
    "mafw/anger": """
        fight argue argument row""",
    "everyday/anger-furious": """
        rage fury blood boils incensed infuriated lied betrayed stolen scratched car wrecked cheated vandalised broke
        smashed burned dress ruined caught spouse husband wife lover affair bed embezzled drunk driver hit child bully
        hurts son kicked dog animal cruelty thief steals stole wallet bike laptop scam money gone identity insurance
        refuses pay boss idea fired unfairly blamed landlord keeps deposit evicts liar face tears letter throws phone
        slams referee penalty robbed steam beside goes mad wild explodes graffiti slashed tyres sold without asking
        deleted read diary cut tree""",
    "everyday/anger-shouting": """
        yells shouts screams row argument temper flares slams door fight traffic outburst loses coach referee touchline
        sergeant drill boss staff meeting neighbours wall parents couple quarrel kitchen driver road rage horn honks
        window fist shakes get swears cursing bellowing hollers roars barks orders table bang pounds phone megaphone
        protest demonstration politicians debate teenager hate kids customer manager demands complaint loud voice
        raised teacher class chef""",
    "everyday/anger-annoyed": """
        irritating noise neighbour interrupts loud music chewing phone rings pestered nuisance vexed dripping tap
        mosquito buzzing snoring partner leaves toothpaste cap socks floor dirty dishes sink toilet seat barking dog
        early morning drilling construction lawn mower leaf blower sunday alarm ad adverts pop spam calls telemarketer
        gum slurping humming pen clicking kicks back plane cinema talking film crying baby flight conversation train
        quiet carriage clumsy flatmate roommate borrowed without asking password autocorrect slow wifi late bus missing
        splashed puddle wrong order cold coffee spilled fly repeating question nagging mother law typo""",
    "everyday/anger-glare": """
        hard stare glaring icy look fixed eyes narrowed cold librarian noisy talking cinema rival opponent boxer weigh
        face across table courtroom accused traitor ex wedding staredown shut silence withering slits brother sister
        mother warns""",
    "everyday/anger-grits": """
        lips pressed tight clenched jaw says nothing seethes silently boiling inside bites tongue counts ten swallows
        fists knuckles white grinding muscle smile customers boss humiliates meeting insults manager mother law
        criticises silence contains restrains temper polite forced apologise parking officer police stop""",
    "everyday/anger-snarl": """
        fight attack threatens fists enemy lunges barks brawl bar pub boxer wrestler punch swing soldier battle
        cornered back touch child defend threat knife prisoner hooligan gang cage animal wolf villain spits words grabs
        collar shove pushes""",
    "everyday/anger-frustrated": """
        hold line drops computer crashes printer jammed lost file queue locked broken third time nobody answers stuck
        deleted work wifi laptop freezes frozen update restart password forgotten login error program bug code compile
        furniture instructions screw missing assembling shelf ikea flat pack jar lid open key fit zipper knot tangled
        cables headphones vending machine ate coin tries fails homework maths sums puzzle piece golf ball bunker shot
        traffic roadworks detour bureaucracy form wrong office paperwork baby sleep toddler eat diet scales parking
        space circling paper battery dies burnt dinner self checkout unexpected item customer service robot voice menu
        engine start lawnmower leaking sewing thread needle""",
    "everyday/anger-pissed": """
        scratched car keyed stolen parking ticket cut cheated overcharged somebody ruined furious fine towed clamp
        truck bumper dented hit run spilled wine carpet shoes ate sandwich lunch fridge roommate drank dog chewed stole
        spot bike delivery left rain parcel broken phone dropped smashed screen refund refused tax bill overtime
        weekend work cancelled leave flight lost luggage baggage seat double booked hotel dirty scam mechanic plumber
        rent raised neighbour fence hedge queue jumper front""",
    "everyday/anger-scowl": """
        frown scowling grouchy cranky bad tempered sulky glowers morning coffee woken early hungover hungry hangry old
        man kids lawn teenager told tidy room arms folded rain referee call lost bet bill restaurant tax letter cross
        face grumbling mutters gate complaining""",
    "everyday/anger-jealous": """
        rival promoted instead ex new girlfriend brother gets cheated credit colleague best friend prettier sister twin
        favourite bike neighbour's car bigger house husband flirts waitress wife dances another man text messages
        lipstick collar perfume likes photo wins award prize raise corner office bonus lottery winner vacation pictures
        instagram crush kisses someone attention baby mother's pet teacher's coveted inheritance""",
    "everyday/anger-offended": """
        rude remark lied accused falsely called names betrayed disrespect spat cheated queue jumped pushed takes credit
        unfair blamed sexist racist joke comment slur slander gossip stealing thief shoplifting dismissed talked
        interrupted ignored mispronounces fat old ugly cook stupid idiot fool patronised mansplaining doctor
        receptionist waiter snobbish guest customer mother mum family honour flag spits face slapped glove duel
        cheapskate tip refused handshake uninvited wedding taken stolen idea passed promotion woman spoken humiliated
        front everyone aside barged line skipped cut unjust treated like child servant dirt""",
    "everyday/anger-impatient": """
        waiting hold minutes hours queue delayed late traffic jam slow driver phone line train cancelled customer
        service tapping foot fingers drumming watch checks clock looks elevator button presses walker old lady counting
        coins cashier checkout till red light green honks front learner buffering loading download webpage wife
        bathroom husband getting ready restaurant food takes waiter doctor's room appointment airport security boarding
        bus plumber kid tying shoes yet speeding point story meeting drags kettle microwave parcel delivery window post
        office crawling""",
    "everyday/anger-stern": """
        teacher scolds father boss homework rule broken tells late caught headmaster principal mother finger wagging
        judge sergeant coach librarian shush curfew teenager home lying report card bad grades naughty puppy chewed
        told window ball cookie jar drawing wall done warns last time discipline lecture employee policeman speeding
        driver customs officer child sit detention""",
}

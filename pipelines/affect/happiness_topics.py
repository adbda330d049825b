"""Topics of happiness: words, by the id of the passage, that people use who mean it (our design, our reading)."""

HAPPINESS_TOPICS: dict[str, str] = {
    "emotion/happiness/variant-2": """
        content satisfied gentle warm soft quiet smile lips closed pleased serene calm inner peace mild happy half""",
    "emotion/happiness/variant-3": """
        laugh laughter hysterically roar cackle guffaw crack ecstatic stitches hilarious joke howling doubled giggling
        fit split sides comedy belly thrilled""",
    "mafw/happiness": """
        party game fun cake dance toast""",
    "everyday/happiness-beaming": """
        delighted thrilled team wins scores goal victory good news newborn wedding smile wide grin sunshine bride photo
        sports day medal baby back first prize compliment birthday cake candles flushed success face lights dimples
        reunion radiates kid shows tooth drawing report card grade passed driving licence race home run cheering crowd
        new bike""",
    "everyday/happiness-laughing": """
        joke comedy funny hilarious laughs laughter tickled comedian prank slapstick sitcom stand howls punchline clown
        silly video belly giggling fit cannot stop doubled sides split dinner table story best friend fight impression
        imitation slips banana peel whoopee cushion hysterics wheezing hoots meme tells watching funniest dad""",
    "everyday/happiness-giggle": """
        chuckle giggles joke tickle titter amusing cartoon schoolgirl whisper class secret note teenage girls silly hat
        baby peekaboo toddler toes ticklish cheeky smirk pun kids play strip face mimics texting message crush comic
        stifled""",
    "everyday/happiness-content": """
        warm bath tea blanket fire evening garden sunset cat lap comfortable holiday rest cosy good meal nap hammock
        armchair sofa book coffee cup morning sun beach sea breeze purring sunday lazy full stomach dinner feet
        fireplace candle wine glass massage slippers quiet home porch rocking chair sleeping baby chest first sip
        sunshine terrace snow outside hot chocolate retired fishing lake well done day's work soup music humming fresh
        bread""",
    "everyday/happiness-cloud-nine": """
        walking air seventh heaven top world elated overjoyed bliss wedding said yes lottery jackpot promoted got job
        engaged dream come true wins million ticket fiancee proposal ring accepted university offer letter house
        scholarship honeymoon first kiss loves back positive pregnancy test pregnant baby way record contract published
        book audition role champion olympic gold best ever dancing around kitchen squeals pinch floating high newlywed
        cup final leaping""",
    "everyday/happiness-shy-smile": """
        shyly blush coy sheepish first date crush compliment praise looks away eyes dance asked likes teacher applause
        stage meeting glance across room admirer valentine flowers pretty dress handsome caught staring flirting coffee
        hair bride wink bows girl hides""",
    "everyday/happiness-proud": """
        graduation diploma daughter son first steps goal team scores wins trophy champion finish line award achievement
        built pride parents child recital school play takes bow podium certificate degree cap gown honour roll
        promotion shelf treehouse garden harvest cake baked painting exhibition car marathon record rides bike without
        stabilisers swims walks speech report cards straight grandson uniform army parade salute flag anthem standing
        ovation prize captain coach performance reads word mastered solved knitted scarf business opened shop""",
    "everyday/happiness-relieved": """
        safe found clear test negative false alarm made time last harm sigh biopsy benign doctor says healthy fever
        breaks tumour harmless lump nothing passed exam exhales breathes finally lands plane touches wallet keys
        missing child turns cat comes home kid dog returned debt paid loan approved charges dropped acquitted storm
        alive survived survivors rescued operation went well surgery successful dentist cavities bomb defused train
        caught deadline extended cancelled wrong number heart beating scan ultrasound fine okay parachute opens toilet
        holiday starts""",
    "everyday/happiness-loving": """
        grandchild grandmother grandson granddaughter newborn mother cuddles kiss hug kitten couple first dance infant
        sleeping child fingers lullaby cradle rocks son's forehead husband wife anniversary old holding hands licks dog
        purrs boyfriend girlfriend gazes strokes hair embrace wedding vows groom bride walks aisle bedtime story
        goodnight daughter asleep lap granny grandpa niece nephew cherish wraps blanket valentine wheelchair nurse
        feeds soft tiny""",
    "everyday/happiness-cheerful": """
        party friends sunshine weekend holiday dance sing picnic birthday playing game beach summer shower whistling
        barbecue spring morning karaoke playground swing snowball carnival festival fair ice cream park sunny day
        school friday begins pub toast champagne beer band dancefloor jokes neighbours wave greets customers postman
        hums skipping splash pool puddles kite laughter night road trip singalong""",
    "everyday/happiness-excited": """
        concert tickets trip tomorrow birthday christmas holiday kid puppy surprise journey rollercoaster opening
        countdown santa eve packing suitcase vacation airport flight disneyland theme park ride front row backstage
        favourite band singer idol star autograph celebrity new game console unboxing parcel arrives snow day first
        circus zoo camp team kickoff final match tonight night movie premiere wedding plans moving house jumps bounces
        squeals hopping hardly sleepless looking forward big adventure road job starts""",
    "everyday/happiness-gratitude": """
        gift presents birthday christmas unwraps flowers letter thank help stranger rescue card returned wallet paid
        carries bags donor kidney saved life firefighter nurse doctor hugs volunteer teacher bouquet homemade opens
        parcel knitted surprise breakfast bed neighbour cooks soup loan debt forgiven second chance appreciate blessing
        seat offered bus meal shelter warm coat applause""",
    "everyday/happiness-happy-tears": """
        airport returns soldier home hug proposal newborn graduation finally together weeps wells father bride walks
        aisle vows adopted birth first comes arrivals gate mother son daughter years apart reunited long lost sister
        found medal anthem podium speech dress yes cancer free remission deaf hears time aid blind sees colour glasses
        surprise party emotional overwhelmed""",
}

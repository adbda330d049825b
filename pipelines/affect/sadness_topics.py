"""Topics of sadness: words, by the id of the passage, that people use who mean it (our design, our reading)."""

SADNESS_TOPICS: dict[str, str] = {
    "emotion/sadness/variant-2": """
        melancholy wistful quiet low blue pensive lonely rain window downcast grey tired gloomy sigh nostalgia""",
    "emotion/sadness/variant-3": """
        cry weep sob bawl tears heartbroken devastated inconsolable wail funeral mourning coffin loss collapses howls
        wept""",
    "mafw/sadness": """
        funeral cemetery loss sorrow""",
    "mafw/helplessness": """
        powerless nothing left try way give lost options stuck alone bills nobody helps cannot watches house burn flood
        river rising bank debt eviction hospital bedside incurable dying cure doctors shoulders hands empty war refugee
        stranded locked everything ruin job factory closes savings gone broken pleading use pointless baby stop crying
        drowning overwhelmed exhausted single mother begging paperwork endless system refuses trapped situation fate""",
    "mafw/disappointment": """
        failed failure exam results test mark lost game second place expected better hoped dashed rejected cancelled
        missed chosen letter turned job application university dream ruined rained picnic trip concert sold last minute
        present socks wrong size team loses final penalty one point bronze fourth forgot promise come show empty
        mailbox grade low report driving restaurant closed toy broken ice cream falls flat vote runner audition part
        given someone else burnt cake holiday son daughter stood date never soufflé collapsed""",
    "everyday/sadness-about-to-cry": """
        lump throat choked blink voice cracks holding back tears trembling lip quivers swallow glisten shiny wet watery
        teary red rimmed brimming wobbles tries barely together goodbye station platform teacher scolds farewell speech
        child lost mother sniffles sniff nose burning gulp moist""",
    "everyday/sadness-sobbing": """
        cries tears weeps uncontrollably breaks pillow face buried hands shoulders shaking bathroom floor tissue
        handkerchief phone call coffin falls knees collapses wails howl streaming mascara runs wept inconsolable
        hugging teddy funeral film ending sleep onions night""",
    "everyday/sadness-heartbroken": """
        left dumped divorce break lover wedding called goodbye love ended miscarriage ex boyfriend girlfriend husband
        wife cheated affair leaves note ring returned packed bags papers sign text message relationship someone else
        another engaged moved jilted altar unrequited letter unopened prom alone photos torn together years marriage
        miscarried stillborn baby empty crib lost custody dog put vet team relegated rejected proposal said""",
    "everyday/sadness-blue": """
        feeling low unhappy sad rain grey lonely evening depressed empty melancholy monday winter rainy day sunday
        window drizzle alone couch nothing cheers tired life appetite stays bed cannot get flat holiday end summer
        autumn leaves old songs nostalgia slow music bar drink glass midnight weary heaviness moody unmotivated
        homesick sighs dull mood bad weather melancholic reflecting faded photograph miss""",
    "everyday/sadness-grief": """
        died dead death lost dog cat pet collar wife husband mother father grave coffin cemetery buried passed away
        widow anniversary photograph old letters memory empty chair last goodbye burial wreath tombstone gravestone
        ashes urn hearse eulogy obituary candle vigil hospital bed flatline machine switched baby twin brother sister
        grandma grandpa granddad friend killed accident crash war soldier folded flag veteran vet put sleep hamster
        goldfish garden slippers coat still hanging side voicemail late clothes smell perfume scarf first christmas
        without photo mum dad breath hospice bereaved orphan sunk tragedy victims names wall rest peace""",
    "everyday/sadness-lonely": """
        alone birthday nobody came one calls empty house moved away misses home far family old man window eats dinner
        table single nest children grown nursing care visitors none visits remembers phone never rings silent new
        school friends sits lunch canteen bench park expat country letters christmas eve valentine's day year party
        ignored wallflower isolation prison cell astronaut lighthouse woman cat company city last picked team excluded
        outsider unwanted orphanage soldier abroad night""",
    "everyday/sadness-long-face": """
        unhappy slumps shoulders lost match rained gloom team loses defeat bench substitute gloomy drags feet slouches
        trudges home cancelled game bad grade scolded shuffles away sighs grey floor walks stairs nobody bought""",
    "everyday/sadness-sulking": """
        sulk toy ice cream dropped told allowed lost game child corner crossed arms folded refuses talk bottom bedtime
        sweets taken away grounded screen time toddler supermarket sister got bigger piece board storms room kicks
        stones turned tv dessert broken promise brother's vegetables""",
    "everyday/sadness-quivering-chin": """
        lip wobbles trembles cry child shaking toddler scraped knee fell bike goodbye kindergarten nursery gate brave
        little boy holds back cracking""",
    "everyday/sadness-pity": """
        beggar homeless injured animal sick child watching news sympathy sorry stray dog puppy shelter cage starving
        famine refugees orphans hungry children sleeping rough cardboard old lady struggling limping wounded bird
        broken wing accident victim charity advert disabled crying stranger loser bullied classmate lost kitten rain
        war pictures flood burned house bad luck man tired donkey bald tree blanket""",
    "everyday/sadness-regret": """
        said never apologised mistake late last words missed chance failed apology forgave forgive could turn back time
        undone terrible things argument conversation called visited mum died broke vase lied cheated exam conscience
        guilt shame confess betrayed friend drunk drink hangover text sent ex opportunity sold house quit school tattoo
        hurt crashed car speeding knocked gambling lost savings left family son's childhood recital""",
    "everyday/sadness-hopeless": """
        helpless nothing left way gives job lost bankrupt evicted diagnosis terminal despairs failed surrender
        shattered dreams bankruptcy foreclosure notice unemployed redundant fired months reply applications cancer
        spread stage four cure weeks live prison life sentence war ruins home destroyed flood drought crops everything
        debts pointless darkness empty pills stares wall refugee camp stranded island shipwreck rescue tunnel light
        relapse homeless street ends meet never future point""",
    "everyday/sadness-hurt": """
        laughed forgot birthday invited friend ignored insult let left unkind teased nickname fat ugly behind back
        gossip classmates went without forgotten anniversary nobody excluded uninvited wedding best chose someone else
        father come harsh words criticism joke expense mother law comment cooking snubbed brushed cold shoulder ghosted
        unfriended blocked stepmother ungrateful son daughter says hate betrayed trust slap mocked weight accent thrown
        away gift present drawing""",
}

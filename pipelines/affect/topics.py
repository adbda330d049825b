"""Topics: what else people say when they mean a passage, for retrieval to find it by (our design, our reading).

Document expansion: the words are indexed with the passage and never shown. Words that name an emotion are mostly the
lexicon's task; here are circumstances, and synonyms that share no stem with the passage.
"""

TOPICS: dict[str, str] = {
    "emotion/happiness/variant-2": "content satisfied gentle warm soft quiet smile lips closed pleased serene",
    "emotion/happiness/variant-3": "laugh laughter laughing hysterically roar cackle guffaw crack up ecstatic",
    "emotion/sadness/variant-2": "melancholy wistful quiet low blue pensive",
    "emotion/sadness/variant-3": "cry cried weep sob sobbing bawl tears heartbroken devastated inconsolable wail",
    "emotion/anger/variant-2": (
        "inside silent says nothing lips pressed together tight hard stare controlled simmering cold boiling"
    ),
    "emotion/anger/variant-3": "rage raging furious yell shout scream roar explode livid teeth bared outburst",
    "emotion/surprise/variant-2": "mild slight flicker curious questioning puzzled raised eyebrows",
    "emotion/disgust/variant-2": "bad taste sour bitter turned down mouth",
    "emotion/disgust/variant-3": "vomit throw up gag retch nauseated sick",
    "emotion/fear/variant-2": "worried anxious uneasy dread apprehensive",
    "emotion/fear/variant-3": "panic panicked terror terrified scream horror hysterical petrified",
    "mafw/disappointment": (
        "failed fail failure exam results test mark lost game second place expected better hoped hopes dashed "
        "rejected cancelled missed out not chosen"
    ),
    "mafw/helplessness": (
        "powerless nothing left to try can do no way out give up lost all options stuck alone with bills"
    ),
    "mafw/anxiety": (
        "biopsy result results exam interview waiting news phone test doctor operation before the speech first day"
    ),
    "everyday/happiness-beaming": (
        "delighted thrilled team wins scores goal victory good news newborn wedding smile wide grin"
    ),
    "everyday/happiness-laughing": "joke comedy funny hilarious laughs laughter tickled comedian prank",
    "everyday/happiness-giggle": "chuckle chuckles giggles joke tickle titter amusing cartoon",
    "everyday/happiness-content": (
        "warm bath tea blanket fire evening garden sunset cat lap comfortable holiday rest cosy good meal"
    ),
    "everyday/happiness-cloud-nine": (
        "walking on air seventh heaven top of the world elated overjoyed bliss wedding said yes lottery jackpot "
        "promoted got the job engaged dream come true"
    ),
    "everyday/happiness-shy-smile": "shyly blush coy sheepish first date crush compliment",
    "everyday/happiness-proud": (
        "graduation diploma daughter son first steps goal team scores wins trophy champion finish line award "
        "achievement built it himself"
    ),
    "everyday/happiness-relieved": (
        "safe found all clear test negative false alarm made it in time over at last no harm sigh"
    ),
    "everyday/happiness-loving": (
        "grandchild grandmother grandson granddaughter newborn mother cuddles kiss hug kitten couple first dance"
    ),
    "everyday/happiness-cheerful": (
        "party friends sunshine weekend holiday dance sing picnic birthday playing game beach summer"
    ),
    "everyday/happiness-excited": (
        "concert tickets trip tomorrow birthday christmas holiday kid puppy surprise journey rollercoaster opening"
    ),
    "everyday/happiness-gratitude": (
        "gift presents birthday christmas unwraps flowers letter thank help stranger rescue"
    ),
    "everyday/happiness-happy-tears": (
        "airport returns soldier home hug proposal newborn graduation finally together again"
    ),
    "everyday/sadness-about-to-cry": "lump in the throat choked up blink voice cracks holding back tears trembling",
    "everyday/sadness-sobbing": "cries cried cry tears weeps uncontrollably breaks down",
    "everyday/sadness-heartbroken": (
        "left me dumped divorce break up lover wedding called off goodbye love ended miscarriage"
    ),
    "everyday/sadness-blue": "feeling down low unhappy sad rain grey lonely evening depressed empty melancholy",
    "everyday/sadness-grief": (
        "died dies dead death lost dog cat pet collar wife husband mother father grave coffin cemetery buried passed "
        "away widow anniversary photograph old letters memory empty chair last goodbye"
    ),
    "everyday/sadness-lonely": (
        "alone birthday nobody came no one calls empty house moved away misses home far from family old man window"
    ),
    "everyday/sadness-long-face": "unhappy slumps shoulders lost the match rained off gloom",
    "everyday/sadness-sulking": "sulk toy ice cream dropped told no not allowed lost game child",
    "everyday/sadness-quivering-chin": "lip wobbles trembles about to cry child",
    "everyday/sadness-pity": "beggar homeless injured animal sick child watching news sympathy sorry for",
    "everyday/sadness-regret": "should have said never apologised mistake too late last words missed chance failed",
    "everyday/sadness-hopeless": (
        "helpless nothing left no way out gives up job lost bankrupt evicted diagnosis terminal despairs failed again"
    ),
    "everyday/sadness-hurt": (
        "laughed at forgot my birthday not invited friend ignored insult let down left out unkind"
    ),
    "everyday/anger-furious": (
        "rage fury blood boils incensed infuriated lied betrayed stolen scratched car wrecked cheated"
    ),
    "everyday/anger-shouting": (
        "yells shouts screams row argument temper flares slams door fight traffic outburst loses it"
    ),
    "everyday/anger-annoyed": (
        "irritating noise neighbour interrupts loud music chewing phone rings again pestered nuisance vexed"
    ),
    "everyday/anger-glare": "hard stare glaring icy look fixed eyes narrowed",
    "everyday/anger-grits": "lips pressed tight clenched jaw says nothing seethes silently boiling inside",
    "everyday/anger-snarl": "fight attack threatens fists enemy lunges",
    "everyday/anger-frustrated": (
        "on hold line drops computer crashes printer jammed lost file again queue locked out broken third time "
        "nobody answers stuck deleted work"
    ),
    "everyday/anger-pissed": (
        "scratched car keyed stolen parking ticket cut off cheated overcharged somebody ruined furious"
    ),
    "everyday/anger-scowl": "frown scowling grouchy cranky bad tempered sulky glowers",
    "everyday/anger-jealous": "rival promoted instead ex new girlfriend brother gets more cheated credit colleague",
    "everyday/anger-offended": (
        "rude remark lied accused falsely called names betrayed disrespect spat cheated queue jumped pushed in takes "
        "the credit unfair blamed"
    ),
    "everyday/anger-impatient": (
        "waiting on hold minutes hours queue delayed late traffic jam slow driver phone line train cancelled "
        "customer service"
    ),
    "everyday/anger-stern": "teacher scolds father boss homework rule broken tells off late caught",
    "everyday/surprise-jaw-floor": "jaw drops floor speechless astounded knocked feather",
    "everyday/surprise-startled": "bang balloon bursts jumps out behind door cat sudden noise boo crash flash",
    "everyday/surprise-amazed": "amazing wonder feather knocked down magic fireworks record price unbelievable sight",
    "everyday/surprise-eyebrows-up": "never saw coming unexpected brows shoot up raises eyebrows",
    "everyday/surprise-oh": "unexpected guest present knock door old friend what oh whoa gosh goodness parrot",
    "everyday/surprise-shocked": (
        "news shock bombshell twins pregnant resigned fired lottery letter secret confession stunned"
    ),
    "everyday/surprise-curious": "wonders interesting box peeks mystery new toy listens question",
    "everyday/surprise-disbelief": (
        "cannot believe did that really just happen parrot speaks dog talks impossible twice price ghost alive"
    ),
    "everyday/surprise-realises": (
        "wallet keys remembers forgot name nickname recognises stranger calls old friend twin wait"
    ),
    "everyday/surprise-confused": "map instructions lost wrong door strange foreign language riddle what huh",
    "everyday/surprise-wide-eyed": "magician rabbit hat card trick snow fireworks child first time sees elephant",
    "everyday/disgust-grossed-out": "eww yucky gross nasty bug snot toe spit slime",
    "everyday/disgust-bad-smell": (
        "smell smells stink stench odour milk gone off rotten fish garbage bin socks sewage toilet fridge bad breath "
        "drain"
    ),
    "everyday/disgust-bad-taste": (
        "taste tastes milk sour curdled gone off bitter lemon medicine bite swallow spit food soup coffee oyster "
        "liver rotten egg mouldy bread"
    ),
    "everyday/disgust-sick": (
        "throw up threw up throws up vomit puke puked nausea bus seasick stomach turns rotten meat maggots blood"
    ),
    "everyday/disgust-repulsed": "revolting repelled horrid sight corpse wound pus maggots rat roach",
    "everyday/disgust-sneer": "manners chews open mouth picks nose burps spits leers",
    "everyday/disgust-dirty": (
        "hair soup food plate fly maggot worm rat mould bin bag leaks sticky public toilet drain dog mess shoe slug "
        "stranger comb bathroom unwashed sheets stepped barefoot"
    ),
    "everyday/disgust-cringe": "awkward embarrassing toenails clip public kiss oversharing",
    "everyday/disgust-moral": "corrupt politician cruelty abuse bully cheating lies greed racist remark",
    "everyday/disgust-aversion": (
        "wouldn't touch barge pole refuses eat food plate offered oysters liver brussels sprouts dislikes keeps away"
    ),
    "everyday/disgust-pull-face": "lemon sour medicine face grimace tongue bitter taste pulls makes",
    "everyday/fear-scared-stiff": "freezes cannot move somebody standing bed night footsteps shadow gun snake rooted",
    "everyday/fear-terrified": "terror horror wits death nightmare horrified fright",
    "everyday/fear-screaming": "scream screams spider horror film ghost monster murderer falls",
    "everyday/fear-nervous": (
        "interview exam speech stage test driving date results waiting wings operation butterflies anxious tense"
    ),
    "everyday/fear-worried": (
        "anxious father mother child late school gate missing biopsy test result doctor hospital phone news waiting "
        "storm bills not come home"
    ),
    "everyday/fear-panic": (
        "fire smoke trapped drowning lost child crowd lift stuck brakes fail panics alarm cannot breathe"
    ),
    "everyday/fear-spooked": (
        "dark night noise footsteps cellar creaking stairs shadow window house alone woods ghost attic cemetery door"
    ),
    "everyday/fear-dread": (
        "results letter boss office call biopsy diagnosis door handle doctor news verdict bad feeling exam"
    ),
    "everyday/fear-shaking": (
        "stranger knife gun robber follows alley burglar intruder hides under bed bully attack dog"
    ),
    "everyday/fear-alarmed": (
        "alarm siren smoke gas brakes car skids runs straight dog without lead shark bear wolf earthquake turbulence "
        "plane storm danger explosion footsteps behind"
    ),
    "everyday/fear-timid": "shy child stranger new school boss big boys bully hides behind mother",
    "everyday/fear-phobia": (
        "spider snake heights dentist needle injection flying dog wasp bridge cliff edge lift dark dogs water mouse "
        "rat"
    ),
    "everyday/fear-close-call": "brakes skids truck lorry car swerves slips edge cliff almost hit falls",
    "everyday/neutral-poker-face": "no emotion reveals nothing straight cards",
    "everyday/neutral-calm": "peaceful quiet relaxed ordinary sits still nothing particular resting easy",
    "everyday/neutral-not-angry": "no sign any more without isn't doesn't not at all nothing negated no trace",
    "everyday/neutral-bored": "bored waiting meeting lecture queue indifferent shrugs",
    "everyday/neutral-listening": (
        "waits lift bus train queue platform reads newspaper timetable manual types form passport picture looks "
        "ahead watches traffic weather report brushes teeth lecture stands"
    ),
    "everyday/neutral-emotionless": "blank face nothing no expression empty stare wooden mask robot",
    "everyday/neutral-serious": "straight face keep serious official news reader businesslike",
    "everyday/neutral-sleepy": "tired sleep asleep yawn bed night shift nods off weary heavy lids",
    "everyday/neutral-thinking": (
        "thinks ponders sums puzzle chess crossword focus reading concentrates wonders plan spreadsheet"
    ),
    "everyday/contempt-smirk": "smirk sneering smug superior contemptuous sarcastic",
    "everyday/contempt-eye-roll": "whatever unimpressed rolls eyes excuse dismisses",
    "everyday/contempt-looks-down": (
        "beneath her inferior servants poor peasants snob rich disdain superior nose in the air"
    ),
    "everyday/contempt-mocking": "mockery sneer jeering laughs at loser rival clumsy amateur",
    "everyday/contempt-scorn": "contempt scornful despises pathetic worthless excuse coward disdainful look",
    "everyday/contempt-sceptic": "doubts believes not really sure story excuse eyebrow",
    "everyday/compound-happily-surprised": (
        "delight amazement lottery numbers match gift party present unexpected visit surprise wonderful reunion"
    ),
    "everyday/compound-happily-disgusted": "gross funny laugh disgusting joke slime kids fart prank",
    "everyday/compound-sadly-fearful": "mother hospital losing goodbye war afraid sad sick child surgery tears scared",
    "everyday/compound-sadly-angry": "sad angry betrayed cheated lied crying rage tears hurt furious divorce",
    "everyday/compound-sadly-surprised": "sad news shock sudden death letter stunned died unexpectedly fired",
    "everyday/compound-sadly-disgusted": "sad disgust cruelty animal dirty neglected hurts sickening war pictures",
    "everyday/compound-fearfully-angry": (
        "scared angry cornered fight defend intruder child threatened back off fear and rage"
    ),
    "everyday/compound-fearfully-surprised": "surprise fear sudden bang jumps out shadow scared startled alarm",
    "everyday/compound-fearfully-disgusted": (
        "fear disgust scared repelled spider cockroach rats crawling snake maggots corpse horror"
    ),
    "everyday/compound-angrily-surprised": (
        "anger surprise angry shocked call me insult dare slapped what excuse me accused"
    ),
    "everyday/compound-angrily-disgusted": "angry disgust fury revolted spit filth mess cheated",
    "everyday/compound-disgustedly-surprised": (
        "disgust surprise shocked yuck hair soup sudden cockroach bite maggot stepped"
    ),
    "everyday/compound-appalled": "appalling shocking behaviour cruelty scandal outrage disgrace",
    "everyday/compound-hatred": "hate hates hatred despise enemy revenge loathe murderer traitor",
    "everyday/compound-awed": (
        "awe cathedral mountain stars eclipse view canyon huge size wonder towering grand northern lights"
    ),
    "masking/hides-fear": "hide hides hiding brave scared fear afraid pretend courage cover terror",
    "masking/hides-sadness": (
        "hide hides hiding sadness sorrow grief tears tries not to let show cry pretends fine smile cover"
    ),
    "masking/hides-anger": (
        "hide hides hiding anger rage fury inside boiling lips tight says nothing polite controlled seething calm "
        "outside"
    ),
    "masking/hides-disgust": "hide hides hiding disgust revulsion polite dinner host swallows",
    "masking/hides-joy": "hide hides hiding joy happiness grin laugh amusement smile back not to laugh funny serious",
    "masking/hides-surprise": "hide hides hiding surprise shock composure unsurprised",
    "masking/forced-smile": "forced fake pretend polite smile camera photograph false strained",
    "masking/polite": "polite politely courtesy waiter customer host greeting handshake",
    "masking/stoic": "brave face bears pain tough composed soldier",
    "masking/pretends-calm": "calm outside panic inside nervous cover composed acting cool",
    "sequence/cheers-up": "sadness sad to smile happy tears then laughs comforted better sad at first",
    "sequence/anger-tears": "anger rage to sorrow sadness cry tears breaks down furious then sad",
    "sequence/sadness-anger": "sadness sad to anger angry then furious grief rage",
    "sequence/fear-relief": "fear scared frightened to relieved smile laugh startled only joke",
    "sequence/surprise-fear": "surprise surprised startled to fear frightened then terrified",
    "sequence/smile-sadness": "happy joy excitement smile to sad sadness disappointment then cries bad news",
    "sequence/anger-fades": "anger temper cools down calm again flares",
    "sequence/fading-smile": "smile laughter joy fades dies away drops vanishes",
    "sequence/fading": "fade fades fading slowly little by little dies down laughter weaker melts",
    "sequence/gone": "gone over blank again moment flash back to normal relaxes returns neutral heartbeat",
    "sequence/flicker": "flicker flash moment brief briefly instant heartbeat fleeting second",
    "sequence/builds-up": "more and more slowly growing worse rising",
    "pitfall/negation": "not no never isn't doesn't don't without no longer any more sign at all",
}

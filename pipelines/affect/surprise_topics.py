"""Topics of surprise: words, by the id of the passage, that people use who mean it (our design, our reading)."""

SURPRISE_TOPICS: dict[str, str] = {
    "emotion/surprise/variant-2": """
        mild slight flicker curious questioning puzzled raised eyebrows intrigued hmm news interesting oh really""",
    "mafw/surprise": """
        sudden surprise visitor present""",
    "everyday/surprise-jaw-floor": """
        jaw drops floor speechless astounded knocked feather price tag bill total salary record world acrobat stunt
        score test grade old classmate slim transformation beautiful bride dress mansion ferrari sports car grandma
        dances breakdance talent show singer voice quiet girl sings cheque zeroes plot twist final revelation stares
        gaping dumbstruck stupefied lost words magic naked stripper""",
    "everyday/surprise-startled": """
        bang balloon bursts jumps behind door cat sudden noise boo crash flash sneaks tap shoulder touches pops
        firework slams thunder clap plate shatters glass breaks dog barks horn honk phone rings silence alarm goes
        toaster champagne cork jack box scare bird flies window hits bumps roommate dark thought alone mirror cold hand
        water ice shower splash sprinkler airbag gunshot sneeze firecracker leaps mouse runs cupboard spring trap ball
        wakes""",
    "everyday/surprise-amazed": """
        amazing wonder feather knocked magic fireworks record price unbelievable sight northern lights aurora view
        whale breaches shooting star eclipse acrobats trapeze juggler magician makes disappear sawn half levitates card
        trick child prodigy pianist plays mozart year old toddler reads solves cube seconds robot drives photo detail
        miracle healed walks survives fall giant tree pumpkin olympic jump sculpture sand ice butterfly hatching seeds
        grown garden overnight rainbow double first time sea sees ocean snow skyscrapers hole one shot grand canyon
        science experiment telescope saturn rings""",
    "everyday/surprise-eyebrows-up": """
        never saw coming unexpected brows shoot raises eyebrows ex boss arrives date brings mother bill higher expected
        haircut dyed hair pink blue outfit tattoo grandma swears answer quiet kid wins loses bet plot twist neighbours
        moving engaged secret couple question interview ceo cleaner millionaire votes result upset underdog beats
        favourite strange order request turns early finish nobody reacts curveball""",
    "everyday/surprise-oh": """
        unexpected guest present knock door old friend oh whoa gosh goodness parrot doorbell visitor turns doorstep
        unannounced postcard parcel ordered bouquet birthday song lights everyone shouts hiding behind sofa invitation
        phone call flame message nobel prize winner name found money coin coat pocket twenty euros banknote email years
        school runs bumps supermarket abroad neighbour holiday dress wearing triplets early baby kicks penguin fridge
        elephant street deer kitchen garden swan cow gracious word seriously snow may april june first tooth already""",
    "everyday/surprise-shocked": """
        news shock bombshell twins pregnant resigned fired lottery letter secret confession stunned ceo minister
        president assassinated scandal breaking headline television report paternity test father adopted finds son
        arrested husband double life second family wife affair discovered walks announces leaving divorce fifty
        grandmother getting married bankrupt company closes election result upset inheritance left everything cat
        fortune cheque bill thousands phone dna brother never knew best friend spy murderer neighbour quits coming blue
        slapped collapse star dies celebrity earthquake magnitude stock crash plane""",
    "everyday/surprise-curious": """
        wonders interesting box peeks mystery new toy listens question keyhole wrapped present shakes rustling bush
        strange sound noise neighbours moving van inside letter unknown handwriting telescope microscope museum
        dinosaur cat watches bird fish tank aquarium gossip overhears leans tell eavesdrops door baby touches grass
        explores attic trunk old map secret cave scientist experiment archaeologist digs unusual food tries asks work
        tilts head unfamiliar""",
    "everyday/surprise-disbelief": """
        cannot believe really happen parrot speaks dog talks impossible twice price ghost alive checks ticket numbers
        reads letter rubs eyes pinches joking pulling leg april fool's surely referee gives penalty goal disallowed
        missed open empty net bill ten thousand door drives car cat plays piano baby full sentence three year old
        grandma skydiving ninety ufo alien flying saucer elvis dead man walks scales lost weight overnight snow desert
        sold million junk painting attic flea market worth fortune bank balance zero many account error test positive
        twins triplets quadruplets wins odds last place comeback underdog screen""",
    "everyday/surprise-realises": """
        wallet keys remembers forgot name nickname recognises stranger calls old friend twin wait left oven iron door
        unlocked passport home anniversary birthday appointment today exam tomorrow clocks changed wrong train bus day
        sunday phone taxi glasses head looking wearing mismatched shoes inside shirt fly open zip mic still microphone
        muted camera reply sent person face voice years school killer identity clue detective solves solution eureka
        idea answer clicks dawns hits password spoiler along familiar sister half photo father's handwriting""",
    "everyday/surprise-confused": """
        map instructions lost wrong door strange foreign language riddle huh signpost ways room bathroom lecture
        chinese menu tourist directions gps roundabout circle remote control buttons new phone grandpa computer modern
        art painting abstract exam question maths formula joke get two left shoes woke hotel unknown place jet lag
        twins mixed double bed called name tax form assembly leftover screw spare part text message number cryptic
        scratches head dog chases tail mirror furniture moved teacher contradictory signs maze date time zones parking
        makes sense""",
    "everyday/surprise-wide-eyed": """
        magician rabbit hat card trick snow fireworks child first time sees elephant toddler christmas tree lights
        circus puppet theatre aquarium shark whale dinosaur skeleton museum giant balloon bubble ice cream tower cake
        toy shop window sweet train set snowflakes baby lemon zoo giraffe lion coin disappears ear juggling fire eater
        illusions hologram planetarium stars cinema 3d huge present unwraps treasure chest boy girl gapes pop""",
}

"""Topics of disgust: words, by the id of the passage, that people use who mean it (our design, our reading)."""

DISGUST_TOPICS: dict[str, str] = {
    "emotion/disgust/variant-2": """
        bad taste sour bitter turned mouth coffee spoiled lemon cough syrup awful cooking burnt soup oversalted swallow
        sip tongue""",
    "emotion/disgust/variant-3": """
        vomit throw gag retch nauseated sick puke sewage stench smell toilet rotten maggots stomach heave""",
    "everyday/disgust-grossed-out": """
        eww yucky gross nasty bug snot toe spit slime booger earwax belly button lint pimple popping zit scab picked
        blister cheese foot fungus nail clippings saliva drool dog licks mouth slobber kisses sneezed hand sticky gum
        table hairball wet sock bandage band aid pool swimming used tissue toothbrush someone else's shared dentures
        glass sweaty handshake armpit sweat back hair insect larva worm apple slug salad snail lunch box mould fuzzy
        fishy icky grubby frog guts roadkill fart smelly kid eats dirt sand ate""",
    "everyday/disgust-bad-smell": """
        smell stink stench odour milk gone rotten fish garbage bin socks sewage toilet fridge bad breath drain cheese
        gym bag locker room sneakers trainers feet wet dog cat litter box diaper nappy sewer compost heap dumpster skip
        market eggs sulphur boiled cabbage durian skunk cigarette ashtray smoke urine stairwell lift farted bathroom
        someone portable festival armpits sweat unwashed man tram bus seat perfume strong vomit carpet dead mouse floor
        rat wall rubbish summer heat manure pig farm tannery spoiled meat holiday power cut tupperware lunchbox
        forgotten months sniffs whiff opens window pinches nostrils reeking musty mouldy""",
    "everyday/disgust-bad-taste": """
        taste milk sour curdled gone bitter lemon medicine bite swallow spit food soup coffee oyster liver rotten egg
        mouldy bread sip chews tongue napkin snail blue cheese anchovies tripe olives brussels sprouts broccoli spinach
        kale cough syrup castor oil cod pill toothpaste orange juice vinegar salt instead sugar tea overcooked burnt
        raw undercooked chicken soapy coriander stale beer flat wine corked warm yoghurt expired past date rancid
        butter nuts apple worm half baby first mashed peas school dinner canteen hospital aunt's cake cooking casserole
        grapefruit spoonful mouthful grim swimming sea water dust soap dog drank gulp""",
    "everyday/disgust-sick": """
        throw threw vomit puke nausea bus seasick stomach turns rotten meat maggots blood hungover hangover boat ferry
        waves rough sea carsick back seat winding road airsick turbulence rollercoaster spinning bucket toilet bowl
        food poisoning bad oysters prawns shellfish kebab bug flu smell hospital autopsy surgery video operation
        documentary open wound broken bone eats live insect dead animal roadkill slaughterhouse sausage factory drunk
        friend passenger shoes baby shoulder cleaning morning pregnant heaving""",
    "everyday/disgust-repulsed": """
        revolting repelled horrid sight corpse wound pus maggots rat roach rotting carcass dead pigeon infection
        gangrene boil abscess blister leeches lice tick flea bites bedbugs mattress bin nest cockroaches swarm flies
        crawling worms ridden hoarder house filth sewage overflow drowned body morgue slaughter gore horror splatter
        toothless leering old man lecher touches leg groping pervert slimy boss's advances wet kiss unwanted fish eyes
        intestines guts brains skull hairless spider's tarantula eating live octopus fermented shark""",
    "everyday/disgust-sneer": """
        manners chews open mouth picks nose burps spits leers slurps soup talks full licks plate fingers drools belches
        clips nails train feet table street litter tracksuit cheap wine vulgar tasteless tacky clothes slob stains
        shirt loud drunk leery stepbrother ex's new partner rival's speech wipes sleeve double dip""",
    "everyday/disgust-dirty": """
        hair soup food plate fly maggot worm rat mould bin bag leaks sticky public toilet drain dog mess shoe slug
        stranger comb bathroom unwashed sheets stepped barefoot sink plughole clogged shower grey water fridge behind
        sofa kitchen restaurant hotel room stains bed bugs mattress cup lipstick glass fork used fingernails mud poo
        poop sole mouse droppings ants sugar meat juice tears dumpster bread green furry strawberries sandwich cheese
        lunchbox dishes week grease greasy pan puddle unknown wet seat restroom motorway station bus gum stuck hand
        nappy diaper baby cat vomit carpet bird shoulder pigeon swamp slime pond algae pet litter lice nits kid's head
        plaster floating pool nail burger insect salad caterpillar drowned""",
    "everyday/disgust-cringe": """
        awkward embarrassing toenails clip public kiss oversharing parents dancing karaoke key wedding speech drunk
        uncle dad joke date bad pick line wrong name said sings comedian dies stage nobody laughs waves back stranger
        fly open presentation trips teenager mother goodbye baby talk couple display affection reality tv proposal
        rejected stadium old diary poems video twerking grandma boss rap intimate details teacher texting slang fake
        accent forgot lyrics national anthem""",
    "everyday/disgust-moral": """
        corrupt politician cruelty abuse bully cheating lies greed racist remark bribe minister embezzles charity money
        scam old people pensioner robbed tax evasion hypocrite preacher priest child animal puppy mill kicks dog
        starving factory farm slaughter trophy hunter lion propaganda politics election party war crimes torture
        exploit sweatshop workers labour racism nazi slur bigots homophobic sexist groping boss harassment pregnant
        wife husband affair betray stole mother grave robbers profiteering dumping toxic waste river bankers bonus
        disabled films accident victims instead helping trolls mocking dead insult funeral""",
    "everyday/disgust-aversion": """
        touch barge pole refuses eat food plate offered oysters liver brussels sprouts dislikes keeps away bowl spinach
        broccoli mushrooms olives fish peas toddler high chair spoon head vegetables tofu slimy okra pudding skin milk
        raw sushi insects fried grasshopper snails frog legs tongue black haggis ten foot pinch fingertips arm's length
        drink sit wear second hand underwear hotel bedspread handshake sweaty perfume seafood steps back nasty ugly
        wallpaper wet dog kiss aunt moustache hates coriander cannot abide""",
    "everyday/disgust-pull-face": """
        lemon sour medicine face grimace tongue bitter taste pulls makes baby tries slice pickle candy sweets cough
        syrup spoon vinegar grapefruit unripe berry persimmon vodka shot tequila whisky first beer black coffee child
        sip sprout sticks screws yuck wheatgrass kale smoothie winces""",
}

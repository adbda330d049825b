"""Topics of two emotions at once: words, by the id of the passage, that people use who mean it (our design, our reading)."""

BLEND_TOPICS: dict[str, str] = {
    "compound/happily-surprised": """
        gift party proposal unexpected visit reunion delight lovely present wins soldier home early lottery good news
        bouquet""",
    "everyday/compound-happily-surprised": """
        delight amazement lottery numbers match gift party present unexpected visit surprise wonderful reunion ring box
        proposal kneels yes engagement fiancé birthday friends jump shout son home early christmas soldier classroom
        daughter airport old shows doorstep found money pocket upgraded first class prize raffle winner free car
        kittens puppy pregnant twins last positive test promotion raise bonus scholarship accepted admission flowers
        reason breakfast bed concert tickets envelope cheque long lost brother dog alive exam top marks expected fail
        encore singer pulls stage""",
    "compound/happily-disgusted": """
        funny gross laughing yuck amused giggle""",
    "everyday/compound-happily-disgusted": """
        gross funny laugh disgusting joke slime kids fart prank baby poo nappy sprays dad burps contest belch gag
        toilet humour booger worm eats dare bug spicy sour sweets friends yuck slimy pudding food fight muddy puddle
        dog licks face mouth smelly socks brother stinky cheese hilarious vomit story horror comedy splatter jelly frog""",
    "compound/sadly-fearful": """
        dying mother hospital war afraid losing scared""",
    "everyday/compound-sadly-fearful": """
        mother hospital losing goodbye war afraid sad sick child surgery tears scared diagnosis father's operation
        theatre doors soldier leaving front refugee boat homeland last hug prison sentence evacuation train sent away
        dog vet scan tumour returned test results orphan first night home alone widow future pregnant abandoned bedside
        intensive care machines custody lost woods crying mum earthquake ruins search survivors separated parents
        funeral look""",
    "compound/sadly-angry": """
        betrayed tears rage cheated left""",
    "everyday/compound-sadly-angry": """
        sad angry betrayed cheated lied crying rage tears hurt furious divorce husband affair best stole inheritance
        drunk driver killed daughter court verdict murderer goes free son wasted died needlessly war pointless hospital
        mistake doctor negligent unfair fired twenty years job father never came forgot abandoned us walked promised
        injustice poisoned dog torn diary burned letters left sister custody judge demolished childhood home slams door
        accuses""",
    "compound/sadly-surprised": """
        bad news sudden death letter shock unexpectedly died""",
    "everyday/compound-sadly-surprised": """
        sad news shock sudden death letter stunned died unexpectedly fired phone call accident passed away heart attack
        father yesterday fine obituary old friend newspaper comes home empty flat wife gone note suitcase birthday
        breakup text nowhere restaurant rejection expected acceptance dog run school closes diagnosis young childhood
        house demolished tree felled grave name favourite teacher know breaks miscarriage silence""",
    "compound/sadly-disgusted": """
        animal cruelty filthy neglected""",
    "everyday/compound-sadly-disgusted": """
        sad disgust cruelty animal dirty neglected hurts sickening war pictures starving dog chained cage old man
        nursing home bed sores oil spill dead birds beach plastic turtle slaughterhouse battery hens abused child
        bruises drunk father vomit sofa addict needle alley crime mass grave rotten lies family betrayed slum children
        rubbish dump mourns people corpse""",
    "compound/fearfully-angry": """
        cornered threatened defend back rage""",
    "everyday/compound-fearfully-angry": """
        scared angry cornered fight defend intruder child threatened back fear rage mother shields attacker bat hand
        burglar kitchen knife screams get stay away daughter dog trapped cat hisses stalker outside hostage shouts
        bully road driver tailgates near miss toddler ran parent scolds lost found mugger grabs bag protester riot
        police soldiers shaking anger dangerous reckless skier""",
    "compound/fearfully-surprised": """
        jump scare sudden bang startled""",
    "everyday/compound-fearfully-surprised": """
        surprise fear sudden bang jumps shadow scared startled alarm hand shoulder dark figure mirror behind lights go
        cupboard opens man inside snake boot spider drops pillow dog leaps fence explosion earthquake begins brakes
        fail car comes nowhere deer headlights lift jolts turbulence thunder strikes right next gunshot crowd shark fin
        surfaces mask clown horror film scream intruder kitchen glass breaks bathtub face window stranger backseat
        floor gives way ice""",
    "compound/fearfully-disgusted": """
        scared repelled spider rat cockroach crawling""",
    "everyday/compound-fearfully-disgusted": """
        fear disgust scared repelled spider cockroach rats crawling snake maggots corpse horror tarantula hand leech
        leg wading swarm kitchen light bathroom sewer running feet pit worms wound slimy thing touches lake dark cellar
        web face bath drain centipede bed pillow earwig ear bat finds body floating decaying zombie rotting creature
        parasite skin needle used stepped syringe blood everywhere tick mouse trap scorpion shoe eyeball surgery
        mutilated""",
    "compound/angrily-surprised": """
        shocked angry accusation dare""",
    "everyday/compound-angrily-surprised": """
        anger surprise angry shocked call insult dare slapped excuse accused thief come finds car scratched towed wheel
        clamped parking fine bill double charged husband bed another walks phone read messages diary fired email credit
        stolen meeting colleague presents idea promised promotion goes nephew price betrayed lied teenager tattoo
        wrecked party house trashed flat burgled neighbour cuts hedge bite sandwich dog ate shoes seat taken spits
        without asking gave away sold water thrown face""",
    "compound/angrily-disgusted": """
        filth outrage spit mess fury revolted""",
    "everyday/compound-angrily-disgusted": """
        angry disgust fury revolted spit filth mess cheated dog doorstep rubbish dumped street litter forest
        neighbour's bins roommate mouldy dishes toilet left filthy spat food restaurant hair complains manager
        cockroach kitchen health inspector groping groper train pervert flasher abuser child rapist corrupt politician
        bribe animal torturer puppy kicks drunk urinates vomits doorway cigarette plate smoke face sweaty lies racist
        rant husband lipstick exploiters swindles pensioners rotten meat sold""",
    "compound/disgustedly-surprised": """
        hair soup sudden yuck cockroach bite shock""",
    "everyday/compound-disgustedly-surprised": """
        disgust surprise shocked yuck hair soup sudden cockroach bite maggot stepped half salad slug lettuce fly drink
        spider cup sip curdled milk coffee sour opens fridge lunchbox tupperware mould lid lifts bin stench hits finger
        burger nail tooth bread plaster bandage pool mouse cereal dead rat drawer sits wet barefoot vomit sock puddle
        bird poo lands shoulder head dog licks mouth brings cat presents pillow toilet previous guest false teeth glass
        hidden camera naked neighbour kiss aunt tongue salt sugar unexpected smell""",
    "compound/appalled": """
        scandal outrage cruelty disgrace behaviour""",
    "everyday/compound-appalled": """
        appalling shocking behaviour cruelty scandal outrage disgrace inhuman conditions filmed puppy farm nursing home
        neglect children slave labour spat beggar nazi salute swastika graffiti memorial cemetery desecrated politician
        says racist remark joke disaster funeral selfie tweet drunk surgeon parents let toddler smoke hits child public
        kicks homeless man laughs victims prison torture photos people treat dumping waste indecent price gouging
        scenes unacceptable shameful vulgar language speechless""",
    "compound/hatred": """
        hate enemy revenge loathe despise""",
    "everyday/compound-hatred": """
        hate hatred despise enemy revenge loathe murderer traitor son killer courtroom ex took everything stepfather
        abuser tormentor school bully years later dictator tyrant soldier occupier torturer rival clan feud vengeance
        wishes dead poison spits name never forgive burns photo war criminal racist mob extremist fanatic can't stand
        guts cannot bear sight detests nemesis arch""",
    "compound/awed": """
        cathedral mountain stars canyon huge""",
    "everyday/compound-awed": """
        awe cathedral mountain stars eclipse view canyon huge size wonder towering grand northern lights waterfall
        niagara glacier volcano eruption lava tornado storm power waves giant whale dinosaur skeleton elephant herd
        pyramids temple dome organ choir rocket launch spaceship earth space milky way night sky desert meteor shower
        telescope galaxy aurora redwood tallest tree skyscraper dam abyss edge precipice summit sunrise clouds newborn
        first breath god miracle king queen throne pope hero idol presence maestro symphony orchestra majestic
        overwhelming sublime breathtaking silent reverent stands thunder beauty""",
}

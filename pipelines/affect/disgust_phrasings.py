"""Phrasings of disgust: what people type, by the id of the passage that they mean (our design, our reading)."""

DISGUST_PHRASINGS: dict[str, str] = {
    "everyday/disgust-grossed-out": """
        ew; eew; yuk; yucky; gross; ugh, gross; that's disgusting; icky; eugh; nasty stuff; sticky goo; snot; picks his
        nose and eats it; toenail clippings; spit on the floor; slime on her hand; dog drool on the trousers; a used
        plaster in the pool; chewing gum under the desk; a hairy mole; pus; squashed bug; sweaty socks; burps in her
        face; licks the plate; double dips; sneezes on the buffet; mucus; gooey; clipping nails at the table; pimple
        popping video; slug on the lettuce; hair ball; public toilet seat; chewed food in an open mouth; earwax; belly
        button fluff; wet sponge; eats with dirty fingers; slobbery kiss from the dog; bodily fluids; that is sick;
        phlegm; dead fly in the jam; makes her shudder with disgust; nappy change; sweaty handshake; bogeys; someone
        else's hair on the soap; the dog ate it again; a wet plaster on the locker room floor; he blew his nose into
        the curtain; half-eaten burger under the seat; toenails on the coffee table; the baby offers its chewed
        biscuit; lip balm shared by everyone; he licks his fingers and turns the page; a wad of gum in her hair;
        squeezes a blackhead; slurps a raw egg; a fly vomits on the cake; they share a toothbrush; the bath water is
        grey; the cat coughs up a hairball; she touches something wet under the table; picks at the scab; a spit
        bubble; warm loo seat; grossed out; eww; yuck; ick; nasty; revolting; ugh; eek gross; blech; disgusted by;
        that's gross; gag-inducing; stomach-turning; makes my skin crawl; skeeved out; barf; nauseating; foul;
        gruesome; unsavoury; creepy-crawly; slimy; snotty; hairy; oozing; sticky; the ick; yuck factor; can't touch
        that; eww gross""",
    "everyday/disgust-bad-smell": """
        it stinks; stinky; what's that smell; smells like rotten eggs; smells of sewage; something died in here; holds
        his nose; pinches her nostrils; nose wrinkled; sniffs and recoils; foul odour; a whiff of; reeks of fish; bad
        breath; sweaty feet; unwashed man on the train; body odour; dirty nappy; skunk; a fart in the lift; farted;
        mouldy cellar; rubbish bin in summer; garbage truck; bin bags; cheese left in the car; gym bag; wet dog; dead
        mouse under the floor; blocked drain; pigsty; manure on the fields; chemical toilet; festival toilets; ashtray;
        stale smoke; vomit smell in the taxi; spoiled meat in the fridge; sour milk smell; rancid; stuffy; putrid;
        opens the window quickly; airs the room; perfume overdose; burnt hair; durian; smelly cheese; fish left out;
        compost heap; diaper; stench; fumes; the fridge after a week without power; somebody's trainers in the hall;
        low tide; the boys' changing room; the tramp sits down next to her; cabbage in the stairwell; eggs gone off;
        the bin lorry; the dog rolled in something; the lid comes off the septic tank; his breath after the kebab; a
        hamster cage; the drains in August; the cellar under water; someone had tuna in the office; the goat; the
        cheese drawer; the nappy bucket; a dead bird in the chimney; cheap aftershave; turns her head from his breath;
        opens the lunch box after the holidays; bad smell; stink; stinking; reeks; smelly; foul-smelling; rotten;
        odour; holds her nose; wrinkles his nose; pong; whiff; sniffs; rancid smell; stinks to heaven; something
        smells; rotten eggs; smell of death; sewer smell; garbage smell; sweaty; unwashed; musty; mouldy smell; BO;
        turn up the nose at the smell; scrunches nose; wafts""",
    "everyday/disgust-bad-taste": """
        tastes horrible; tastes like feet; tastes awful; spits it out; spits into a napkin; sour; bitter; way too
        salty; milk has gone off; bit into a rotten nut; swallowed the medicine; cough syrup; cod liver oil; cold
        greasy soup; burnt porridge; overcooked cabbage; raw onion; lemon juice; bitter coffee; soap in the mouth;
        toothpaste and orange juice; mouldy bread; corked wine; stale beer; salt instead of sugar; baby tries spinach;
        first taste of olives; liver; brussels sprouts; oyster goes down badly; unripe fruit; rancid butter; grimaces
        after a sip; makes a face at the food; eats something foul; horrid school dinner; gags on the pill; the soup is
        off; metallic taste; wrong side of the chilli; the smoothie is vile; awful cooking; bad egg; pulls a face after
        the shot; sipped; gulp; swallowed; washes his mouth out; sea water; the wine is corked; what's in this soup;
        the cook mistook salt for sugar; medicine without a sweet; the first mouthful and back it goes; lukewarm
        cabbage juice; the cream has turned; the fish is off; burnt garlic; chews and stops; wheatgrass; a soapy glass;
        grandpa's home-made schnapps; the pill dissolves on her tongue; unsweetened cocoa; swallowed pool water; his
        first cigarette; the child and the spinach; bitter almond; mushy peas; seaweed crisps; cold instant coffee; the
        berries weren't ripe; bad taste; tastes bad; tastes disgusting; sour taste; bitter taste; sour milk; bitter
        medicine; spits out; spat out; awful food; horrible food; foul taste; revolting meal; makes a face after
        tasting; inedible; unpalatable; off; gone off; past its date; tastes of soap; aftertaste; chokes it down;
        washes it down; bitter as gall; sour as a lemon; grimaces at the taste; spoiled; sips and grimaces; took a
        bite; tasted""",
    "everyday/disgust-sick": """
        going to throw up; about to be sick; throws up; vomits; pukes; heaves; retches; gags; dry heaves; nauseous;
        nausea; queasy stomach; stomach turns; stomach churns; bends over the toilet; kneels over the bowl; holds the
        sick bag; seasick on the boat; carsick on the winding road; airsick; turned green; pale and sweating; swallows
        bile; food poisoning; bad prawns; too much tequila; hangover; morning sickness; stomach bug; smelled it and had
        to gag; hand over the mouth; runs to the bathroom; spun round too long; roller coaster after lunch; sick to the
        stomach; feels ill; sight of blood turns her stomach; wants to vomit; chunks; rotten fish made me sick; waves
        rock the ferry; heaving over the rail; feeling unwell after the oysters; dizzy and sick; the bus winds up the
        mountain and she is getting pale; the waltzer at the fair; too many sweets; clam chowder on a rolling ship; he
        needs a bag, quickly; hunched over the sink; four pints and a kebab; the operation film in biology; don't talk
        about food; at the side of the road, hands on knees; her stomach rises; first trimester mornings; the cabin
        drops and his lunch wants out; she can't keep anything down; smell of frying fat, and off she runs; a bucket
        beside the bed; sick; queasy; about to vomit; about to throw up; vomiting; puking; puke; retching; gagging;
        green around the gills; feels sick; sick to his stomach; stomach heaves; turns her stomach; stomach upset;
        poorly; ill; bilious; hurl; heaving; wants to be sick; motion sickness; travel sick; nauseated; woozy; hungover""",
    "everyday/disgust-repulsed": """
        can't look; turns away; looks away in disgust; recoils; shudders; repugnant; repellent; abhorrent; loathsome;
        odious; foul; hideous; a festering wound; open wound; maggots in the meat; decaying body; rotting carcass; dead
        rat; dissected frog; the sight of pus; gore; skin disease; sores; intestines; blood and guts; mutilated; ugly
        scar; the lecher touches her; his clammy hand on her knee; leering old man; slimy creature; a pile of worms;
        eats live insects; flies on the corpse; shrinks from his touch; backs away from it; makes my skin crawl;
        abomination; detests; cannot bear to touch it; revulsion; repulsion; nauseating sight; he licks the knife;
        averts her eyes; roadkill; bloated body; leech on the skin; horrible infection; abscess; surgery on television;
        raw entrails; the bandage comes off; a two-headed calf in a jar; he scratches his rash; he pulls a tick off the
        dog; the butcher's yard; drool runs from his mouth onto her sleeve; the old man strokes her leg; a rat gnaws at
        the dead pigeon; she has to touch the eel; a toe without a nail; the smell and sight of the wound; the
        tapeworm; his hand is damp and she pulls hers away; wart; the swollen body in the canal; they eat the brain;
        the abscess bursts; he wants to kiss her with that mouth; flies in the sick man's eyes; repulsed; repelled;
        revolted; disgusted; disgust; sickened; sickening; vile; loathing; repugnance; abhorrence; aversion to the
        sight; can't bear the sight; can't look at it; shrinks back in disgust; makes my flesh creep; skin crawls;
        grotesque; gory; ghastly; horrid; foul sight; stomach-churning; deeply disgusted; utterly revolted; turns away
        in disgust""",
    "everyday/disgust-sneer": """
        curls her lip; lip curled; upper lip raised; a sneer; sneering; looks at the cheap suit with distaste; sniffs
        at the manners; he eats with his hands; bad table manners; slurping; tasteless decor; vulgar joke; tacky dress;
        ugly wallpaper; cheap wine; looks him up and down with a curled lip; sniffs in disapproval; finds it vulgar;
        disdainful curl of the mouth; snooty waiter; one side of the lip lifts; refined disgust; snobby distaste;
        common people; boorish; uncouth; lip lifted in scorn; nasty sneer; she lifts the polyester with two fingers,
        lip up; so this is where you live; the sommelier and the box of wine; he wipes his mouth on the tablecloth and
        she curls her lip; plastic flowers; the countess tries instant coffee; the opera singer hears the boy band;
        that hat; socks in sandals; he slurps in a three-star restaurant; sneer; sneers; curled lip; curls lip;
        lip-curl; disdainful distaste; finds it tasteless; bad manners; vulgar; crude; snooty; distaste; sniffy; looks
        askance; snobbish disgust; contemptuous lip; scoffs at the food; nose in the air at the smell; supercilious
        sneer; upper lip lifted""",
    "everyday/disgust-dirty": """
        filthy; grimy; mouldy; sticky floor; stained mattress; hair in the drain; cockroach in the kitchen; rats in the
        yard; mice droppings; dirty toilet; public restroom; unwashed dishes; greasy stove; mould in the fridge; slimy
        sponge; a hair in the food; a fly in the soup; dog poo on the shoe; stepped in vomit; pigeon droppings; dust
        and dirt; bed bugs; lice; fleas; maggots in the bin; worms; slug; snail slime; snotty tissue; clogged sink;
        scummy bath; overflowing bins; rubbish everywhere; pigsty of a room; smeared; bathroom not cleaned for weeks;
        cobwebs; creepy crawlies; infested flat; contaminated; unhygienic; germs; dirty fingernails; mud; sewage;
        swampy water; algae; rotten leaves; puddle of something; crusty pan; sticky seat in the bus; stains on the
        sheets; cleans the drain; picks up dog mess; grubby hands; finds a dead bug in the cereal; the tent after the
        festival; the oven of the last tenant; black water from the tap; something moves in the flour; a ring round the
        bath; the pub carpet; mud up to the knees; the fridge handle is sticky; the bedsheets in the motel; dust balls
        the size of cats; a toilet at the petrol station; the dog drinks from the puddle; crumbs and ants; mould on the
        ceiling; ketchup all over the child; the drain cover; the hostel shower; pigeons on the sill; a film of grease;
        used needles in the sandpit; plates piled for two weeks; a nest of mice in the drawer; her hands after the bin;
        dirty; filth; grime; squalid; squalor; moldy; slimy; cockroach; roach; vermin; rats; bugs; insects;
        infestation; hair in the food; toilet; germy; messy; muck; mucky; soiled; stained; garbage; rubbish; trash;
        dump; pigsty; slop; sludge; scum; mildew; fungus; dead fly; worm; maggot""",
    "everyday/disgust-cringe": """
        so awkward; painful to watch; can't look, so embarrassing; dad dances at the disco; a bad pick-up line;
        terrible singer at the talent show; failed proposal in public; the comedian bombs; his speech at the wedding;
        out of tune karaoke; politician tries to rap; uncle's dirty jokes; mum kisses me in front of my friends; old
        photos of me; toe-curling; wants the ground to swallow her; winces; squirms in the seat; peeks through her
        fingers; second-hand shame; parents making out; cheesy; corny; creepy compliment; awkward silence; overshares
        about her sex life; he reads his love poem aloud; bad acting; drunk aunt at the party; boss on the dance floor;
        reality show; he calls the teacher mum; tries to be cool; fake accent; public display of affection; facepalm;
        ouch; oh dear, don't; he proposes at the stadium and she runs away; dad tries to floss dance; the mayor sings;
        a teacher uses teen slang; the groom's poem; voice breaks during the solo; reading your old diary; the ad with
        the dancing grandma; mother talks about his potty days; flirting with the bartender, badly; she waves back at
        someone who wasn't waving at her; the joke at the funeral; amateur play; he does a split and the trousers rip;
        the toast goes on about the ex; influencers crying on camera; kisses in the front row; an old man in a thong;
        cringe; cringes; cringing; cringeworthy; awkward; embarrassing; embarrassing to watch; secondhand
        embarrassment; vicarious shame; wincing; squirms; painful; hard to watch; painfully awkward; tacky; makes me
        cringe; can't bear to watch; lame joke; bad joke; cover my eyes; embarrassing dad; awkward moment""",
    "everyday/disgust-moral": """
        sickened by the corruption; what a disgusting thing to do; how can people be like that; immoral; a crime
        against children; animal cruelty; abuse of the elderly; lies to the voters; takes bribes; profits from war;
        exploits the workers; steals from a charity; rips off pensioners; racist; sexist; bigotry; hypocrite; tax
        evasion of the rich; paedophile; rapist; he hits his wife; child labour; slaves; genocide; torture photos;
        greedy bankers; politicians; cover-up; the church hid it; poisons the river; no conscience; despicable; vile
        man; shameful; disgraceful; obscene bonuses; cheats on his dying wife; a rotten person; depraved; perverse;
        indecent; low; sleazy; unscrupulous; scum; spits on a beggar; laughs at the victims; trophy hunter; fur farm;
        dog fights; sells drugs to kids; fraud; turned my stomach what they did; evil; inhuman; betrayal of trust; he
        left his wife the week she got cancer; they sold the baby food knowing; the priest and the choirboys; the mayor
        built a pool with the flood money; she tricked the old man out of his flat; the company buried the study; they
        drown kittens; he takes photos of the dying; the general lies about the dead; laughing at the starving; he hit
        a woman; they pay children cents; stole from the collection for orphans; the guards enjoyed it; buying votes;
        he boasts about cheating; scammers who ring the elderly; the doctor who sold fake medicine; insider deals
        during the war; moral disgust; morally; corrupt; corruption; lies; cruelty; cruel; wicked; sickening crime; how
        low; vile act; makes me sick; sick of the lies; appalling behaviour; injustice makes her sick; scandal;
        hypocrisy; betrayal; dirty money; dirty politics; beneath contempt; abuse; abusers; greed; greedy;
        exploitation; rotten to the core; unethical; sleazebag""",
    "everyday/disgust-aversion": """
        no thanks; not for me; I don't like it; not a fan of; can't stand it; dislikes; averse; pushes the plate away;
        pokes at the food; won't eat that; refuses to try; turns her head away from the spoon; picks out the mushrooms;
        hates vegetables; hates fish; not hungry any more; doesn't want to touch it; holds it with two fingers; at
        arm's length; keeps her distance; leaves the plate full; turns up his nose; unappealing; unappetising; fussy
        eater; sniffs at the dish and declines; shakes his head at the menu; would rather not; lukewarm beer; cold
        pizza; doesn't fancy it; reluctant to kiss her aunt; can't abide; wrinkles the nose at the offer; declines with
        a grimace; bland hospital food; leftovers again; tofu; skin on the milk; lumps in the gravy; rejects; put off;
        distaste; doesn't care for; moves away on the bench; baby rejects the bottle; another helping, no, really not;
        the baby clamps its mouth at the carrots; she slides further away on the sofa; olives, no; he'd rather walk
        than sit next to her; I hate cauliflower; not that film again; she doesn't care for his perfume; the cat sniffs
        the new food and walks off; the coat isn't to her taste; raw fish, thank you, no; he scrapes off the sauce; she
        avoids the handshake; oysters are not her thing; liver for dinner; leave it out of my salad; doesn't like to be
        touched; the kid picks out every raisin; he holds the sock at arm's length; aversion; dislike; disinclined;
        reluctant; not keen; can't stand; hates the taste; turns up her nose; turns his nose up; pushes away; refuses;
        declines; not my thing; not my cup of tea; leaves me cold and disgusted; off-putting; mild disgust; slightly
        disgusted; a little disgusted; faint disgust; wary of the food; picky; fussy; leaves a bad taste; bargepole;
        wouldn't touch it with a bargepole""",
    "everyday/disgust-pull-face": """
        makes a face; pulls a face; screws up the face; sticks out the tongue; tongue out; blah; bleh; blech; yuck
        face; bit into a lemon; sour sweets; puckers; grimaces; twists the mouth; contorted; face twisted; scrunched-up
        face; kid tastes broccoli; after the first sip of beer; swallows bitter pill; silly faces; ugly face; shakes
        her head and sticks her tongue out; wry face; puckered mouth; has to kiss grandma; face at the brussels
        sprouts; a shot of vodka; vinegar crisps; eyes screwed up, tongue out; ptooey; the twins and their first
        grapefruit; he tries the sour sweet and his whole face folds; ugh, says the girl, tongue out; lime and salt;
        cod liver oil on a spoon; baby's first lemon; she screws up her face at the needle-green drink; tries mustard
        for the first time; yuck, kissing; grandma's tonic; horseradish; the raw onion dare; makes faces; grimace;
        grimacing; ugh; blegh; screwed-up face; face screwed up; sticks tongue out; sour face; lemon; sucks a lemon;
        twists his face; contorts; funny face of disgust; face like a squeezed lemon; puckers up; crumpled face""",
    "emotion/disgust/variant-2": """
        turned-down mouth with wrinkled nose; bad taste in the mouth; sour, bitter face; distaste with lip corners
        down; tasted something off; looks at the food with a drooping mouth""",
    "emotion/disgust/variant-3": """
        about to gag; retching with open mouth; mouth open, tongue forward; gagging; nauseated; about to vomit; upper
        lip raised high; utterly revolted; heaves; sick with disgust""",
    "mafw/disgust": """
        recoils from the food; turns away from a sight; recoils from dirt; repulsed in a film scene; backs off from the
        rubbish""",
}

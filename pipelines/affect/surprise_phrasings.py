"""Phrasings of surprise: what people type, by the id of the passage that they mean (our design, our reading)."""

SURPRISE_PHRASINGS: dict[str, str] = {
    "everyday/surprise-jaw-floor": """
        lost for words; can't find words; struck dumb; dumbfounded; dumbstruck; stands there with open mouth; mouth
        hanging open; gapes; gawps; you could knock him down with a feather; rendered speechless; picks his jaw up off
        the floor; sees the bill for the dinner; the price of the handbag; the salary offer; his shy classmate sings
        like a star; grandma does the splits; his ex arrives on a motorbike; a world record is broken; an incredible
        goal from the halfway line; the makeover reveal; she enters in the red dress and the room stops; the house is
        worth millions; acrobat's triple somersault; unbelievable score; nothing comes out of her mouth; stupefied;
        staggered; bowled over; floored by the answer; the twist at the end of the film; the whole class gapes; he
        reads the number on the cheque twice; tongue-tied with astonishment; the estimate for the roof; the janitor
        lifts two hundred kilos; she takes off the wig; his mother has won the poker tournament; the shy accountant
        does a backflip; the vase from the flea market is Ming; nobody can speak when the curtain falls open; she
        stands there like a fish out of water, mouth open; the teenager solves the proof; the phone bill is four
        figures; they hear the goal tally; the garage door opens and there's a sports car; silence, then: what; she
        sees what the mechanic charges; gobsmacked; flabbergasted; speechless; thunderstruck; open-mouthed; agape;
        slack-jawed; jaw on the floor; jaw drops; mouth agape; at a loss for words; floored; knocked for six; knocks my
        socks off; knocked sideways; cat got your tongue; catching flies; gaping; tongue-tied; words fail her; takes
        her breath away; astounded; blown away""",
    "everyday/surprise-startled": """
        jumps out of her skin; nearly jumps; flinches; gives a start; starts at the noise; jolts; caught off guard; a
        sudden bang; a loud crash in the kitchen; a balloon pops; a door slams; boo; someone taps him on the shoulder;
        a hand on her arm; the phone rings suddenly; alarm goes off; fire cracker; thunderclap; car backfires; a horn
        right behind him; dropped tray of dishes; bird flies against the window; the cat leaps onto her lap; cold water
        down the neck; champagne cork; camera flash; a book falls in the silent library; the toast jumps up; someone
        bursts in; dog barks right behind; didn't hear you come in; woken with a jerk; sneeze in a quiet room;
        jack-in-the-box; the printer starts by itself; spins round; gasps; makes me jump; elbow knocks the glass;
        electric shock from the door handle; a pheasant flies up at his feet; the tyre pops; he turns round and
        somebody is standing there; a hand out of the dark room; the doorbell rips her out of her thoughts; the book
        slams shut; a mouse shoots out of the cupboard; the oven timer; she drops the plate when he speaks; the alarm
        clock; a hiccup from behind; the pressure cooker hisses; someone shouts her name; a shotgun far away; the swing
        hits him; static shock; he pops up from behind the counter; the umbrella snaps open; the train horn; a
        champagne bottle bursts; startled; startle; jumps; jumped; jumpy at the noise; gasp; gasped; taken aback;
        caught unawares; caught by surprise; flinch; jolt; jolted; leaps up; start; a start; surprised by a noise;
        sudden noise; bang; jump out of one's skin; whips round; recoils in surprise; sharp intake of breath; blinks;
        made her jump; crept up on""",
    "everyday/surprise-amazed": """
        I can't believe my eyes; mind blown; wow, look at that; what a sight; never seen anything like it; marvels at;
        wonders at; the magician pulls a dove out; the card trick; a child who plays Mozart; paralysed man walks again;
        someone lifts a car; northern lights; shooting stars; a whale leaps out of the water; total eclipse; a giant
        pumpkin; the hole in one; a robot that dances; a baby that reads; survives a fall from the tenth floor; built
        from a million matches; juggles seven balls; holds his breath for ten minutes; draws a perfect circle; speaks
        twelve languages; the garden bloomed overnight; an unbelievable stunt; impressive; fantastic; extraordinary;
        breathtaking; phenomenal; sees snow for the first time; her transformation; it really works; dazzled; wide-eyed
        admiration; the dog counts to ten; the tightrope walker between two towers; prodigy; remarkable; the chimney
        sweep plays Chopin; a sand castle as high as a house; the field is full of glow-worms; a man balances on his
        thumb; twelve puppies in one litter; the blind painter; a bridge built in one night; the tiny seed has become a
        sunflower; an octopus opens the jar; a hundred and five years old and still climbing; she draws both hands at
        once; fish falling from the sky; he guessed the card; the statue moves; the ice palace; acrobats fly through
        the air; never in my life have I seen such a thing; how on earth did he do that; the crow uses a tool; a shower
        of meteors; amazed; amazement; astonished; astonishment; astounded; astounding; wonder; marvel; marvelling;
        awe; mind-blowing; blown away; incredible; unbelievable; amazing; impressed; deeply impressed; can't believe
        his eyes; miracle; stunning; spectacular; fascinated; wows; staggering; out of this world; eyes on stalks; a
        sight to behold; never seen the like; magical; takes the cake; beyond belief; hats off; spellbound""",
    "everyday/surprise-eyebrows-up": """
        raised an eyebrow at that; both brows go up; brows lift; brows fly up; looks again; looks twice; well I never;
        fancy that; you don't say; didn't expect that; now that's a surprise; who would have thought; unlikely winner;
        the outsider wins; the quiet one swears; grandma's new tattoo; his tie is pink; she dyed her hair green; the
        boss comes in slippers; an odd request; comes to work in costume; unexpectedly early; the bill is higher than
        expected; the two of them are together?; vegetarian orders steak; he is forty?; the janitor is the owner; she
        turned down the offer; a strange order; unusual; news to me; that came out of left field; out of the blue;
        turn-up for the books; the cat brings slippers; he actually cleaned his room; did I hear that right; a mild
        surprise shows on his face; an unforeseen answer; the vicar arrives on a skateboard; the cheapest wine won;
        he's wearing a kilt; so the gardener inherits everything; her quiet neighbour used to be a wrestler; the cat
        opened the fridge; a compliment from the toughest teacher; a vegetarian butcher; they finished a day early; his
        CV says lion tamer; she orders a second dessert; the price has gone down; oh, you two know each other; grandpa
        has a girlfriend; the tax office pays back; he shaved off the beard; raised eyebrows; eyebrows raised; lifts an
        eyebrow; brows shoot up; eyebrows up; a double take; does a double take; didn't see that coming; out of left
        field; bolt from the blue; unexpected; unexpectedly; mild surprise; a bit surprised; slightly surprised;
        surprised look; well, well; well, I'll be; what do you know; turn-up for the book; came as a surprise; quite a
        surprise; sits up and takes notice; eyebrows hit the hairline; raises a few eyebrows; never would have guessed""",
    "everyday/surprise-oh": """
        oh my; oh my god; omg; gosh; good heavens; goodness gracious; blimey; crikey; holy cow; holy moly; whoa; wow;
        what the; you're kidding; no way; get out of here; really?; seriously?; you did?; since when?; she's pregnant?;
        they are getting married?; twins?; I won?; you here?; the doorbell rings and it's an old friend; unexpected
        visitor; finds money in an old coat; an unannounced guest; gets a letter from a stranger; runs into her teacher
        on holiday; the baby says its first word; flowers delivered to her desk; a phone call from an old flame; snow
        in April; a deer in the garden; her name is drawn; mouth rounds into an o; lips form a circle; everybody jumps
        out and shouts; already eight o'clock?; you've grown so much; what are you doing here; didn't know you had a
        brother; the sudden news of a wedding; who's that at the door at this hour; he is back already; is that for me;
        look who's here; a robin in the kitchen; that's my name on the list; a letter after thirty years; the test
        shows two lines; it's snowing; already midnight; what, today; a tooth has fallen out; they've called the number
        on her ticket; Grandma's on the phone from Australia; the tent is gone; the kettle was full of coins; he speaks
        fluent Japanese; an old classmate on the plane; a rainbow; there's a horse in the lobby; the kitten opened its
        eyes; you cut your hair; oh; ooh; ah; oh wow; really; what; surprise; surprised; good grief; my goodness;
        heavens; gee; jeez; well I'm blowed; lo and behold; speak of the devil; what a surprise; surprised woman;
        unexpected news; surprising news; unexpected gift; a surprised little oh; the mouth makes an O; caught by a
        question; you don't say; for real""",
    "everyday/surprise-shocked": """
        shell-shocked; in shock; stunned into silence; floored by the news; can't take it in; the news hits like a
        bomb; a bombshell; pregnant at fifty; resigned overnight; the company goes bankrupt; the minister is arrested;
        assassination on the news; her husband has another family; he is not the father; adopted and never knew; she
        left everything to the cat; the coach quits; breaking news; scandal; a confession; best friend is a spy; my
        neighbour is a murderer; the plant closes; stocks crash; he collapsed in front of us; a celebrity dies; the
        election result; unexpected divorce; fired without warning; turned pale at the announcement; staggered; rocked;
        dazed; stands frozen with the letter; shock announcement; jaw tight with shock; the earthquake hits; the police
        arrest the mayor; secret revealed; the test says otherwise; a slap out of nowhere; traumatised; horrendous
        news; the announcement that the school will close; the bank is broke; their priest was arrested; she was
        married all along; the will leaves it all to a stranger; half the staff is out; the surgeon removed the wrong
        kidney; his own brother was the informer; an explosion in the next street; our teacher was a spy; the champion
        lost in twelve seconds; the baby isn't his; the king is dead; evacuate the building; everyone stands still in
        front of the television; the judge resigns in court; the tower is falling; we're being bought; mum says she's
        leaving dad; shocked; shock; shocking; stunned; thunderstruck; aghast; shaken; reeling; bombshell; dumbfounded
        by the news; horrified surprise; bolt of lightning; hit like a ton of bricks; rug pulled from under; knocked
        off his feet; bowled over by the news; appalling news; dreadful news; speechless with shock; numb with shock;
        in a state of shock; a rude awakening; traumatic; revelation; sudden collapse; frozen in shock; gasped in
        shock; blanches; white with shock""",
    "everyday/surprise-curious": """
        wants to know more; what's in the box; peeks through the keyhole; peers over the fence; leans in to listen;
        pricks up his ears; tell me more; and then?; asks question after question; what's that noise; sniffs at the new
        thing; tilts his head; examines the strange object; opens the mysterious envelope; rummages through the attic;
        explores the cave; watches the ants; a cat looking into a bag; baby reaches for the shiny thing; eavesdrops;
        nosy neighbour behind the curtain; what are they whispering about; inquisitive; fascinated; attentive; absorbed
        by a documentary; what does this button do; looks into the microscope; reads the secret diary; snoops around;
        guesses what's under the wrapping; shakes the present; interested in her story; who is the stranger; looks
        closely; studies the old map; wonders what it tastes like; gossip at the hairdresser; keen to learn; a
        scientist with a strange result; questioning look; all eyes and ears; the door at the end of the corridor is
        never open; what's behind the wall; the children lie on their bellies watching a beetle; there's a letter with
        no sender; what are you two up to; the archaeologist brushes off the sand; the parcel ticks; a light in the old
        mill; the puppy meets a hedgehog; he lifts a corner of the cloth; what happened next; the keyhole; she follows
        the footprints in the snow; what does this lever do; a stranger moves in across the street; the baby studies
        its toes; reading over his shoulder; a rumour about the teacher; he opens the old diary; tell us, tell us;
        curious; curiosity; curiously; intrigued; interested; interest; wondering; wonders; nosy; prying; questioning;
        all ears; pricks up ears; keen interest; eager to know; burning to know; on the edge of her seat to hear;
        peeping; peers; snooping; sniffing around; explores; what's this; piqued; hooked; captivated; engaged; alert
        and interested; quizzical; inquiring; hungry for knowledge; curiosity killed the cat""",
    "everyday/surprise-disbelief": """
        can't be true; that's impossible; you're pulling my leg; you can't be serious; is this a joke; is this real;
        pinch me; rubs her eyes; looks at the screen again; checks the ticket a second time; shakes his head slowly; I
        don't believe it; are you kidding me; you must be joking; what do you mean, gone; how is that possible; a bill
        for ten thousand; my account is empty; the referee gives a penalty for that; they cancelled it again; he missed
        an open goal; my car was here a minute ago; the dog ate it?; three zeros too many; a ghost; a ufo; talking
        parrot; he's supposed to be dead; my toddler drove the car; you sold it for how much; you paid what for that;
        fined for parking in my own drive; sceptical and stunned; blinking; unbelieving; baffled by the verdict; did
        that just happen; seriously, again?; the worst decision ever; doubts his own eyes; stares at the letter; I
        passed?; me, a winner?; a cat opens the door; far-fetched; it can't be; the dog drove the car; we lost by one
        vote; the house was sold twice; he ate forty eggs; my seat is in the hold; you're her father; I paid that
        already; she's ninety and surfs; they want it by tomorrow; the plane leaves without us; no luggage, no hotel,
        nothing; someone stole the bridge; that was offside, surely; you named him what; a mistake by the bank in my
        favour; he reads the diagnosis again; they gave him the award; the cup is ours; a snowman in July; her flat is
        under water; he got off free; you forgot the baby; they knocked down the wrong house; disbelief; incredulous;
        incredulity; can't believe it; unbelievable; are you serious; you're joking; you must be kidding; you've got to
        be kidding; come off it; get out; pull the other one; no kidding; doubts her ears; can't believe my ears;
        shakes head in disbelief; impossible; it can't be true; pinches himself; too good to be true; stranger than
        fiction; pigs might fly; astonished and doubtful; stares in disbelief; stunned disbelief; blinks twice; say
        that again; what on earth""",
    "everyday/surprise-realises": """
        it dawns on him; it clicks; the light goes on; aha; eureka; oh no, I forgot; left the stove on; left the keys
        inside; locked out; the phone is still on the bus; today is her birthday; forgot the anniversary; the
        appointment was yesterday; wrong train; the microphone was on; sent it to the wrong person; his fly is open;
        shirt inside out; odd shoes; recognises the face; that's where I know him from; suddenly understands; solves
        the riddle; it all makes sense now; works out who the killer is; notices something; the answer comes to him;
        remembers the name; glasses were on his head; she's his sister; sees through the trick; wait a minute; hang on;
        just a moment; hits her forehead; the wallet is missing; it strikes her; discovers the mistake; figures it out;
        has an idea; brainwave; suddenly remembers; it's been him all along; the exam is today, not tomorrow; connects
        the dots; grasps; now I get it; homework left at home; boards the wrong plane; the appointment was at ten; the
        person she's been texting is her boss; the meeting was in the other building; he packed two left shoes; the
        cake is still in the oven; those are my glasses; it was salt, not sugar; she reads the ring's inscription and
        knows; the tap is running; that voice, he knows it; it was the butler; the camera was on; they're on the wrong
        side of the road; the baby's seat is empty; the lens cap is on; his alarm never rang; the ticket was for
        yesterday; it's my own handwriting; the rhyme gives him the clue; she locked the cat in; the answer was there
        the whole time; I left it in the taxi; Monday is a holiday; realises; realizes; realisation; realization;
        remembers; recalls; it dawns on her; the penny drops; lightbulb moment; light-bulb goes on; aha moment; eureka
        moment; epiphany; recognises; recognition; insight; understands at last; gets it; sees the light; puts two and
        two together; slip of memory; forgot; forgotten; oh no; oops; damn, the; rings a bell; wakes up to; comes to
        mind; it hits her; it struck him; suddenly knows; finds out""",
    "everyday/surprise-confused": """
        scratches his head; doesn't get it; huh?; what?; I'm lost; makes no sense; can't make head or tail of it; all
        Greek to me; which way now; turns the map upside down; reads the instructions again; looks at the remote
        control; where am I; who are you again; doesn't understand the question; strange language; weird text message;
        modern art; complicated form; too many buttons; grandpa and the smartphone; the door says pull but; twins
        mix-up; woke up in a strange room; what day is it; mixed up the dates; contradictory signs; the joke went over
        her head; algebra; the lecturer loses him; puzzling clue; muddled; disoriented; at sea; flummoxed; stumped;
        bemused; befuddled; nonplussed; unsure what is meant; blank look of incomprehension; lost tourist; doesn't
        follow; leftover screws; mirror maze; a dog looking at its reflection; why is everybody staring; come again?;
        furrowed brow, head tilted; what is this thing for; mystified; a foreign menu; cannot read the handwriting;
        both signs say exit; the recipe wants a pinch of what; two doors with the same number; she doesn't know the
        word; the waiter brings a bill for another table; this sock has no partner; the instructions are in Finnish;
        how do you turn it on; the plot of the film; everyone bows and he doesn't know why; he asked for tea and got a
        towel; the map shows no road; the clock runs backwards; they laugh and I have no idea why; the calculator gives
        another result; she calls him by another name; which fork; the code has four digits and I've got five; who was
        that; grandma looks for the any key; what are you talking about; lift says floor minus seven; the machine asks
        for a receipt; confused; confusion; puzzled; puzzlement; baffled; bafflement; perplexed; bewildered;
        bewilderment; at a loss to understand; doesn't understand; can't follow; lost; flustered; clueless; no idea;
        hasn't a clue; huh; head-scratching; scratches head; question marks over his head; double Dutch; all at sea;
        doesn't compute; over his head; unclear; what does it mean; puzzling; thrown; wrong-footed; uncomprehending;
        unsure; uncertain""",
    "everyday/surprise-wide-eyed": """
        eyes like saucers; eyes as big as plates; big round eyes; eyes pop out; goggle-eyed; stares in wonder; child at
        the circus; the magician's rabbit; first time at the zoo; giraffe at the fence; sees the Christmas tree lit;
        enters the toy shop; presses her nose to the sweet shop window; watches the fireworks; a huge birthday cake;
        elephant walks by; shark swims over the glass tunnel; dinosaur skeleton; puppet show; soap bubbles; coin behind
        the ear; snow globe; first snowflakes; planetarium; spellbound toddler; a train set; gaping at the parade;
        unwraps the enormous present; hot-air balloon lands; sees the sea for the first time; little boy and the fire
        engine; baby discovers its hands; mouth open, eyes huge; ogles; fire-eater; the kid meets Santa; looks up at
        the skyscraper; a butterfly lands on her nose; baby tastes ice cream; the boy sees a real steam engine; a cake
        with sparklers; the dragon in the parade; baby's first bath; a tiger yawns behind the glass; the girl finds the
        doll house; the dolphin jumps over the boat; kids looking up at the acrobats; the puppet talks; the toy train
        vanishes into the tunnel; a room full of balloons; the conjurer's empty hat; a kitten sees itself; first
        fireworks; the bubbles float by; the lights of the big city; a caterpillar on her finger; he stares at the
        mountain of sweets; wide-eyed; big-eyed; saucer eyes; round eyes; goggles; goggling; gawking; gawks; stares
        open-mouthed; eyes as big as saucers; eyes pop; enchanted child; wonder in her eyes; childlike wonder;
        marvelling child; amazed toddler; agog with wonder; innocent; doe-eyed; starry-eyed; bug-eyed; eyes out on
        stalks; rapt; gaping child; staring in wonder; transfixed by magic""",
    "mafw/surprise": """
        meets the unexpected; an unforeseen visitor; somebody turns up; sudden turn in a film; a surprise guest;
        surprised by a colleague; unexpectedly finds""",
    "emotion/surprise/variant-2": """
        mildly surprised; a questioning look; a little surprised; raised brows, mouth hardly open; pleasantly
        surprised; oh?; hm?; quizzical; slightly taken aback; lifts the brows with interest; a small surprise; gentle
        surprise; intrigued""",
}

"""Sayings of happiness, surprise and neutral: idioms and events, by the passage that they mean (our design, our reading).

Each row is `slug: (intensity 0..1, phrases)`; the passage is "everyday/" and the slug. Spelled as in EMOTION_WORDS.
"""

BRIGHT_SAYINGS: dict[str, tuple[float, str]] = {
    "happiness-cloud-nine": (0.95, """
        on a high, high as a kite with joy, floating on air, dream come true, dreams come true, made my year, made her
        year, made his year, cock a hoop, happy as larry, happy as a lark, happy as a sandboy, happy as a pig in muck,
        grins like a cheshire cat, like a dog with two tails, full of beans, heart leaps, heart leapt, heart soars,
        heart soared, heart sings, pops the champagne, clicks heels, couldn't stop smiling, can't stop smiling, all
        her christmases at once, all his birthdays at once, punch the air, punched the air, does a little dance, happy
        dance, life is good, on a roll, hits the jackpot, struck gold"""),
    "happiness-relieved": (0.5, """
        dodged a bullet, dodges a bullet, load off mind, weight off mind, weight lifted, breathes again, breathe
        again, breathes out at last, out of the woods, in the clear, could have been worse, saved by the bell, thank
        god, thank goodness, thank heavens, thank heaven, lets out a long breath, lets out a breath, seconds to spare,
        just in time, in the nick of time, by the skin of teeth, false alarm, safe and sound, all's well that ends
        well, shoulders drop at last, sleeps soundly again, at long last"""),
    "happiness-loving": (0.7, """
        apple of eye, head over heels, smitten, besotted, heart melts, heart melted, melts heart, soft spot for, dotes
        on, doting, doted on, puppy love, butterflies whenever he, lovebirds, love at first sight, goo goo eyes, gooey
        eyed, gazes lovingly, weak at the knees for"""),
    "happiness-proud": (0.7, """
        proud as a peacock, chest swells, chest swelling, chest puffed, bursting with pride, swells with pride,
        pleased with herself, pleased with himself, pleased with themselves, feather in cap, pulled it off, pulls it
        off, nailed it, aced it, holds up trophy, lifts the trophy, holds up the medal, did it at last, head held
        high, champion of the world, standing ovation, beat the record, broke the record, crosses the finish line,
        crossed the finish line, has won, have won, we won, i won, top of the class, full marks, straight as, personal
        best"""),
    "happiness-content": (0.5, """
        without a care in the world, not a care in the world, life of riley, bed of roses, snug as a bug, feet up,
        puts feet up, in element, happy place, can't complain, mustn't grumble, hits the spot, good as gold, bliss of
        a hot bath, sighs happily, sighs contentedly, purrs with, all is well, all is right with the world, licks
        lips, delicious, yummy, tasty, scrumptious"""),
    "happiness-laughing": (0.9, """
        laughs her head off, laughs his head off, laughing head off, laughed head off, splitting sides, split sides,
        side splitting, doubled up with laughter, doubles over laughing, helpless with laughter, in fits of laughter,
        fit of the giggles, fits of giggles, has the giggles, got the giggles, dying of laughter, dies laughing, died
        laughing, tickles funny bone, tickled funny bone, pissing himself laughing, wets herself laughing, rolls on
        the floor laughing, rolling in the aisles, snorts with laughter, cry laughing, crying with laughter, cries
        with laughter, couldn't stop laughing, kill myself laughing"""),
    "happiness-excited": (0.85, """
        can't wait, cannot wait, can hardly wait, could hardly wait, counting the days, counts the days, counting down
        the days, on the edge of her seat with excitement, raring to go, champing at the bit, chomping at the bit,
        bouncing off the walls, like a child on christmas morning, christmas morning, bursting with excitement,
        jumping up and down with, buzzing, full of anticipation, looks forward to, looking forward to, looked forward
        to"""),
    "happiness-cheerful": (0.7, """
        whistles a tune, whistling a tune, hums a tune, humming a tune, sings in the shower, singing in the shower,
        spring in step, skip in step, full of the joys, dances around, dancing around, party mood, in holiday mood,
        sunny side, life and soul of the party, ray of sunshine, on good form, let hair down, lets hair down, whale of
        a time, ball of a time, has a ball, having a ball, dances in the rain, skips down the, having a great time,
        had a great time"""),
    "happiness-gratitude": (0.6, """
        thank you so much, thanks a million, can't thank you enough, just what i wanted, just what she wanted, just
        what he always wanted, exactly what i wanted, you shouldn't have, forever in debt, count blessings, counts
        blessings, a godsend, with a ribbon on it, unwraps, wrapped in ribbon"""),
    "happiness-happy-tears": (0.85, """
        tears of relief, wells up with joy, lump in throat at the wedding, not a dry eye, happy crying, cried with
        happiness, wept for joy, wept with joy, weeping with joy, tears of pride"""),
    "happiness-giggle": (0.6, """
        tickles her, tickles him, tickling, giggling fit, funny bone, cracks a joke, cracked a joke, tells a joke,
        cracks me up, finds it hilarious, amused by, chuckles at, pulls leg, inside joke, private joke"""),
    "happiness-shy-smile": (0.4, """
        goes pink with pleasure, blushes at the compliment, blushing at the compliment, blushing bride, coy glance,
        first crush, has a crush, secret admirer"""),
    "surprise-jaw-floor": (0.95, """
        eyes on stalks, eyes out on stalks, lost for words, words fail, words failed, cat got tongue, cat's got
        tongue, left speechless, rooted in amazement, struck dumb, pick jaw, chin on floor, knocks socks off, knocked
        socks off, blew socks off, blown socks off, blow me down, could have knocked"""),
    "surprise-startled": (0.75, """
        jumped out of skin, jump out of skin, jumps out of skin, jumping out of skin, nearly jumped, heart skipped,
        skipped a beat, skips a beat, skip a beat, made me jump, made her jump, made him jump, makes me jump, makes
        her jump, gave a start, gives a start, with a start, gave a turn, gave such a turn, sneaks up, sneaked up,
        snuck up, creeps up behind, crept up behind, taps on the shoulder, tapped on the shoulder, tap on the
        shoulder, boo, car backfires, backfires, balloon popped, pops a balloon, champagne cork, cork pops, door slams
        behind, plate shatters, glass shatters, doorbell"""),
    "surprise-amazed": (0.85, """
        eyes nearly popped, took breath away, takes breath away, breathtaking, beyond belief, defies belief, forgets
        to breathe, forgot to breathe, stops in tracks, stopped in tracks, stop in tracks, rubs eyes, rubbed eyes,
        rubbing eyes, sight to behold, like magic, magic, wonder of the world, one in a million, hole in one, against
        all odds, miracle, miraculous, miraculously"""),
    "surprise-eyebrows-up": (0.5, """
        did not see that, that's news to me, news to me, well well, well well well, you don't say, fancy that, fancy
        meeting you, who knew, go figure, raises a few eyebrows, comes as a surprise, came as a surprise, plot
        thickens, turn up for the books, curveball, curve ball, threw a curveball, dark horse, stranger than fiction,
        out of left field, left field"""),
    "surprise-oh": (0.75, """
        good heavens, good grief, good lord, goodness me, goodness gracious, my goodness, my word, blimey, crikey,
        gosh, golly, holy, jeepers, great scott, heavens above, what the hell, what the heck, look who it is, look
        who's here, speak of the devil, long time no see, is that you, found twenty, finds twenty, banknote in, stands
        at the door after, on the doorstep, at the door after years, there is a pony, there is a puppy, waiting in the
        garage"""),
    "surprise-shocked": (0.95, """
        rug pulled from under, pulled the rug, pulls the rug, pulled from under, hit like a ton of bricks, ton of
        bricks, like a bolt of lightning, bolt of lightning, hit for six, hit by a bus news, dropped a bombshell,
        drops a bombshell, drop a bombshell, bomb dropped, reeling, reels, knocked for a loop, couldn't take it in,
        can't take it in, staggered, staggering, double life, secret family, secret brother, was adopted, is adopted,
        not his father, not the father, found out that, finds out that, just found out, just learned, just heard"""),
    "surprise-disbelief": (0.85, """
        pull the other one, pulling my leg, you're kidding, you are kidding, you must be joking, you're joking, are
        you serious, are you kidding, get out of here, get outta here, say what, come again, i don't believe it,
        doesn't believe it, don't believe it, didn't believe it, reads it twice, reads it again, reads the letter
        twice, reads the letter again, checks the numbers, checks again, checks it twice, too good to be true, pigs
        fly, pigs might fly, stranger things, since when, dreaming, am i dreaming, must be dreaming, pinches himself,
        pinches herself"""),
    "surprise-realises": (0.7, """
        penny drops, penny dropped, it clicks, it clicked, something clicks, dawns on, dawned on, it dawns, light
        bulb, lightbulb, light bulb moment, lightbulb moment, aha, aha moment, eureka, it hits her, it hits him, it
        hit me, suddenly remembers, suddenly remembered, remembers that, remembered that, remembers too late, realises
        too late, realizes too late, forgot that, has forgotten, had forgotten, puts two and two together, slaps
        forehead, slapped forehead, smacks forehead, d'oh, wrong book, wrong day, wrong train, wrong address, wrong
        house, left the oven on, realis|es|ed|ing, realiz|es|ed|ing, mic was still on, microphone was still on, still
        on mute, reply all"""),
    "surprise-confused": (0.5, """
        all greek to me, greek to me, double dutch, clear as mud, can't make head or tail, head or tail of, heads or
        tails of, scratches head, scratching head, scratched head, at sea, all at sea, lost the thread, loses the
        thread, no idea, has no idea, have no idea, no clue, hasn't a clue, haven't a clue, clueless, doesn't
        understand, don't understand, didn't understand, can't understand, makes no sense, doesn't make sense, who
        that woman is, who that man is, where am i, what day it is, lost in translation, mixed up, in a muddle,
        muddled, befuddled, in a fog, turned upside down, upside down map"""),
    "surprise-curious": (0.5, """
        all ears, curiosity killed the cat, what's in the box, what is in the box, wonders what, wondered what,
        wondering what, wonders why, wondering why, wonders who, peeks, peeked, peeking, peeps, peeping, pricks up
        ears, pricked up ears, ears prick, ears perk, perks up ears, leans in to hear, tell me more, eavesdrops,
        eavesdropping, nosy, nosey, keyhole"""),
    "surprise-wide-eyed": (0.8, """
        eyes as big as, eyes big as, eyes as wide as, eyes like dinner plates, like dinner plates, eyes widen in
        wonder, doe eyed, like a child at the circus, first snow, first fireworks, fireworks, sees the sea for the
        first time, sees snow for the first time, for the first time ever, elephant"""),
    "neutral-calm": (0.0, """
        cool calm and collected, steady as a rock, unruffled, unflappable, takes it in stride, takes it in her stride,
        easy going, zen, nothing special, nothing much, as usual, as always, same as always, like every morning, like
        every day, every day at, routine"""),
    "neutral-poker-face": (0.0, """
        plays cards close to chest, close to chest, not a flicker, doesn't flinch, didn't flinch, doesn't bat an
        eyelid, didn't bat an eyelid, without batting an eyelid, doesn't bat an eye, without batting an eye, not turn
        a hair, doesn't turn a hair, inscrutable, sphinx, like a sphinx, statue, like a statue, robot, like a robot,
        android, hard to read"""),
    "neutral-bored": (0.0, """
        bored to tears, bored stiff, bored to death, bored out of skull, bored out of mind, watching paint dry,
        couldn't care less, could not care less, doesn't care, don't care, tired of listening, dull as ditchwater,
        dull lecture, tedious, tedium, monotonous, same old story, twiddles thumbs, twiddling thumbs, kills time,
        killing time, clock watching, scrolls through, scrolling through"""),
    "neutral-listening": (0.0, """
        driving licence, driver's license, driver's licence, passport, id card, photo booth, neutral expression, just
        a normal face, normal face, waits at, waiting at, waits for a, stands in line, stands in the queue, queues
        for, queuing for, reads a leaflet, reads the instructions, reads the label, reads the menu, reads a letter
        from the council, takes notes, taking notes, fills a form, buys a ticket, buys bread, buys milk, stamps, sorts
        the mail, sorting mail, sorts post, waters the plants, watering the plants, feeds the fish, counts the coins,
        loads the dishwasher, empties the dishwasher, hangs out the washing, hoovers, hoovering, vacuums, vacuuming,
        sweeps the floor, mops the floor, parks the car, walks the dog, ties shoelaces, shaves, shaving, combs hair,
        combing hair, buttons shirt, reads the news, weather report, on the escalator, in the lift, ticket machine,
        cashier scans, scans groceries, waiting for the kettle, eye test"""),
    "neutral-sleepy": (0.0, """
        forty winks, out like a light, dead to the world, dead on feet, asleep on feet, dog tired, dead tired, bone
        tired, knackered, shattered after work, zonked, pooped, bushed, worn out, drained, running on empty, can't
        keep eyes open, eyelids droop, eyelids heavy, rubs the sleep, long shift, night shift, long day, jet lag, jet
        lagged"""),
    "neutral-thinking": (0.0, """
        racks brain, racking brain, racks brains, mulls over, mulling over, in a brown study, miles away, ponders,
        pondering, pondered, contemplat|es|ing|ed, considers, considering, calculates, calculating, works out, working
        out, does sums, sudoku, crossword, jigsaw, chess, next move, solving, threads a needle, threading a needle,
        studies the map, studies the chart, studies for, strokes beard, strokes chin, stroking chin"""),
    "neutral-serious": (0.0, """
        means business, all business, no nonsense, serious face, serious look, serious expression, dead serious, in
        earnest, official, officially, newsreader, news anchor, reads the statement, reads a statement"""),
}  # fmt: skip

"""Phrasings of neutral: what people type, by the id of the passage that they mean (our design, our reading)."""

NEUTRAL_PHRASINGS: dict[str, str] = {
    "everyday/neutral-poker-face": """
        gives nothing away; hides his hand; plays cards; bluffs; bluffing; inscrutable; impenetrable; impassive; can't
        read him; no one can tell what she thinks; a blank wall; stone face; deadpan comedian; keeps cards close to his
        chest; not a muscle moves; a mask; unreadable; sphinx; dry delivery; the negotiator; chess champion; the spy
        under questioning; the butler sees it all and shows nothing; tells the joke without a smile; dead-pan; a royal
        guard; stony; wooden; tells a lie without blinking; interrogated; he looks at his hand and nobody knows; four
        of a kind or nothing, who knows; the auctioneer's mystery bidder; a diplomat hears the offer; the waiter hears
        the insult and pours; she listens to the confession without giving a clue; the undercover agent; tells the
        absurd story in all earnestness; a guardsman while tourists pull faces; you can't tell whether she likes it;
        the judge on the talent show; poker face; poker-faced; deadpan; stone-faced; no hint; no clue; mask; closed
        book; hides what he thinks; keeps a poker face; dry; unfathomable; enigmatic; straight poker; sphinx-like;
        doesn't let on; not giving anything away; cagey""",
    "everyday/neutral-calm": """
        takes it easy; nothing bothers her; cool as a cucumber; keeps cool; laid-back; chilled; chilling; at peace;
        peaceful; tranquil; placid; unruffled; unflustered; unhurried; even-tempered; untroubled; still; rests;
        breathes slowly; meditates; yoga; lies on the beach; sits by the river; fishing; gazes at the sea; floating in
        the pool; a quiet moment; ordinary day; normal; nothing happening; just sitting there; relaxes on the sofa;
        steady; level-headed; in his usual way; sips tea; strolls; a walk in the woods; no stress; easy-going; resting
        face; zen; keeps calm in the chaos; balanced; lull; everything as usual; idle; the ferry glides along; watering
        the plants; he fills his pipe; she's used to it; a monk sweeps the yard; the captain has seen worse; they drift
        in the canoe; the cow chews; her hands lie in her lap; the patient is stable and resting; morning on the
        balcony; everything's under control; breathing in, breathing out; just sits and watches the clouds; the veteran
        nurse; the road is empty; he lets them talk; calm; relaxed; composed; serene; at ease; cool; collected; cool,
        calm and collected; laid back; unperturbed; even; quiet; restful; unworried; poised; self-possessed; chilled
        out; at rest; carefree rest; gentle; mellow; nothing special; unconcerned; unfazed; doesn't turn a hair; keeps
        her head; mindful""",
    "everyday/neutral-not-angry": """
        not mad at you; I'm not angry; isn't upset; not upset at all; not annoyed; not sad; not scared; not afraid any
        more; isn't bothered; doesn't mind; no hard feelings; not happy, not sad; neither happy nor sad; no longer
        angry; isn't crying; without any anger; far from furious; doesn't look angry; not surprised; not disgusted; not
        in the least worried; never angry; nothing wrong; it's fine; no grudge; forgot why he was angry; unimpressed;
        doesn't care; not offended; not shocked; wasn't frightened; hardly excited; no trace of fear; she's over it; he
        isn't in the least cross; he's not sad about it any more; don't worry, I'm not mad; not even slightly scared;
        she isn't disgusted, just not hungry; there's no anger in him; I was upset yesterday, today I'm not; not
        jealous at all; it didn't frighten her; no, he wasn't surprised; not thrilled, not sorry; it doesn't bother me;
        she is not crying; not angry; not mad; isn't angry; no longer sad; not upset; not afraid; not happy; unafraid;
        unoffended; no anger; without fear; without anger; never upset; far from sad; anything but angry; doesn't feel
        anything; not amused; not impressed; calm, not cross; not bothered; no longer scared; isn't sad; isn't afraid;
        isn't happy; stopped being angry; not a bit; not at all""",
    "everyday/neutral-bored": """
        bored to death; bored stiff; bored to tears; yawns; yawning in the meeting; boring lecture; long speech; dull;
        tedious; watches paint dry; stares out of the window in class; twiddles thumbs; nothing to do; same old story;
        drags on; monotone; another slide; the sermon goes on; scrolls through the phone; zones out; glazed eyes; rests
        chin on hand; couldn't care less; don't care; indifferent; apathetic; unenthusiastic; uninterested; listless;
        so what; meh; whatever; yeah yeah; half asleep in maths; waits at the bus stop; a rainy Sunday with no
        internet; night watchman; museum tour; golf on television; teen at the opera; uncle's holiday slides;
        conference call; assembly line; filing papers; jaded; ho-hum; unmoved; tired of listening; blah blah; the
        minister reads out the statistics; the goalkeeper with nothing to do; second hour of the graduation ceremony; a
        child at the tax adviser's; the guard at the museum; his aunt explains the family tree; the cat watches the
        washing machine; the same slides as last year; the wait at the airport; accounting lecture after lunch; the
        actor in his thousandth performance; nothing on telly; she leafs through a magazine without reading; the
        goldfish; he counts the ceiling tiles; the speech goes on; teen in a furniture shop; the safety announcement
        for the frequent flyer; chewing gum, looking nowhere; bored; boredom; boring; indifference; disinterested;
        apathy; could care less; unimpressed; fed to the back with listening; yawning; yawn; tired of it; weary of it;
        lethargic; uninspired; no interest; doesn't care; don't give a damn; don't care less; bored out of her mind;
        like watching paint dry; snooze; half-listening; glazed over; tunes out; blasé; lukewarm; unenthused; shrugs it
        off""",
    "everyday/neutral-listening": """
        listens; listening politely; waits; waits for the bus; waits at the counter; waiting room; reads; reading a
        newspaper; reads a book; reads the menu; looks at the camera; passport photo; id card; mug shot; driver's
        licence picture; portrait; looks straight ahead; watches television; watches the news; on the train; in the
        lift; at the traffic light; nods; attentive; hears the lecture; on the phone, listening; queueing; takes notes;
        scrolls; sits in a meeting; looks out of the window; just sitting; brushing teeth; shopping; folding laundry;
        ironing; washing dishes; driving to work; buying bread; looks at a painting; standing still; neutral look;
        riding the bus; typing; checks the mail; walks the dog; studies a timetable; hears instructions; sits in the
        barber's chair; the model sits for a portrait; the witness is sworn in; audience member; ties a shoe; the pupil
        hears the explanation; in the queue at the post office; she looks into the lens; the man on the escalator;
        reading the timetable; a passenger by the window; the client hears the terms; he stirs his coffee; the photo
        for the staff badge; she waits for the water to boil; the translator listens; at the hairdresser's under the
        dryer; watching the tennis ball go back and forth; the jury hears the witness; a commuter; he puts on his
        socks; peeling potatoes; the woman at the bus stop; sorting the mail; listening; waiting; reading; watching;
        looking; sits; stands; queues; passport; ID photo; neutral pose; at the office; at the desk; paying attention;
        following the lecture; hearing; in the audience; in class; on the sofa; idle; everyday; routine; commuting;
        minding his own business; nothing in particular; ordinary face; casual; looks ahead; quietly waiting; patiently""",
    "everyday/neutral-emotionless": """
        no emotion; without emotion; shows no feeling; shows nothing; no reaction; doesn't react; unmoved; cold; numb;
        blank stare; vacant; empty eyes; empty look; dead eyes; zombie; robot; robotic; mannequin; wax figure; doll;
        android; expressionless; poker; doesn't flinch; doesn't bat an eye; without batting an eyelid; not a flicker;
        unfeeling; detached; apathetic; wooden; glassy; stares into space; catatonic; in a trance; hears the verdict
        and nothing moves; psychopath; assassin; machine; face of stone; mask-like; takes the news without reaction;
        dull eyes; absent; affectless; stolid; unresponsive; stares through me; like a statue; deadened; no trace of
        feeling; the hit man wipes the blade; the android answers; she hears that he's dead and goes on peeling; her
        voice on the machine; he signs the death warrant; shop window dummy; the soldier after the war; the gaze of a
        fish; not a twitch when the glass breaks; the clone; he looks at the wreck of his car and nothing moves; the
        patient has flat affect; she tells of the murder as if it were the weather; a marble bust; the hypnotised
        volunteer; the news leaves him cold; as cold as ice; emotionless; blank; empty; unemotional; no feeling;
        without expression; stoic face; cold-blooded; heartless stare; lifeless; glassy-eyed; thousand-yard stare;
        doesn't bat an eyelid; not a flicker of emotion; flat; dead-eyed; void; hollow; spaced out; staring into space;
        dull; cool and distant; aloof; impersonal; blank look; blank face; vacant stare""",
    "everyday/neutral-serious": """
        serious; earnest; grave; solemn; sober; formal; businesslike; professional; matter-of-fact; factual; straight
        face; no smile; unsmiling; down to business; newsreader; reads the news; presents the quarterly report; the
        judge; the surgeon explains; the lawyer; the customs officer; the accountant; contract negotiation; official;
        policeman takes notes; state funeral guard; the oath; minister's statement; dry; plain; to the point;
        objective; an expert in court; doctor explains the treatment; technical; teacher explains; the pilot's
        announcement; tells the facts; signs the papers; no jokes; poker straight; in all seriousness; board meeting;
        ceremony; interview; military parade; inspecting; handing over the keys; bank clerk; measured; the anchor
        presents the headlines; we have to talk about the budget; an undertaker; the notary reads out the contract; the
        officer gives directions; the chief engineer at the briefing; he means what he says; this is no joke, he says;
        the minister answers the question; the examiner notes the time; two generals over a map; the butler announces
        dinner; she chairs the meeting; oath of office; the expert's report; the flight controller; a chess referee; an
        undertaker's handshake; seriously; straight-faced; stern but calm; no-nonsense; sombre; doesn't smile; all
        business; strictly business; thoughtful and serious; dignified; deadly serious; means business; poised; no
        laughing matter; composed and serious; in earnest; austere; reserved""",
    "everyday/neutral-sleepy": """
        tired; dead tired; dog-tired; exhausted; worn out; knackered; drained; shattered after work; fatigued; yawns;
        rubs eyes; eyes closing; eyelids heavy; heavy lids; nods off; nodding off; dozing; falls asleep; half asleep;
        can't stay awake; up all night; didn't sleep; night shift; jet lag; early morning; just woke up; bed head;
        needs coffee; bags under the eyes; new parents; baby kept her awake; after the marathon; long drive; end of the
        day; snoozing; naps; drifts off; slumber; groggy; drowsy from pills; bedtime; pyjamas; bleary-eyed; blinks
        slowly; sleeps on the train; head drops; hibernating; weary; asleep on the keyboard; snores; overworked;
        burnout; ready for bed; yawning; sedated; dreamy; lethargic; three in the morning and still at the desk; the
        toddler's head sinks into the spaghetti; the last train home; after twelve hours behind the wheel; the lecture
        hall at eight; she nods over the book; the guard's chin drops; the baby blinks slower and slower; a cat on the
        warm radiator; the morning after; he forgot to sleep; slept badly; straight from the night flight; the pillow
        calls; can't keep her head up; the farmer at harvest time; new mother at four a.m.; the student after the
        all-nighter; yawn; sleepy; drowsy; fatigue; dozes; dozing off; falling asleep; half-asleep; heavy-eyed;
        heavy-lidded; bleary; yawning with sleep; dead on his feet; ready to drop; all in; beat; bushed; pooped; burned
        out; sleep-deprived; forty winks; burning the candle at both ends; out like a light; needs sleep; can hardly
        keep eyes open; slumbering; jet-lagged; run-down; overtired""",
    "everyday/neutral-thinking": """
        thinks hard; deep in thought; lost in thought; ponders; considers; contemplates; mulls over; reflects; weighs
        the options; racks his brain; concentrates; focused; focuses; absorbed; engrossed; works on; calculates; does
        sums; mental arithmetic; plans; decides; makes up his mind; solves; crossword; sudoku; chess move; exam
        question; essay; writes; drawing; paints; threads a needle; repairs a watch; reads the small print; studies;
        studying for finals; coding; debugging; measures; counts stitches; knitting; jigsaw; builds a model; aims; the
        surgeon operates; looks at the plan; blueprint; strategy; tries to remember; tries to recall; strokes his chin;
        chews the pencil; squints at the screen; hmm; let me see; what to cook; which one to choose; route; tax return;
        the detective examines the evidence; philosopher; daydreams; brooding over a problem; pensive; puzzles over;
        adding up; analyses; engineer; editing; tuning a guitar; recipe; white to move; he taps the pencil against his
        teeth; which wire, the red or the blue; the architect over the plan; seven across, nine letters; if a train
        leaves at noon; the composer looks for the next note; how many eggs for twelve; the mechanic listens to the
        engine; where did I put it; the tailor takes the measure; she reads the sentence again; he plays through the
        options; which road to take; the writer at the empty page; what would mother do; counts on her fingers; the
        surgeon plans the cut; the child draws with its tongue out; a scholar bends over the manuscript; sorting the
        puzzle pieces; he lines up the shot; thinking; thoughtful; pondering; concentrating; concentration; focus;
        contemplative; reflective; musing; considering; studying; immersed; preoccupied; racks brains; puts his
        thinking cap on; chews it over; sleeps on it; mulling; brooding; wondering what to do; weighing; calculating;
        problem-solving; attentive to the task; knits brow in thought; analysing; reasoning; meditative; planning;
        deliberates; head in the clouds; daydreaming; faraway look; miles away; absent-minded""",
    "emotion/neutral/prototype": """
        neutral; no expression; a plain face; at rest; just a normal face; blank; relaxed; not angry and not happy;
        shows nothing; without any feeling; calm ordinary look; face for a passport""",
    "mafw/neutral": """
        talks without feeling; listens without feeling; an even conversation; ordinary talk; discussing the weather;
        unmoved""",
}

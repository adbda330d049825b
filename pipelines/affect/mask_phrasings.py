"""Phrasings of masks: what people type, by the id of the passage that they mean (our design, our reading)."""

MASK_PHRASINGS: dict[str, str] = {
    "masking/hides-fear": """
        hides her fear; brave face; pretends not to be scared; doesn't let on that he's afraid; tries to look brave;
        acts tough but is scared; whistling in the dark; says he isn't scared but; jokes about it, but the eyes; plays
        it cool before the jump; keeps smiling while terrified; hero facade; trying to seem fearless; bluffs the bully;
        comforts the children while afraid herself; the captain keeps the passengers calm; won't show she is
        frightened; scared underneath; swallows the fear; putting on courage; afraid behind the grin; the pilot's voice
        is steady, his hands are not; don't worry, children, says the mother in the shelter; he swaggers into the cage;
        of course I dare; she whistles past the graveyard; a fireman before his first fire, grinning; I'm not afraid of
        you; he laughs at the needle; the boxer's eyes don't match his mouth""",
    "masking/hides-sadness": """
        hides the tears; smiles through the tears; a smile over sorrow; says I'm fine but; I'm okay, really; laughs to
        hide the pain; cheerful outside, crying inside; puts on a happy face after the break-up; doesn't want anyone to
        see he's sad; the sad clown; brave smile at the farewell; smiles for the kids; keeps smiling though her heart
        is breaking; sadness under the smile; wipes the tears and grins; masks his grief; turns away to hide the tears;
        pretends to be happy; jokes at the funeral; acts happy; smiling depression; all good, she says and looks away;
        he makes jokes at the hospice; the entertainer whose mother died this morning; the divorcee at the family
        party; waves and smiles until the train is gone; says that she's happy for them; she blinks and smiles; it
        doesn't matter, he says softly; the mother smiles for the birthday video though dad is missing""",
    "masking/hides-anger": """
        holds back anger; bottles it up; swallows it; bites back the rage; keeps his temper; suppressed rage; doesn't
        show that he's furious; stays polite though she is boiling; says it's fine through his teeth; calm on the
        outside; hides the anger behind politeness; controls herself; forces himself to be nice; keeps it in; counts to
        ten; it's okay, he says, jaw tight; not letting the anger show; restrained fury; simmering under the surface;
        anger kept under control; no, no, I'm not angry (he is); of course, whatever you say, sir; he nods at the
        unfair verdict; I see, she says very quietly; the waitress smiles at the man who pinched her; no problem at
        all, through his teeth; he folds the letter neatly; she irons his shirts in silence; the colleague thanks the
        one who stole the project; politely furious; nothing's the matter""",
    "masking/hides-disgust": """
        eats it politely; says it's delicious; swallows it bravely; hides the disgust; pretends to like the food; tries
        not to show how awful it is; smiles while chewing the horrible cake; mother-in-law's cooking; doesn't let on
        that it stinks; a polite mmm; forces it down; the nurse keeps a straight face at the smell; yum, really; fixed
        smile over disgust; the host's speciality; kisses the smelly uncle with a smile; conceals revulsion;
        interesting flavour; the guest of the tribe and the bowl of larvae; the nurse changes the dressing and keeps
        smiling; mmm, what is it; she kisses the drooling baby; the ambassador tastes the eye; he shakes the sticky
        hand; chews, swallows, smiles""",
    "masking/hides-joy": """
        suppresses a smile; hides a smile; bites back a grin; tries not to laugh; stifles a laugh; can't keep a
        straight face; fights the giggles; holds in laughter; lips pressed, shoulders shaking; laughing in church;
        giggles in class; secretly pleased; doesn't want to show how happy he is; hides her delight; tries to look
        serious; swallows a laugh; smothers a grin; poker hand with four aces; corners of the mouth twitch; trying hard
        not to smile; keeping in the laughter; conceals his glee; secretly gloating; she knows she's won but waits for
        the others; the corner of his mouth won't obey; holding back a grin at the funeral of the hated uncle; the
        twins and the prank they haven't revealed; she gets the job and must stay calm in the office; trying to be
        stern with the naughty puppy; he must not laugh on stage; a teacher pretending to be strict, nearly laughing;
        the birthday secret""",
    "masking/hides-surprise": """
        hides the surprise; acts as if she knew; pretends he expected it; covers the shock quickly; regains composure;
        recovers at once; tries not to look surprised; plays it cool when she hears; doesn't let the surprise show;
        quickly composes his face; a moment of surprise, then nothing; pretends not to be shocked; masks the
        astonishment; as though it were no news; oh that, yes, I heard; she acts unimpressed by the price; a blink,
        then business as usual; the negotiator hears the sum; the spy meets his brother; the doctor sees the scan and
        keeps a steady face; he covers his astonishment; no reaction shown, but one brow moved""",
    "masking/forced-smile": """
        fake smile; forces a smile; forced grin; a smile that doesn't reach the eyes; smiles for the photo; say cheese;
        plastic smile; phony; false smile; smile on command; insincere; put-on smile; strained smile; hollow smile;
        pageant smile; pretends to be happy; wedding photos; politician's smile; smiles with the mouth only; pasted-on;
        stiff smile; frozen smile; toothpaste advert; doesn't mean the smile; pretends to like the present; artificial;
        model smile; family portrait; cold smile; wooden; salesman; hold it for the photographer; one more for the
        album; she has been smiling for three hours; the candidate kisses babies; please look happy; the celebrity on
        the red carpet; what a nice jumper, thank you, auntie; the loser congratulates; a grin like a doll's; only her
        mouth smiles; smile, or else; the beauty queen; dental advert""",
    "masking/miserable-smile": """
        grin and bear it; makes the best of it; smiles in spite of it; it could be worse; oh well; wry smile after the
        loss; a sad smile; rueful smile; pained smile; resigned smile; smiles bravely at the bad news; loses with a
        smile; good loser; takes it with humour; runner-up smiles; lopsided sad smile; laughs at his own misfortune;
        c'est la vie; what can you do; smile of defeat; grins despite the pain; gallows humour; well, that's life; at
        least nobody died; he laughs about his broken leg; we lost, but it was a good game; the bride's ex at the
        wedding; it's only money; the birthday boy in the hospital; the jilted groom buys a round; he raises the glass
        to his ruined harvest; she shrugs off the burnt cake""",
    "masking/dampened-smile": """
        a restrained smile; holds the smile down; a smile kept small; a modest smile; subdued joy; tight-lipped smile;
        a smile he tries to keep in; toned-down; muted joy; controlled smile; half-suppressed smile; reserved smile;
        keeps her joy to herself; he allows himself half a smile; doesn't want to jinx it; pleased but too proud to
        show it; a smile she reins in; British joy; the monk is amused; the butler's hidden pleasure""",
    "masking/nervous-smile": """
        nervous smile; anxious smile; nervous laugh; laughs nervously; uneasy smile; smiles to please the boss; awkward
        laugh; placating smile; smiles at the policeman; apologetic smile; grins out of fear; uncertain smile; tense
        smile; laughs too loudly; smiles uneasily at the bully; job interview smile; a worried smile; appeasing; shaky
        smile; the new employee laughs at everything; he grins at the growling dog; hello officer; she smiles at the
        in-laws for the first time; giggling before the injection; he asks for a loan and smiles; the pupil without
        homework grins at the teacher; smiles at the man with the knife; sorry, hehe""",
    "masking/bitter-smile": """
        bitter smile; angry smile; smiles through gritted teeth; smiles with clenched teeth; grim smile; sour smile;
        acid smile; smiles coldly at her rival; congratulates the winner through her teeth; furious smile; vengeful
        smile; sarcastic congratulations; bitter laugh; laughs bitterly; cruel irony; murderous smile; smiling with
        hate; a smile like a knife; congratulations, she says to the woman who got her job; well played, you snake; he
        smiles and swears revenge; the fired man thanks his boss; a toast to the traitor; how generous of you, he says
        icily; enjoy it while it lasts; smiling, she would like to kill him""",
    "masking/embarrassed": """
        embarrassed; ashamed; sheepish; blushes; goes red; turns scarlet; mortified; wishes the ground would swallow
        him; caught red-handed; caught in a lie; caught staring; tripped on stage; fell in front of everyone; spilled
        the drink on the guest; trousers fell; called the wrong name; walked into the ladies'; toilet paper on the
        shoe; forgot the words on stage; waved at a stranger; farted in yoga; stomach rumbles; card declined; looks at
        the floor; hides her face in her hands; red-faced; humiliated; awkward; flustered; cheeks burn; blunder; faux
        pas; mum shows baby photos; oops; my bad; dropped the tray; zip open; naked by accident; hot cheeks; red ears;
        skirt stuck in the tights; she called the teacher mum; he walks into the glass door; a loud fart in the
        lecture; the wedding toast goes wrong; replies to all; sings with the headphones on and everyone hears; the
        wrong funeral; he doesn't know her name; caught dancing alone; a stain on the trousers; mum kisses him at the
        school gate; the towel slips; congratulates a woman who isn't pregnant; his stomach growls in the silence;
        knocked over the display; waves to the wrong person; the zip was open the whole talk; dropped the ring; she has
        spinach between her teeth""",
    "masking/stoic": """
        stiff upper lip; keeps it together; stays strong; doesn't cry; refuses to cry; bears it without a word; takes
        the pain; stays composed at the funeral; endures; toughs it out; fights for control; bites the bullet; chin up;
        stands firm; soldier on; keeps a brave front; strong for the family; doesn't show the pain; silent suffering;
        takes it like a man; keeps his dignity; unbowed; stitches without anaesthetic; the boy lets the nurse clean the
        wound without a sound; the widow shakes every hand; the captain stays on the bridge; not a tear at the
        graveside; the marathon on a blistered foot; grandma carries on after the flood; he hears the sentence
        standing; she sets the broken finger herself; teeth together, through the pain; we don't complain""",
    "masking/polite": """
        polite smile; professional smile; customer service; shop assistant; receptionist; flight attendant; hostess;
        waiter; small talk; thank you, have a nice day; smiles at the guests; friendly but distant; courteous;
        obliging; diplomatic; the ambassador; smiles at a bad joke of the boss; greets the clients; welcome, how may I
        help; nods and smiles; handshake; social smile; smiles out of courtesy; cashier; formal greeting; concierge;
        acquaintances in the lift; receiving line; listens to grandma's story with a smile; neighbourly hello; table
        for two; mind the gap, madam; the hotel porter; the dentist's receptionist; how was your flight; he listens to
        the neighbour's holiday report; the cashier's hundredth customer; a guest praises the curtains; pleased to meet
        you; the hostess at the gate; the tour guide answers the same question; thank you for calling; she nods to the
        vicar; the job applicant enters""",
    "masking/pretends-sad": """
        crocodile tears; fake tears; pretends to be sad; acts sad; mock sorrow; false grief; fakes crying; plays the
        victim; pretends to mourn the rich aunt; sham tears; feigned sadness; child pretends to cry to get sweets;
        exaggerated pout; oh, how sad (not); insincere sympathy; pretends to be sorry; fake apology; theatrical sorrow;
        puppy eyes on purpose; boo hoo; she dabs a dry eye; oh what a pity, he says, not sorry at all; the heirs at the
        rich uncle's grave; the boy wails until the sweets appear; fake sob story; the actress weeps on cue; the dog
        plays hurt; the con woman cries for the judge""",
    "masking/pretends-calm": """
        pretends to be calm; acts calm; as if nothing happened; plays it cool; acts casual; nothing to see here; keeps
        cool on the outside; looks relaxed but is not; acts normal; innocent face; whistles innocently; hides the
        nerves; tries to look unconcerned; feigns indifference; acts natural; pretends not to care; fake calm; smuggler
        at customs; cheats at cards with a calm face; poker; stays outwardly calm; seems composed; pretending all is
        well; keeps her cool under pressure; hands steady, heart racing; nonchalant; nothing to declare; the pickpocket
        strolls off; she hums while the police search the flat; no hurry, says the man who's late; the bank robber
        chats with the guard; who, me; he butters toast while the pan burns; I knew that; the teacher keeps talking
        while the wasp circles; sips tea during the argument; she isn't nervous, she says, the paper trembles""",
    "masking/leaks": """
        the mask slips; slips out; shows through; leaks; betrays him; a crack in the facade; for a moment you can see
        it; the true feeling shows; lets slip; gives her away; breaks through the calm; a flash behind the smile;
        cracks; façade drops; the eyes give him away; can't quite hide it; underneath you see; peeps out; caught off
        guard behind the mask; then composed again; just before he looks away you see it; the smile is back, but too
        late; his voice is fine but the face isn't; for one heartbeat the diplomat looks furious; a trace of fear
        behind the jokes; her composure cracks; a glimpse of grief in the cheerful host; it slips through""",
}

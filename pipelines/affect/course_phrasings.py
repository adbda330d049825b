"""Phrasings of courses and degrees: what people type, by the id of the passage that they mean (our design, our reading)."""

COURSE_PHRASINGS: dict[str, str] = {
    "sequence/fading": """
        slowly fades; fades away; dies down; dies away; ebbs; wanes; wears off; drains from the face; dissolves; gives
        way bit by bit; little by little it goes; gradually disappears; melts away; weaker and weaker; trails off;
        slips away; subsides; peters out; softens into nothing; lets go slowly; recedes; evaporates; drops off;
        slackens; tapers off; less and less; sinks back; returns slowly to rest; the laughter dies; fades out; thins
        out; gradually relaxes; falls away; and it slowly leaves her face; until hardly anything is left; ebbing like
        the tide; the glow dies; by and by it sinks; like a candle burning down; sinks away over a few seconds; the
        excitement wears off; the amusement wears thin; the shock gradually passes; slowly letting go of the frown""",
    "sequence/gone": """
        and then nothing; it is gone; gone again; vanished; wiped away; disappears at once; back to normal; back to
        neutral; ends blank; as if nothing had happened; over as fast as it came; not a trace left; stops; then calm
        again; no trace of it afterwards; then it's over; snaps back to neutral; then a blank face; drops all
        expression; switched off; a second later there's nothing; like a light switched off; as quickly as it came; and
        that was it; swept away; then her face is empty; just blank afterwards; the anger was there and is gone""",
    "sequence/held": """
        holds it; keeps it up; keeps smiling; stays on her face; stays there; doesn't let go; remains; for the whole
        clip; all the time; the whole time; to the end; until the end; throughout; frozen smile; a lasting frown; still
        angry; stays angry; keep the expression; unchanging; does not fade; permanent; constantly; steady; won't go
        away; lingers; and there it stays; frozen in that look; as if painted on; for minutes; won't leave his face;
        keeps glaring; doesn't move for the rest; keep that face; the scowl remains; her smile never wavers; to the
        last second""",
    "sequence/fading-smile": """
        the smile fades; the smile dies; her smile disappears; the smile slips; stops smiling; the grin drops; smile
        goes; smile vanishes; the smile runs out; smile withers; loses the smile; laughter fades; smiles, then doesn't;
        smile melts into nothing; smile drops off; a smile that does not last; corners of the mouth sink back; the good
        mood goes; smiles less and less; the smile freezes and goes; she reads on and stops smiling; his grin shrinks;
        nobody laughs along and his smile goes; the joke falls flat and the grin with it; smiling until the question;
        then the corners sink; the photographer leaves and the smile too""",
    "sequence/anger-fades": """
        calms down; cools down; simmers down; lets it go; the anger passes; the rage ebbs; the fury drains away; takes
        a deep breath and relaxes; unclenches; relents; forgives; softens; mellows; is appeased; anger gone; angry at
        first, then calm; after the outburst peace; lets off steam and settles; gets over it; makes up after the fight;
        from furious to quiet; the frown smooths; temper cools; loosens up; stops being angry; sorry, I overreacted;
        they shake hands after the fight; the storm is over; he puts the stick down; it's okay, forget it; the red
        leaves his cheeks; she counts to ten and is calm again; a hug ends the quarrel; the clenched face opens; peace
        again""",
    "sequence/cheers-up": """
        cheers up; brightens; brightens up; face lights up; smiles again; a smile breaks through; stops crying and
        smiles; from tears to a smile; from sad to happy; sad, then happy; her mood lifts; perks up; laughs through
        tears at last; is comforted; consoled; gets ice cream and all is well; gloomy until the puppy arrives; sorrow
        gives way to joy; a hug makes it better; good news after the bad; was down, now beaming; sun after rain; begins
        to smile again; feels better; moping, then a grin; a tickle and the tears are forgotten; grandma comes with
        cookies and the sulk is over; crying, until he sees the kite; the sun's out and so is she; the joke gets a
        smile out of the sad girl; after the tears a little laugh; the band plays and her gloom lifts; he gets the
        all-clear after days of sorrow""",
    "sequence/neutral-surprise-joy": """
        surprised, then happy; first surprised, then overjoyed; surprise turns to joy; astonished, then laughs; blank,
        then surprised, then happy; gasps and then beams; opens the letter, stares, then shouts for joy; from surprise
        to delight; what? oh! yes!; recognises her friend and beams; startled, then laughs; realises it's a present and
        smiles; wide eyes, then a big grin; it takes a second, then she screams with joy; neutral, surprise, joy; the
        door opens, it's him, she runs to him; reads, blinks, jumps up and down; calm, a gasp, then laughter; what's
        that? a puppy!; the phone rings: you won""",
    "sequence/surprise-fear": """
        startled, then afraid; surprised, then scared; surprise turns to fear; astonishment becomes terror; turns
        around and sees him, then terror; first a jump, then horror; notices the shadow, then fear; realises the
        danger; sees what it is and gets scared; opens the door, gasps, then screams; curious, then terrified; from
        surprise to panic; surprise gives way to fright; oh, hello? then she sees the blood; the box is open, then the
        hiss; huh, what's that, oh no; it's a dog, no, a wolf; brows up at the noise, then the shadow moves; surprised
        by the visitor, frightened by his knife""",
    "sequence/smile-sadness": """
        the smile crumbles; face falls; smile turns to tears; from happy to sad; happy, then sad; laughs and then
        breaks into tears; joy turns to sorrow; good news turned bad; smile collapses; stops laughing when she hears;
        remembers the loss in the middle of the party; smiling until the phone rings; joy drains into grief; beams,
        then hears the news and crumples; delight becomes disappointment; the grin becomes a sob; cheerful, then
        heartbroken; in the middle of the song he thinks of her; the toast, then a silence for dad; laughing, then the
        call from the hospital; happy until she opens the letter; the party's over and she remembers; she waves,
        smiling, then he's gone and her face caves in""",
    "sequence/sadness-anger": """
        sad, then angry; sorrow turns to anger; grief turns into rage; tears turn to fury; from hurt to mad; cries,
        then clenches fists; her hurt hardens; sobs and then yells; from sad to furious; stops crying and glares;
        mourning becomes revenge; from despair to wrath; mourns first, then swears revenge; wipes the tears and goes
        for him; hurt, then how dare he; first weeps, then throws the vase; her lip trembles and then sets hard""",
    "sequence/anger-tears": """
        angry, then sad; anger breaks into tears; rage turns to tears; yells, then breaks down crying; from fury to
        sobbing; shouts until she cries; the anger crumbles; furious, then weeps; anger dissolves in tears; argues and
        bursts into tears; glares, then the lip trembles; rage collapses into grief; from anger to sadness; storms and
        then cries; screams at him, then slides down crying; he pounds the door until he sobs; first the plates fly,
        then the tears; all the rage leaves and only grief remains; shouting, then a sob""",
    "sequence/fear-relief": """
        scared, then relieved; fear turns to relief; it was only the cat; only the wind; false alarm, he laughs; oh,
        it's just you; frightened, then smiles; fear gives way to a smile; the noise was only; sees that it's a friend;
        screams and then laughs; from panic to relief; danger passes; thought it was a burglar; the danger is over;
        from fear to joy; afraid at first and then glad; dad in a costume; realises it's a joke; heart pounding, then
        phew; the dog only wants to play; it's only grandpa in a sheet; the growl was the fridge; the test is negative;
        she opens one eye: alive; the hand on her shoulder is her friend's; he aims, it's a water pistol; the parachute
        opens at last; the bear turns and goes""",
    "sequence/builds-up": """
        grows; builds; builds up; intensifies; more and more; gets stronger; increases; swells; rises; mounts;
        escalates; by the second; slowly gets angry; gets angrier; happier and happier; wider and wider; from a trace
        to full; from a smile to a laugh; spreads over the face; step by step stronger; until she explodes; worse and
        worse; creeps up; crescendo; from annoyed to furious; from uneasy to terrified; slow burn; begins to smile more
        and more; starts small; grows into; until it boils over; becomes ever more; at first a smile, then a grin, then
        roaring; the more he reads the redder he gets; a little worried, then more and more; her irritation climbs with
        every word; rising panic; laughter that swells; step by step toward tears; it starts in the eyes and takes over
        the face""",
    "sequence/mixed": """
        mixed feelings; mixed emotions; bittersweet; torn; torn between; in two minds; half happy, half sad; laughing
        and crying; laughs and cries; happy and sad at once; doesn't know whether to laugh or cry; ambivalent;
        conflicted; glad but sad; proud and sad; relieved but ashamed; one eye laughs, the other cries; sweet and sad
        farewell; graduation goodbye; a little happy and a little afraid; smiles but is sad; undecided; both at once;
        joy with a drop of sorrow; at the same time; sends the child off to university; she's glad for him and wants to
        cry; selling the old house; last day of school; a smile with wet eyes; wants to laugh, wants to scream; the
        retirement party; proud and heartbroken at the altar; loves and hates him; hopeful and afraid; a wedding
        without the father; half amused, half annoyed""",
    "sequence/flicker": """
        a flicker of; a flash of; a hint crosses his face; for a split second; for an instant; for a fraction of a
        second; for a moment; twitches; briefly; fleeting; fleetingly; momentary; a quick flash; passes over her face;
        gone in a blink; blink and you miss it; lasts only an instant; quick as lightning; a trace flits across; just
        for a second; only for a heartbeat; flits; short-lived; crosses her face and is gone; glimpse;
        micro-expression; barely a moment; there, did you see it; just the shadow of a frown, then gone; a tiny wince;
        one blink of fear; a smile tries to come and is gone; his lip jumps for a moment; a spark of joy; a short stab
        of pain on her face; anger, just for a breath""",
    "timing/micro": """
        micro-expression; split second; under half a second; a fleeting flash of a hidden emotion; almost too fast to
        see; tiny flash""",
    "timing/sudden": """
        suddenly; all at once; abruptly; out of nowhere; instantly; in an instant; from one moment to the next; without
        warning; bang; snaps; at a stroke; immediately; quick; fast; in a flash""",
    "timing/slow": """
        slowly; gradually; little by little; by degrees; creeps over the face; takes its time; bit by bit; ever so
        slowly; slow; dawning; gently spreads; over several seconds; unhurried; step by step""",
    "intensity/A": """
        barely; hardly; scarcely; a trace of; a hint of; the faintest; the slightest; almost nothing; nearly invisible;
        imperceptible; a ghost of a smile; a shadow of; a whisper of; just a touch; only just; a suspicion of; you can
        hardly see it; minimal; next to nothing; the tiniest""",
    "intensity/B": """
        slightly; a little; a bit; a tad; mild; mildly; somewhat; faint; light; lightly; gently; softly; subtle; small;
        kind of; sort of; a smidgen; vaguely; weak; weakly; only a little; not very; not too; moderately at most; low
        key; a dash of""",
    "intensity/C": """
        quite; rather; fairly; pretty; moderately; clearly; visibly; noticeably; medium; halfway; reasonably; middling;
        plainly; obviously; distinctly""",
    "intensity/D": """
        very; really; so; deeply; strongly; badly; terribly; awfully; intensely; seriously; a lot; truly; highly;
        greatly; heavily; properly; severely; hugely; dreadfully; ever so; so much; such; real""",
    "intensity/E": """
        extremely; utterly; completely; totally; absolutely; overwhelmingly; beyond words; to death; out of his mind;
        maximum; as much as possible; 100 percent; more than ever; insanely; wildly; the most; to the core; beyond
        measure; full; to the extreme; incredibly; unbearably; like never before; hundred per cent; at full strength""",
    "intensity/happiness": """
        pleased; happy; delighted; ecstatic; how happy; very happy; slightly happy; quite glad; a little happy;
        extremely happy; mildly amused; moderately happy""",
    "intensity/sadness": """
        downhearted; sad; miserable; devastated; how sad; very sad; slightly sad; a little sad; extremely sad; deeply
        sad; rather sad; a bit down""",
    "intensity/anger": """
        annoyed; angry; furious; enraged; how angry; very angry; slightly angry; a little angry; extremely angry;
        really mad; quite cross; mildly annoyed""",
    "intensity/surprise": """
        surprised; astonished; flabbergasted; how surprised; very surprised; slightly surprised; a little surprised;
        mildly surprised; totally surprised; quite surprised""",
    "intensity/disgust": """
        put off; disgusted; repulsed; nauseated; revolted; how disgusted; very disgusted; slightly disgusted; a little
        disgusted; mildly disgusted; deeply disgusted; utterly disgusted; a bit grossed out""",
    "intensity/fear": """
        uneasy; afraid; frightened; terrified; how afraid; very scared; slightly scared; a little afraid; extremely
        scared; mildly nervous; a bit frightened; deeply afraid""",
}

"""Phrasings of contempt: what people type, by the id of the passage that they mean (our design, our reading)."""

CONTEMPT_PHRASINGS: dict[str, str] = {
    "everyday/contempt-smirk": """
        smug; self-satisfied; smug grin; self-righteous; half a smile; crooked smile; I told you so; knew it all along;
        know-it-all; gloating; gloats; pleased at another's failure; rival falls flat; schadenfreude; thinks she's so
        clever; cocky; cocksure; sarcastic; sarcasm; ironic; sardonic; wry; mouth corner up on one side; smiles as the
        opponent blunders; wins the argument and enjoys it; got away with it; arch; knowing smirk; superior smile; oh,
        how clever of you; nice try; checkmate; the villain reveals the plan; well, well; the lawyer catches him in a
        lie; smarmy; sly; snide; patronising smile; bets he will fail; watches the show-off trip; amused by your
        stupidity; mean little smile; so full of himself; checkmate in two, she leans back; and who was right; he
        watches his rival fumble the speech; he outbid them all and lets them know; oh, bravo; she wins without trying;
        the con man counts the notes; the lawyer has one more question; he caught the liar and enjoys it; the banker
        explains poverty; how nice for you; she beat him at his own game; the magician's assistant knows better; of
        course you did; he is so sure of himself; the cat after the cream, looking at the dog; smirk; smirks; smirking;
        smugly; half-smile; irony; mocking smile; knowing; superior; conceited; overconfident; laughs up his sleeve;
        holier-than-thou; thinks he's so clever; too clever by half; know-all; full of himself; big-headed;
        self-important; one-sided smile; lopsided grin; crooked smirk; cynical smile; arrogant smile; wipes that smile
        off""",
    "everyday/contempt-eye-roll": """
        rolls his eyes; eyes to the ceiling; looks at the ceiling; scoffs; snorts; pff; pfft; puh-lease; oh please;
        give me a break; here we go again; yeah, sure; whatever; spare me; not that story again; dad's jokes; another
        excuse; heard it before; what a drama queen; oh come on; sighs theatrically; waves it off; dismissive; shrugs
        it off; unimpressed; teenager at mother's advice; another one of his ideas; his bragging; conspiracy theory;
        boasts; big talk; corny line; not impressed; as if I cared; tut; huffs; big deal; so what; blah; new age
        nonsense; horoscope; boss's motivational speech; turns away bored and scornful; dismisses with a wave;
        mansplaining; he tells the fishing story again; sure, grandpa; she hears the third excuse; another diet; his
        new get-rich plan; the star wants white kittens in her dressing room; as if; a horoscope for today; the boss
        and his buzzwords; mum asks what an app is; oh how original; her sister's drama; the teenager and the curfew;
        he says trust me; a man explains her own job to her; fashion week; the motivational poster; he flexes at the
        mirror; rolls eyes; eye roll; eye-roll; rolling her eyes; scoff; yeah right; oh brother; puh; pshaw; snort;
        shrugs off; disparaging; sighs and looks up; bored contempt; who cares; poor excuse; heard it all before; tell
        me another; talk to the hand; brushes off; pooh-poohs""",
    "everyday/contempt-looks-down": """
        looks down her nose; looks down on; nose in the air; thinks he's better; snob; snooty; stuck-up; posh;
        arrogant; haughty; condescending; patronising; pompous; superior; conceited; high and mighty; lord of the
        manor; aristocrat; the duchess; her ladyship; talks to the cleaner; treats the waiter like dirt; the rich and
        the poor; cheap clothes; not our kind; beneath her; ignores the intern; turns his back on the beggar; the
        expert and the amateur; private school; country club; first class passenger looks at economy; sniffs at his
        accent; the queen; thinks little of; low opinion; the champion looks at the beginner; wine snob; critic; those
        people; peasants; designer boutique assistant; big city man in the village; the popular girls; professor and
        the student; lofty; supercilious; disdainful; who let you in; dress code; the butler and the tradesman; a chess
        master plays the village champion; the prefect and the first-years; she hands the coat over without looking;
        the heiress on the bus; people who holiday there; his suit is off the peg; the maestro and the street musician;
        an academic at a village quiz; oh, you rent; the captain of the yacht and the rowing boat; the old money and
        the new; her chin lifts when the cleaner comes in; he corrects the foreigner's grammar; a purebred poodle and
        the mutt; the consultant explains it very slowly; you wouldn't understand; business class curtain; arrogance;
        snobbish; condescension; on his high horse; turns up her nose at people; toffee-nosed; uppity; hoity-toity;
        looks down his nose; holds in low regard; treats like dirt; too good for us; elitist; proud and cold; vain;
        aloof; scornful aristocrat; belittles; airs and graces""",
    "everyday/contempt-mocking": """
        mocks; makes fun of; laughs at; pokes fun; teases cruelly; taunts; jeers; ridicules; derides; sneers at;
        imitates his stutter; imitates her walk; mimics; apes; the bullies; bullying; calls him names; loser; ha ha;
        look at him; points and laughs; laughs in his face; heckles; boos; slow clap; nice shoes, did you steal them;
        kicks him when he's down; jibes; gibes; humiliates; cruel joke; prank on the weak; roasts; takes the mickey;
        parodies; scoffing; a nasty laugh; spiteful; malicious; mean girls; sniggers as he trips; laughs when she
        falls; trolls; sings a mocking song; nah nah; thumbs nose; cackles at the victim; derisive; your painting, a
        child could; cry baby; they call him four-eyes; she imitates his lisp; the crowd boos the loser; ha, fell for
        it; nice haircut, did you lose a bet; the boys bark at the fat girl; they hum the funeral march for him; a fake
        bow; he repeats her words in a squeaky voice; the comments under her video; they trip him and cheer; the court
        jester's victim; she laughs at his proposal; they throw coins at the singer; kick me sign on his back; they
        clap slowly when he drops the tray; mocking; mockery; jeering; ridicule; taunting; teases; teasing; derision;
        sniggers; sneering laugh; makes fun; bully; bullies; cruel smile; cruel laughter; scoffing laugh; laughing
        stock; butt of the joke; sarcastic applause; imitates; insulting; malicious grin; scornful laugh; spiteful
        laugh; nasty""",
    "everyday/contempt-scorn": """
        scorn; disdain; disdainful; despises; holds in contempt; contempt; contemptible; pathetic; beneath me; beneath
        contempt; not worth it; not worth a reply; worthless; good for nothing; coward; weakling; traitor; you disgust
        me, weak little man; looks at him like dirt; treats her like air; spits on the ground; turns away coldly; cold
        shoulder; thinks nothing of; no respect; despicable; a useless husband; lazy; failure; you call that work;
        amateurs; rubbish; pitiful; laughable; beggar; throws the coin at his feet; tosses the money; drops the letter
        into the bin unread; what a joke; ashamed of him; sycophant; grovelling; liar; informer; I expected nothing
        else from you; lowlife; snubs; he wouldn't even spit on him; that little man; she rips up his application; the
        deserter is led past the troops; he flicks the coin at the beggar; her ex begs, she shuts the door; a poet
        nobody should read; cowards, all of you; the union man and the strike-breaker; he pushes the report into the
        bin; the flatterers round the throne; I wouldn't give him the time of day; such people; she drops his gift on
        the floor; you're nothing; lazy good-for-nothing; he walks past his father without a glance; scornful;
        contemptuous; despise; not worth; loathes; looks at with contempt; utter contempt; treats with contempt; cold
        contempt; spurns; lowest of the low; not fit to lick his boots; turns her back on; good-for-nothing; sneering
        disregard; disrespectful; lost all respect; deplores; derides; cheap""",
    "everyday/contempt-sceptic": """
        sceptical; skeptical; doubtful; doubts; dubious; doesn't believe a word; not convinced; unconvinced; not buying
        it; hm, sure; yeah, right; really now; a likely story; tall tale; fishy; sounds too good to be true; the dog
        ate my homework; used-car salesman; miracle cure; sales pitch; get-rich-quick; the politician's promise; her
        alibi; his excuse for being late; raises one eyebrow; one brow up; takes it with a pinch of salt; distrustful;
        suspicious; mistrusts; questions his story; hard to swallow; wasn't born yesterday; cynical; cynic; looks at
        the fake watch; psychic; fortune teller; healing crystals; he swears he was working late; claims he never saw
        it; the detective hears the alibi; hmm, I wonder; you expect me to believe that; that so?; dodgy; doubting
        look; miracle diet; the fisherman's big fish; advert; doctors hate this trick; he says he was at the library;
        the cheque is in the mail; only one previous owner; this time I'll change, he says; the clairvoyant sees a tall
        stranger; guaranteed to make hair grow; the boy with chocolate on his mouth says it was the dog; the minister
        promises lower taxes; a Rolex for twenty dollars; she hears how the window broke by itself; UFO club; he caught
        a fish this big; lose ten pounds in a week; honest politician, hm; the ghost hunter's photo; his explanation
        has holes; sceptic; doubt; suspicion; distrust; mistrust; yeah right; disbelieving smirk; raised brow of doubt;
        cocked eyebrow; questioning; takes with a grain of salt; pinch of salt; smells a rat; sounds fishy; likely
        story; pull the other one; too good to be true; wary; hard to believe; quizzical doubt; hm; a sideways look;
        looks askance; unpersuaded; incredulous smirk""",
    "emotion/contempt/prototype": """
        contempt; scorn; contemptuous; looks down on somebody; one-sided smirk; despises; disdain; disdainful;
        superior; thinks he's better than everyone; scornful; sneers at; no respect for; a dismissive smirk; belittles;
        snobbish; mocking; arrogance""",
    "mafw/contempt": """
        contemptuous; scornful; disdainful; a one-sided smirk; looks down on; belittles""",
}

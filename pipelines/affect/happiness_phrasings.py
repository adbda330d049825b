"""Phrasings of happiness: what people type, by the id of the passage that they mean (our design, our reading)."""

HAPPINESS_PHRASINGS: dict[str, str] = {
    "everyday/happiness-beaming": """
        face lit up like a lamp; smiling all over her face; a huge smile splits his face; cannot stop smiling; shows
        every tooth in a grin; the biggest smile you ever saw; sunshine in her face; lights up the whole room; eyes
        sparkle and shine; radiates joy; wreathed in smiles; grins like an idiot; grinning like a Cheshire cat; the
        bride walks down the aisle glowing; a dazzling smile for the photographer; smile a mile wide; looks like
        Christmas morning; glow of happiness; the boy holds up the fish he caught with a broad grin; she waves at the
        crowd and shines; aglow with delight; lit from inside; her smile could melt ice; gleaming teeth, bright eyes;
        grandparents watching the school play, all smiles; positively shining with pleasure; the winner shows her medal
        to the cameras; the shopkeeper shines when the first customer walks in; a toothless grin from the six-year-old;
        the couple in the wedding photo; she comes out of the exam room with a grin from ear to ear; he shows his new
        teeth to everybody; her entire face is one big smile; glows like a lantern; the whole row of grandchildren
        smiling for real; the camera catches her at her happiest; he is grinning and can't hide it; a beaming bride; a
        radiant mother; glowing face; bright smile; big smile; broad smile; wide grin; toothy grin; grins happily; a
        huge grin; smiles from the heart; ear-to-ear; pleased as Punch; a smile as bright as the sun; shining eyes; a
        sunny smile; grinning schoolboy; eyes light up; blissful smile; he flashes a smile; a winning smile; smiles
        warmly; looks overjoyed; delighted face; looks delighted; thrilled to bits""",
    "everyday/happiness-laughing": """
        laughing so hard it hurts; holding their sides; splitting their sides; doubled over with laughter; falls off
        the chair laughing; rolls on the floor; howls at the joke; milk comes out of his nose; the audience roars at
        the comedian; belly laugh; can't breathe for laughing; lol, lmao, rofl; guffaws; shrieks of laughter; cackles;
        a fit of laughter in class; slaps his thigh; peals of laughter; wets herself laughing; hooting and hollering at
        the punchline; someone tells a hilarious story at the bar; tickled until she screams with laughter; baby laughs
        at peekaboo; the funniest thing he has ever heard; tears running down from laughing; they lose it completely at
        the blooper; corpsing on stage; the joke brings the house down; best comedy show, everyone in hysterics; throws
        back her head and laughs; uncle's toupee flies off and everyone is in fits; two friends wheezing with laughter
        on the floor; the whole class erupts when the teacher sits on the whoopee cushion; the stand-up has her crying
        with laughter; she snorts soda through her nose; the puppy slides across the kitchen floor and they roar; he
        laughs until he has to hold on to the table; they can't get through the scene for laughing; tickle fight on the
        bed; giggling turned into howling; laughing baby; bursts out laughing; laughs his head off; can't stop
        laughing; laughing hysterically; roars; cracks up completely; dies laughing; laughs heartily; mirth;
        uproarious; hilarity; in fits; in hysterics; creases up; laughing fit; busts a gut; laugh like a drain;
        laughing like a hyena; a good laugh; laughter; laughed till he cried""",
    "everyday/happiness-giggle": """
        titters behind her hand; tee-hee; hee hee; chuckles to himself over the comic strip; sniggering in the back
        row; a suppressed little laugh; smiles at a cat video; finds the pun rather funny; amused by the child's
        answer; girls whispering and giggling at the lockers; tickled by the remark; laughs softly; chortles at the
        cartoon; the funny voice makes the toddler chuckle; reads a witty message and smirks with pleasure; a private
        joke between friends; feather tickles her foot; silly hat makes them laugh a little; the teacher's wig slips
        and pupils snicker; entertained by the puppy chasing its tail; droll, comical, witty; a twinkle of amusement;
        he sees the funny side; gets the joke and grins; teasing banter between sisters; the meme made her laugh
        quietly; two kids under the blanket with a torch, snickering; the parrot repeats a rude word and she chuckles;
        she reads the typo in the memo and smiles to herself; the pun takes a second and then he snorts; a burst of
        suppressed laughter in the library; he finds his own joke amusing; the cat falls off the sofa, ha; a cheeky
        text under the desk; the baby's sneeze makes sister laugh; it's funny how he dances; giggly; amused smile;
        faintly amused; amusement; chuckling grandfather; a stifled giggle; tickled; snickering; finds it hilarious;
        comic; a little laugh; light laughter; quiet laugh; titter; grinning at a joke; cheeky grin; mischievous grin;
        impish; playful smirk; up to mischief; naughty grin; tongue in cheek; has a laugh; raises a smile""",
    "everyday/happiness-content": """
        everything is just fine; peaceful and happy; nothing more to wish for; sits back after a good meal and smiles;
        a cup of tea in the garden, birds singing; in a hammock on a summer afternoon; curled up on the sofa with a
        blanket; a job well done; satisfied with her work; a gentle smile of inner peace; blissful; at one with
        himself; the old couple on their porch; soaking in a hot bath; sun on her face, eyes closed, smiling; mellow;
        comfortable; feels good in his skin; fulfilled; smug as a cat by the stove; a quiet evening by the fireplace;
        listens to his favourite record with a soft smile; watches her children sleep and smiles; fresh bread and
        butter, what else do you need; a lazy Sunday in bed; harmony; pleased with how it turned out; happy with life;
        nods approvingly; well fed and cosy; meditating with a faint smile; serene happiness; after the harvest the
        farmer leans on his gate; full and sleepy after Sunday lunch; her feet up at last, the garden done; knitting by
        the fire with the radio on; he looks over his tidy workshop; a nap in the sun with the dog; the first sip of
        coffee in the morning; they sit on the porch saying nothing, just happy; the baby fed and asleep; warm bath,
        candles, no phone; an old sailor watching the harbour; fresh sheets; nothing to do and glad of it; loves her
        simple life; contentment; satisfied smile; gratified; at ease with himself; calm happiness; quietly happy; a
        contented sigh; purring; happy as a clam; happy as Larry; snug as a bug in a rug; comfortable in her skin;
        tranquil joy; pleasantly tired and happy; a placid smile; complacent; pleased with himself; a pleased look;
        glad; nicely relaxed and smiling; mild pleasure; well pleased""",
    "everyday/happiness-cloud-nine": """
        walking on air; in seventh heaven; on top of the world; dancing in the street; jumps up and down for joy; does
        cartwheels; screams with happiness; wildly happy; elated, exhilarated, jubilant, overjoyed, rapturous; high as
        a kite on love; couldn't be happier; she has been accepted, she throws her arms in the air; our team scored in
        the last minute, the stadium goes wild; punches the air; beside himself with joy; just got engaged; won the
        championship and hugs everyone; bouncing off the walls; bliss, ecstasy; dream come true; best day ever; tickled
        pink; happy as a lark; the newlyweds run out into the confetti; the baby is here, I'm a father; over the
        rainbow; delirious with joy; yippee, hooray, woohoo; he passed, he passed; whoops and hollers; singing in the
        shower, in love with the whole world; skips home; cock-a-hoop; they got the house they dreamed of; they made it
        to the finals and the whole bench runs onto the pitch; accepted by all three universities; he kisses the
        ground; she spins round and round in the rain, so in love; the adoption papers are signed; he got the part, he
        got the part; winner of ten million; dances on the table; she whoops and throws her mortarboard; cured,
        completely cured; the happiest couple alive; after years of trying the test is positive; the war is over,
        people kiss strangers in the square; champagne showers on the podium; over the moon; euphoria; ecstasy; jumping
        for joy; elation; exultant; exuberant; jubilation; rapture; happy as can be; like a dog with two tails;
        thrilled to pieces; wild with joy; bursting with happiness; the happiest man on earth; madly happy; extremely
        happy; in raptures; blissed out; full of joy; in paradise; happy beyond words; joy of a lifetime; triumphs and
        shouts for joy; mad with joy""",
    "everyday/happiness-shy-smile": """
        looks down and smiles; blushes and smiles; goes red when praised; cheeks turn pink; coy; demure; a modest
        little smile; smiles behind her hair; doesn't know what to do with the compliment; first time holding hands;
        her crush says hello; he says she is pretty; asked to dance; hides behind mum's skirt and smiles at the
        visitor; small bashful grin; twists a lock of hair and smiles at the floor; a tentative smile at a stranger;
        "who, me?"; gets a valentine card; teenage boy hands over a flower; peeks up from under her lashes; flattered
        by the attention; bites her lip and smiles; he thanks the audience sheepishly for the applause; meek smile; the
        new girl gives a hesitant smile; the wallflower gets a wink; embarrassed by all the praise; awkward little
        smile; the new girl is complimented on her drawing; he asks for her number and she looks away smiling; at the
        school dance, eyes on her shoes; a little girl curtsies for the guests; he gets applause and doesn't know where
        to put his hands; the intern is praised before the team; her first valentine; called handsome by the nurse; he
        peeps at her over his book; caught looking, smiles and turns away; grandpa tells how they met and grandma
        colours; shy girl; bashful boy; timid smile; a small smile; blushing; faint smile; slightly embarrassed smile;
        modest; coyly; sheepish smile; meekly smiling; self-conscious smile; flattered; smiles with lowered eyes; a
        sweet smile; hesitant; reserved smile; little smile; secret smile; a half-hidden smile; smiles timidly""",
    "everyday/happiness-proud": """
        chest swelled with pride; head held high; stands tall on the podium with the medal; my daughter graduated; his
        first goal for the national team; crossing the finish line with raised arms; she built it all by herself; shows
        off his trophy; gets a gold star; the father watches his son receive the diploma; I did it; finally climbed the
        summit; baked her first cake and holds it up; first place at the science fair; employee of the month; lifted
        the cup; beat the record; got full marks; tied his own shoelaces; puffed up like a peacock; a winner's smile;
        conquered the mountain; pleased as punch with himself; takes a bow to standing applause; grandma's boy became a
        doctor; hangs the certificate on the wall; triumph after years of training; we won the match; the smug
        satisfaction of a job mastered; the toddler used the potty; look what I made; her painting hangs in the
        gallery; achievement; victory lap; honoured with an award; her spelling bee victory; the apprentice's first
        table stands straight; my son was chosen as captain; the gymnast lands the vault; grandma finally learned to
        use email; they named a street after her; published his first novel; passed the bar on the second try; a
        toddler builds a tower taller than himself; her pupils all graduated; the old craftsman runs his hand over the
        finished violin; swam her first length without armbands; wears the uniform for the first time; beat his own
        best time; a proud father; proud parents; swells with pride; bursting with pride; proud as a peacock;
        triumphant; triumphantly; victorious; victory; champion; winner; successful; accomplished; self-assured; chin
        held high; a feather in her cap; hats off to herself; pats himself on the back; cock of the walk; satisfied
        with his performance; conquering hero; glorious; honour; on cloud with her medal; boasts happily""",
    "everyday/happiness-relieved": """
        finally breathes out; a huge sigh of relief; wipes the sweat from his brow; thank God; the test results are
        clear; the tumour is harmless; the lost child is found safe; the plane has landed at last; the exam is over; it
        was only a false alarm; the keys were in my bag all along; the police car drives past; no broken bones; the
        fever has gone down; the surgery went well; all clear from the doctor; shoulders drop, tension gone; crisis
        averted; out of danger; it's over, we made it; the bomb didn't go off; the interview is behind her; got away
        without a fine; he texted, he is safe; the dog came back; made the train with a second to spare; the burden
        lifted; a stone fell from my heart; they can keep the house after all; the storm has passed; rescued from the
        mountain; the lump was nothing; phew, that was lucky; she's going to be alright; backup restored all files; off
        the hook; not pregnant, not fired; the hiker is found after two nights; scan shows nothing; the cheque cleared
        just before rent day; the baby finally stopped crying; customs waves them through; he didn't hit the dog after
        all; the hard drive could be saved; mum wakes up from the anaesthetic; the jury says not guilty; the bridge
        held; the exam is postponed; the bully moved to another town; found her earring behind the couch; the plane
        levels out again; the last guest has gone and she kicks off her shoes; the dentist says no cavities; the bear
        walks away; relief; a relieved sigh; relieved face; so relieved; breathes again; a load off my mind; a weight
        lifted; that's a relief; thank heavens; thank goodness; saved by the bell; out of the woods; in the clear;
        breathes easily; can relax at last; the worry is over; safe and sound; the pressure is gone; a narrow thing but
        fine; reassured; comforted; consoled by the news""",
    "everyday/happiness-loving": """
        gazes into his eyes; looks at her as if she were the only one; head over heels; smitten; lovestruck; besotted;
        a mother nursing her newborn; strokes the sleeping child's hair; grandmother with the baby on her lap; cuddles
        the kitten; kisses his forehead; holding hands for fifty years; he adores her; my darling, my sweetheart;
        tender look at his wife; warm loving eyes; the puppy falls asleep in her arms; tucks the little one in; melts
        at the sight of the baby's toes; they kiss under the streetlight; dances close at the wedding; affection,
        fondness, devotion; first sight of her newborn; dreamy eyed over a boy; hugs grandma; caresses; soft spot for
        the old dog; watching him sleep; lovers on the bench; madly in love; his heart belongs to her; aww so cute;
        puppy love; honeymoon couple; cherishes; looks up at daddy with adoring eyes; embraces tenderly; strokes his
        wife's hand after sixty years; gazes down at the bundle in her arms; his nose in the baby's hair; the old man
        feeds his wife ice cream; a kiss on the sleeping forehead; the girl hugs her pony; falls in love at first
        sight; sharing one umbrella; brings her breakfast in bed; the way she looks at her fiancé; he hums a lullaby to
        the newborn; a soldier holds the picture of his sweetheart; the dog rests its head on her knee; mother and
        daughter cheek to cheek; whispers I love you; the kitten purrs in her lap; looks at him like he hung the moon;
        loving look; in love; fond; fondly; tender; tenderly; adoring; adoration; affectionate; infatuated; enamoured;
        smitten kitten; heart eyes; lovey; sweet on her; apple of his eye; devoted; warmth; cherished; a mother's love;
        eyes full of love; head over heels in love; doting grandmother; doting; a lover's gaze; romantic; soft-hearted;
        crush; longing; desire; has butterflies for him; sighs with love""",
    "everyday/happiness-cheerful": """
        having a blast; life of the party; whistles on the way to work; hums a tune while cooking; sings along to the
        radio; up for anything; chirpy; upbeat; bubbly; sunny disposition; good morning everyone; happy-go-lucky; high
        spirits; playful; jovial; festive mood; friends clinking glasses; at the carnival; playing in the snow; a day
        at the beach; dancing in the kitchen; picnic in the park with friends; splashing in the pool; barbecue with the
        neighbours; greets the customers with a laugh; Friday at last, weekend; feels on good form; lively; bright and
        breezy; merry Christmas party; a happy bunch of kids on the school trip; skipping rope in the sun; holiday
        begins; enjoys herself on the swing; full of the joys of spring; full of beans; positive, optimistic; jokes
        with colleagues; in a great mood today; having a whale of a time; karaoke night; the postman whistles; dancing
        round the kitchen with a broom; they sing on the bus to the seaside; children chase each other through the
        sprinkler; a snowball fight; a jolly baker behind his counter; splashing in puddles in yellow boots; the street
        fair with music; laughing on the merry-go-round; friends playing cards on a rainy day; a picnic on the meadow;
        the choir rehearsal is fun; kids on the trampoline; games night with pizza; he's in such a good mood that he
        hums; everyone's favourite colleague, always smiling; school's out; cheerful; cheery; merry; jolly; gleeful;
        joyful; joyous; light-hearted; good-humoured; genial; in good spirits; in high spirits; fun; having fun;
        enjoying himself; good mood; happy child; lively kids; a ray of sunshine; full of life; perky; sprightly; gay;
        carefree; bouncy; frolics; friendly face; amiable; likes it here; a happy day; glad and friendly; smiley""",
    "everyday/happiness-excited": """
        can hardly wait; counting the days; jumping up and down; bouncing on her seat; the night before Christmas;
        opening presents; we're going to Disneyland; tickets for the concert; tomorrow is my birthday; first in line
        for the roller coaster; buzzing; hyped; psyched; fired up; raring to go; fizzing with excitement; bags packed
        for the big trip; the game is about to start; rubs his hands; squeals with excitement; eyes wide with
        expectation; new phone arrives today; unwrapping a big parcel; guess what, guess what; on her way to meet her
        idol; the circus is in town; he gets a puppy today; waiting behind the door for daddy to come home; countdown
        to new year; fidgety with anticipation; looks forward to the wedding; about to see her favourite band; first
        day of the holidays; the toddler sees the ice cream van; agog; let's go, let's go; keen, eager, enthusiastic;
        opening night jitters, the good kind; the aisle seat, the seat belt clicks, first flight ever; tomorrow the
        circus; the countdown for the rocket; she is tearing at the wrapping paper; kids pressed against the gate
        before the fair opens; packing for summer camp; new bike in the shop window and today is payday; he bounces on
        his toes before the race; the trailer of her favourite series; just one more night; the curtain is about to
        rise on the show she has waited for all year; about to open the envelope from the dream college; the band comes
        on stage; on the way to pick up the puppy; snow day, no school; excited; excitement; eager; eagerly; thrilled;
        stoked; enthusiastic; enthusiasm; can't wait; exhilarated; pumped up; giddy; giddy with anticipation; like a
        kid in a candy store; over-excited; on fire; chomping at the bit; itching to go; full of anticipation; looking
        forward to it; hopeful; expectant; optimistic about tomorrow; zealous; passionate; wide-eyed with excitement;
        breathless with excitement""",
    "everyday/happiness-gratitude": """
        thank you so much; you shouldn't have; I'm so grateful; how kind of you; deeply moved by their help; a stranger
        paid for her meal; the neighbours brought food; he saved my life; gets flowers from her pupils; a handwritten
        letter from a fan; hugs the nurse who cared for him; appreciates the help; somebody returned the lost wallet;
        donated a kidney; bless you; what a lovely surprise of a card; means the world to me; thanks the firefighter;
        welcomes the guest warmly; so glad you came; lovely to see you again; greets an old friend at the door; the
        homeless man is given a coat; a helping hand; someone gives up his seat for her; the whole village helped
        rebuild; touched by the gesture; thanks to the donors; her colleagues remembered; accepts the award and thanks
        her parents; indebted; appreciative; heart warmed; a gift from the grandchildren; presses his hand in thanks;
        the farmer thanks the neighbours who saved his barn; someone paid off her debt; a rescued man hugs the
        lifeguard; he is given a second chance; a meal for the homeless; thanks her teacher on the last day; the
        refugee is handed a warm blanket; a blind man is helped across the street; a kidney from her sister; found his
        dog and brought it home; the card signed by all her colleagues; visitors at last; you remembered; so kind, she
        says; a stranger gives her the last seat; the patient thanks the surgeon; welcome home; grateful; gratitude;
        thankful; thanks; touched; moved by the kindness; obliged; beholden; thank you; blessed; full of thanks; feels
        welcomed; a warm welcome; glad to see; a grateful patient; warm-hearted; kind gesture; generous; humbled and
        thankful""",
    "everyday/happiness-happy-tears": """
        weeps for joy; wells up with happiness; tears of happiness; cries because it is so beautiful; the soldier comes
        home and she cries in his arms; sees her baby for the first time and sobs with joy; a mother sees her son after
        years; the bride's father dabs his eyes; wiping away tears and smiling; laughing and crying at once from joy;
        overcome with joy; emotional at the wedding vows; lump in the throat with happiness; so happy she could cry;
        reunited after thirty years; hears sound for the first time with a hearing aid; adoption day; the coach weeps
        when the team wins the title; he proposes and she bursts into happy tears; choked up with joy; olympic champion
        cries during the anthem; cancer free, tears of gratitude; tears stream down a smiling face; the twins meet
        again; grandpa cries at the birth of his granddaughter; touched to tears by the song; the father sees his
        daughter in her wedding dress and has to wipe his eyes; the deaf baby hears mother's voice; the winner sinks to
        her knees and weeps for joy; brothers separated by the war embrace; he reads the adoption certificate and
        cries; the marathon runner sobs happily on the finish line; a mum hears the first heartbeat; she said yes and
        he cries; the orchestra plays their song and tears come; reunion at arrivals; grandma holds the graduate and
        weeps; free after twenty years in prison; tears of joy; happy tears; weeping with joy; crying with happiness;
        moved to tears; overcome; teary-eyed and smiling; emotional reunion; eyes wet with joy; crying for joy; sobs of
        joy; overwhelmed with happiness; joyful tears; touched and tearful; a tear of joy""",
    "emotion/happiness/variant-2": """
        a smile with closed lips; a quiet contented smile; lips together, gently smiling; a warm smile without teeth;
        soft smile; Mona Lisa smile; calm happy look; a knowing little smile; peaceful smile at the sunset; mild smile;
        a subtle smile; smiles to herself""",
    "emotion/happiness/variant-3": """
        laughs with mouth wide open; a roaring laugh; cracks up; hearty laughter; bursts out laughing; hysterical
        laughter; a belly laugh with eyes squeezed shut; laughing her head off; laughs out loud; overjoyed, shouting
        with joy; biggest laugh ever; whoops and roars""",
    "mafw/happiness": """
        friends celebrate together; greeting an old friend; hugging at the airport; raising a toast; party with
        balloons; the family laughs at dinner; they high five; cheering after the goal; clapping and laughing; meeting
        again after a long time; welcome home party; blowing out birthday candles; confetti""",
}

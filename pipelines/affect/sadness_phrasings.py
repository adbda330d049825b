"""Phrasings of sadness: what people type, by the id of the passage that they mean (our design, our reading)."""

SADNESS_PHRASINGS: dict[str, str] = {
    "everyday/sadness-about-to-cry": """
        eyes fill with tears; eyes glisten; her eyes are wet; tears are coming; trying not to cry; nearly in tears;
        could cry any moment; lump in her throat; swallows hard; voice cracks; blinks away the tears; eyes brimming;
        choked up; the dam is about to break; holding it together, just; moist eyes; red-rimmed eyes; can't finish the
        sentence; chokes on the words; waves goodbye and turns away so nobody sees; sniffles; on the edge of weeping;
        misty-eyed; tearful; watery eyes; the sad film gets to him; scolded in front of the class and fighting not to
        cry; the waitress after the rude guest leaves, lips trembling; he reads out the farewell letter with a breaking
        voice; wobbly voice; last day at the job, saying goodbye to colleagues; about to burst into tears; the boy
        can't find his mother and his face begins to pucker; she reads the last line of the letter and her sight blurs;
        her throat closes; the coach's farewell, he has to stop and look up at the ceiling; a nurse steps out to
        collect herself; she nods fast and says nothing because she'd cry; the dog is led away and he blinks hard; just
        one kind word and she will break; eyes shining with unshed tears; tries to speak, but can't; the waterworks are
        close; she swallows and swallows; on the verge of tears; close to tears; near tears; holding back tears; teary;
        tears in his eyes; welling eyes; fights the tears; ready to cry; moist-eyed; damp eyes; could burst into tears;
        chokes up; choked with emotion; emotional; eyes brim; wet eyes; trembling voice; biting back tears; gulps back
        tears; about to weep""",
    "everyday/sadness-sobbing": """
        cries his heart out; cries like a baby; bawls her eyes out; wails; howls with grief; blubbers; tears streaming;
        sobs into the pillow; face buried in hands, shoulders shaking; buries her face in his chest and cries; sits on
        the bathroom floor crying; breaks down in tears; weeps uncontrollably; dissolves into tears; bursts into tears;
        cannot stop crying; tears drip off the chin; mascara running down; used up a box of tissues; the toddler wails
        for mummy; crying on the phone; cries herself to sleep; hiccups from weeping; snot and tears; collapses in
        tears at the grave; inconsolable; a flood of tears; blotchy face wet with tears; cries and cries; weeping
        widow; keening; the little girl cries over her dead hamster; the child cries itself to sleep; the widow throws
        herself on the coffin; she slides down the wall and weeps; he cries in the car where no one sees; tears drip
        onto the letter; a girl in the toilets at prom, crying; wet pillow; the toddler screams for the lost bunny;
        crying so much she cannot speak; holds the collar of the dead dog and bawls; shakes with sobs; cries over the
        phone; grown men crying in the stands; runs to her room in tears; breaks down at the kitchen table; eyes
        swollen from crying; sobbing; weeping; bawling; crying; cried; wept; a crying child; in tears; floods of tears;
        breaks down; breaks into tears; heaving sobs; whimpers and cries; blubbering; wailing; howling; snivelling;
        tears flow; cries bitterly; in a flood of tears; crying buckets; hysterical crying; lets the tears flow; a
        weeping mother; tear-stained""",
    "everyday/sadness-heartbroken": """
        she left him; he left me for another; dumped by text; her boyfriend broke up with her; divorce papers on the
        table; the marriage is over; my heart is broken; his heart is in pieces; left standing at the altar; the love
        of her life is marrying somebody else; lost the baby; devastated by the news; her world fell apart; the ring
        lies on the kitchen table; he saw her kissing another man; unrequited love; jilted; it's over between us; she
        moved out; crushed by the rejection; torn apart by the separation; gutted, we lost the final; the adoption fell
        through; lovesick; she returned his letters; broken-hearted; ghosted after months; ex has a new girlfriend; the
        dream of her life destroyed; the engagement is off; crushed, shattered, in bits; he tells her he doesn't love
        her anymore; her letter came back unopened; he gave her the ring back; the house is so quiet since the divorce;
        found out that he was seeing someone else; he waited at the church and she never arrived; we've decided to
        separate; he wants to be just friends; the photo torn in two; she still sleeps on her side of the bed; the love
        of his life moved to another country; the puppy love that ended in a text; after the miscarriage; three years
        and she just walked away; the club was dissolved after a hundred years; he changed the locks; the horse she
        raised was sold; the farm is auctioned off; heartbroken; broken heart; heartache; heartsick; crushed;
        shattered; devastated; devastation; torn; gutted; broken up; lovelorn; rejected lover; abandoned wife; jilted
        bride; split up; breakup; separation; dumped; deserted husband; betrothal broken; pining; her heart bleeds; cut
        up about it; bleeding heart; destroyed; in pieces; worst day of her life""",
    "everyday/sadness-blue": """
        feels low; the blues; down; in a dark mood; heavy-hearted; rainy Monday; grey November; stares out of the
        window at the rain; no energy for anything; can't get out of bed; nothing is fun any more; listless; dejected;
        dispirited; sad songs on repeat; weary of life; winter depression; the end of the holidays; nostalgic for
        childhood; longing for the old days; a wistful look; pensive and sad; sighs deeply; under a cloud; under the
        weather emotionally; empty inside; joyless; doleful, mournful, sombre, cheerless; in the doldrums; a bit down
        today; sits alone at the bar with a whisky; tristesse; everything feels heavy; having a bad day; not feeling
        great; unhappy with her life; midlife gloom; postnatal depression; last leaf falls; a melancholic tune; the
        light goes out of the day at four o'clock; just lies on the bed and looks at the ceiling; the first Sunday
        after the holidays; the record plays an old tune and she stares at the rain; he doesn't enjoy football any
        more; post-holiday blues; everything tastes like cardboard; she doesn't feel like seeing people; the swimming
        pool is empty, summer's over; in low spirits since the move; walking along the beach in winter; a poet under
        grey skies; can't shake the sadness; burdened; a lump of lead in the chest; feeling sorry and small; blue; low;
        gloomy; melancholy; melancholic; depressed; depression; glum; despondent; sorrowful; sad; saddened; sadness;
        unhappy; woeful; woebegone; wistful; dismal; dreary; sombre; moody and sad; down in the dumps; feeling low; in
        a funk; out of sorts; heavy heart; rueful; weary and sad; morose; subdued; mournful eyes; down at heart;
        disconsolate; blah""",
    "everyday/sadness-grief": """
        his wife died last year; her father passed away; stands at the grave; lays flowers on the tombstone; the coffin
        is lowered; burying her son; reads the eulogy; mourners in black; in mourning; bereaved; widow; the urn; lost
        her mother to cancer; the dog had to be put to sleep; the cat got run over; holds his late wife's photograph;
        anniversary of the accident; the empty chair at the table; his coat still hangs in the hall; memorial service;
        candlelight vigil; rest in peace; stillbirth; suicide of a friend; soldier's widow gets the flag; condolences;
        visiting the cemetery; obituary; killed in the crash; the machines are switched off; last breath at the
        hospice; missing grandma at Christmas; scattering the ashes; wake; clutching the dead child's teddy; orphaned;
        sorrow over a loss; she will never come back; clears out dad's wardrobe; plays his voicemail again; he keeps
        her toothbrush in the glass; the cradle they never used; the child's drawing on the coffin; a firefighter lays
        down the helmet of his comrade; her twin would have been thirty today; names carved into black stone; the last
        recording of his voice; she ties a ribbon on the roadside cross; the dog waits at the grave; pallbearers; the
        widower folds her nightgown; an empty collar by the door; father's tools in the shed; they lit a candle for the
        missing; dead in a car accident; buried at sea; the family in black; since he passed; the anniversary of her
        death; Grandad's funeral; grieving; grief; grief-stricken; mourning; mourner; bereavement; bereft; sorrow;
        loss; lost a loved one; widowed; a grieving father; lament; laments; anguish; in agony over the loss; stricken;
        deep sorrow; funeral; burial; memorial; deceased; the dead; dying; death in the family; passed on; laid to
        rest; missing someone; late husband; heart-rending""",
    "everyday/sadness-lonely": """
        all by herself; nobody to talk to; no one came to his party; eats alone; table for one; empty flat; spends
        Christmas alone; no friends; no one calls; old woman waiting for visitors; misses home; far from family; sits
        alone on the swing; picked last for the team; friendless in the new town; left behind; forsaken; an outsider;
        everybody else has someone; nobody noticed her; watches couples walk by; the children moved out; the phone
        never rings; solitary; isolated in lockdown; stood up at the restaurant; stands at the edge of the dance floor;
        dog left at the shelter; nobody remembered his birthday; boarding school, first night; homesick at camp; single
        on valentine's day; deserted; talks to the cat; widower cooking for one; without a soul; unloved; cast away on
        an island; excluded from the game; exile far from his country; a plate, a fork and the television; the new boy
        at break time by the fence; she talks to the radio; nobody sat next to him on the bus; an old lady on the bench
        feeding pigeons; his inbox is empty on his birthday; everybody paired up except me; the lighthouse keeper in
        winter; first night in the dorm; the party is next door; a student abroad on Christmas Eve; she sets the table
        for guests who never come; the pensioner whose only visitor is the postman; all her friends have moved away; an
        only child in a big house; he has no one to ring; the last kid waiting at school pick-up; a single sock; in the
        crowd but alone; lonely; loneliness; alone; lonesome; isolated; abandoned; forlorn; homesick; homesickness;
        left out; neglected; solitude; desolate; friendless; unwanted; outcast; castaway; lone; nobody cares; feels
        invisible; estranged; separated from family; an orphan; alienated; shunned; excluded""",
    "everyday/sadness-long-face": """
        hangs his head; head down; shoulders slumped; drags his feet; trudges home after the defeat; looks like he lost
        a penny; looks at the floor; walks off the pitch with head bowed; down in the mouth; moping around the house;
        gloomy face; dejected, downcast, crestfallen; eyes lowered; sits slumped on the bench; kicked-puppy look; looks
        as if it rained on his parade; why the long face; droopy; sags in the chair; the team in the dressing room
        after losing; slouches off; mopey teenager; a face like a funeral; crawls to his room; sits with chin in hands;
        gave up on the queue, sold out; long-faced; sullen and sad; benched by the coach; glum at the window; the
        shopkeeper without customers; the striker who missed the penalty walks off; the salesman packs up his samples,
        none sold; he comes home without the job; last in the race, head down; she drags her schoolbag behind her; the
        boy whose kite got stuck; sits on the kerb staring at his shoes; the fisherman returns with an empty net; a dog
        looking at the empty bowl; he was picked as substitute again; the line at the unemployment office; steps off
        the stage without a prize; shoulders hanging; long face; downcast; crestfallen; hangdog; hangdog look; glum;
        droops; mopes; moping; dejection; head hanging; sags; dispirited trudge; slouching; sullenly sad; eyes cast
        down; looks down in the mouth; with drooping shoulders; deflated; disheartened walk; wilts; face as long as a
        fiddle; shamefaced trudge; beaten team; loser's face""",
    "everyday/sadness-sulking": """
        pouts; pouting child; sticks out the lower lip; lip out; in a huff; in a sulk; folds her arms and turns away;
        won't talk to anybody; storms off to her room; wasn't allowed to; mum said no; had to share the toys; has to go
        to bed early; no sweets before dinner; no dessert; grounded for a week; sister got the bigger slice; lost at
        the board game and won't play any more; it's not fair; has to wear the ugly sweater; doesn't want to put on
        shoes; tablet taken away; stamps her foot; petulant; huffy; moody teen; pulls a pouty face; sits in the corner
        and refuses to eat; toddler at the checkout denied chocolate; left out of the game so he sulks; whiny; miffed
        and silent; wants to stay up late; it's her turn but brother won't give up the swing; he doesn't want to go
        home from the playground; no you can't have a pony; the princess wants the pink one; she got vegetables instead
        of fries; had to turn off the game; sits under the table, not coming out; I'm not talking to you; he lost and
        kicked the board over; didn't get to press the lift button; her balloon flew away and she won't be comforted;
        must wear the hat; sent to bed; nobody lets me do anything; sulky; sulks; sulking child; pout; pouting;
        petulant child; moody; huff; in a strop; strops; throws himself on the floor; a spoiled child; whines; whining;
        grumpy toddler; mopes and pouts; turns his back; silent treatment; cold-shoulders mum; bottom lip; lower lip
        stuck out; offended child; miffed; crossed arms and a pout; tantrum over; took his ball home""",
    "everyday/sadness-quivering-chin": """
        chin wobbles; lip trembles; lower lip shakes; the bottom lip starts to go; voice shakes; fighting tears, chin
        quivering; the mouth twitches before crying; trembling mouth; the little boy's chin starts to tremble at the
        kindergarten gate; fell off the bike and tries to be brave; dropped his ice cream and the lip goes; quavering
        voice; wobbling lip as mum leaves; scraped knee; the child is told off; lips quake; quivery; stutters through a
        sob; chin dimples and shakes; small face crumples; crumpling; the toddler waves at the departing car, mouth
        puckering; the little girl holds her broken doll; I'm not crying, says the boy, lip going; she tries to read
        the poem but the voice shakes; bumped his head and looks round for mum; his small mouth turns and trembles;
        quivering chin; trembling lip; trembling lips; lip quivers; wobbling chin; wobbly lip; chin trembles; quivering
        lower lip; voice breaking; shaky voice, near tears; lip tremble; bottom lip shakes""",
    "everyday/sadness-pity": """
        feels sorry for the old dog; poor little thing; poor man; aw, you poor thing; my heart goes out to them; what a
        shame; it breaks my heart to see; sees a homeless man in the cold; watches refugees on the news; a bird with a
        broken wing; abandoned kitten in a box; starving children on television; the bullied boy; sympathises with her
        friend; comforts a crying friend; I'm so sorry for your loss; a limping dog; beggar at the station;
        compassionate; feels for him; merciful; an old lady struggling with heavy bags; the loser of the race in last
        place; nobody visits that grandfather; a thin horse; charity appeal; the clown nobody laughs at; touched by
        their misery; condoling; sad for her colleague who got fired; sorry for the poor performer; victims of the
        earthquake; puppy eyes of the shelter dog; that's awful for you; commiserates; the little boy whose balloon
        flew off; an old dog nobody wants; a beggar without shoes in winter; the baby bird fell out of the nest; the
        widow next door struggles with the shopping; the losing team's goalkeeper on his knees; his classmate can't
        afford the trip; the donkey with the heavy load; they've lost everything in the fire, poor people; a child with
        a feeding tube; a tramp under the bridge; she looks at the crying stranger on the train; the busker in the
        rain; the animals in the tiny cage; kids rummaging in rubbish for food; pity; sympathy; compassion;
        sympathetic; feels for; sorry for; feels bad for; heartfelt sympathy; empathy; poor thing; poor soul; what a
        pity; how sad for them; pitying look; tender-hearted; mercy; condolences; concerned for the poor; moved by
        suffering; aw; heart goes out; takes pity on""",
    "everyday/sadness-regret": """
        I should have called; I wish I had; if only; it's all my fault; I'm so sorry; forgive me; sorry for what I did;
        feels guilty; guilty conscience; blames herself; never said goodbye; missed his daughter's childhood; said
        terrible things; too late to apologise; kicks himself; rues the day; remorse; contrite; penitent; ashamed of
        himself; hangs her head in shame; eaten up by guilt; broke mum's vase; cheated on his wife and regrets it; ran
        over a cat; forgot to pick up the child; sold the house too soon; drank too much last night and said things;
        wasted years; confesses to the priest; apologises to the victim; shouldn't have sent that message; wants to
        turn back the clock; lost her by his own stupidity; gambled it all away; repents; let everybody down; the
        prisoner thinks of what he did; how could I do that; I was too hard on him; he reads the diary and understands
        too late; he never told her that he loved her; she sold grandmother's ring; he snapped at the children before
        leaving; the night he chose to drive; I let my best friend down; I should have gone to the doctor sooner; she
        shouted at her mother and now can't take it back; he looks at the dent he made; lied to get the job and it
        gnaws at him; the one that got away; the tattoo was a mistake; the words came out before he thought; the
        surgeon made an error; asks for forgiveness; spent the college fund; forgot her recital; it was me, I'm sorry;
        regret; regretful; remorseful; guilt; guilty; ashamed; shame; sorry; apologetic; apologises; apology;
        contrition; repentant; self-reproach; blames himself; conscience-stricken; kicks herself; a guilty look; my
        fault; mea culpa; rueful; wishes it undone; should not have; would give anything to undo; cries over spilt
        milk; eats his words; second thoughts; disgraced""",
    "everyday/sadness-hopeless": """
        no way out; there is no hope left; all is lost; what's the point; nothing left to live for; gives up on
        everything; at rock bottom; lost everything; terminally ill; weeks to live; lost job, house and family;
        bankrupt; nobody will hire him; the hundredth rejection letter; sits among the ruins of his house; desperate;
        despair; despondent; defeated; broken man; wants to end it all; the light has gone out of his eyes; empty stare
        at the wall; no future; in the depths of misery; abject; the harvest is destroyed; life sentence; stranded with
        no rescue; relapse; it will never get better; lost cause; sunk; down and out; cannot go on; miserable wretch;
        drowning in debt; evicted with the children; years of unemployment; has nothing left; the boat with no oars in
        the middle of the ocean; no answer from any embassy; her appeal was rejected, the last one; ten years in the
        same cell; the treatment has failed; the well is dry and the cattle are dying; the team is 6-0 down; the debt
        collector took the furniture; he gave up looking for work; it will never stop; I can't do this any more;
        there's no cure; the refugee camp in winter; lost the will to live; the search was called off; what is left to
        hope for; nothing but rubble; all the doors closed; hopeless; despairing; desperation; miserable; misery;
        wretched; no hope; loses all hope; beyond hope; at the end of his tether; given up; gives up; despondency;
        bleak; at the lowest point; worn down; nothing matters; pointless; life has no meaning; suicidal; in the
        gutter; ruined; end of the road; light at the end of the tunnel is out; utterly defeated; crushed spirit""",
    "everyday/sadness-hurt": """
        that stung; cut to the quick; hurt by his words; she laughed at my drawing; wasn't invited; called fat; her
        friends talk about her; they whisper behind her back; he forgot our anniversary; excluded by the other girls;
        nobody clapped; his father said he was a disappointment; slighted; snubbed; ignored at the party; rejected by
        his own mother; a slap in the face; a nasty comment under her photo; picked on; mocked for his clothes; teased
        about the braces; unkind remark; took it to heart; cut by criticism; stood up; left on read; my own brother
        didn't come to the wedding; he said I was useless; stabbed in the back by a friend; disowned; her gift was
        thrown away; wounded look; how could you say that; feels unappreciated; the joke was at her expense; passed
        over; teacher read her bad essay aloud; her own sister didn't thank her; they all got invitations, she didn't;
        his joke about her weight; Dad never looks up from the phone when I talk; my opinion doesn't count; she
        overheard what they really think of her; the kids won't let him play; the teacher laughed at his answer; her
        best friend told everyone her secret; the stepchild isn't in the family photo; he introduces her as just a
        friend; they forgot her name in the speech; ungrateful words from her son; his present lies unopened; ridiculed
        for his lisp; he brushed her hand away; replaced by a younger woman; hurt; wounded; hurt feelings; stung; cut
        deep; offended and sad; rejected; rejection; insulted and near tears; pained; feels betrayed; feels left out;
        feels unloved; humiliated and sad; a hurt look; aggrieved; bruised ego; a wounded look; injured feelings;
        emotionally hurt; mistreated; cut to the heart; took it personally; unkindness; cold words; spurned""",
    "mafw/disappointment": """
        let down; not what I hoped for; failed the exam; didn't get the job; didn't make the team; came second; lost on
        penalties; the trip was cancelled; it rained on the wedding; got socks for Christmas; empty box; he promised to
        come and didn't; the restaurant is closed; sold out; expected more; the cake collapsed; no letter in the post
        again; bad grade despite studying; dashed hopes; anticlimax; letdown; the film was not as good as the book;
        wrong number by one in the lottery; the date cancelled; disillusioned; gutted about the result; rejected by the
        university; not chosen for the part; the new phone doesn't work; oh well, maybe next time; passed over for
        promotion; his hero turned out to be rude; the ice cream machine is broken; the snow has melted; dad can't come
        to the match; disappointing score; the gift was not the bike he wanted; the tooth fairy did not come; the
        parcel contained the wrong thing; the museum is shut on Mondays; the eclipse behind clouds; after all that
        waiting only a small part; his dad left before the end of the play; the fish got away; missed the train by
        seconds and the day is ruined; the souffle fell; not a single like; she didn't make the choir; the surprise
        guest is not who she hoped; the holiday flat looks nothing like the pictures; we were so close; the scratch
        card, nothing; the soup of the day is gone; he got a thank-you note instead of a raise; tickets sold out in
        front of her; the sequel is terrible; no snow for Christmas; disappointed; disappointment; a letdown;
        disheartened; discouraged; crestfallen; dissatisfied; frustrated hopes; dashed expectations; underwhelmed;
        bummer; what a shame; so close yet; not good enough; hopes in ruins; bubble burst; bitterly disappointed; fell
        short; shattered illusions; missed out; missed opportunity; came to nothing; all for nothing; left empty-handed""",
    "mafw/helplessness": """
        can't do anything about it; what can I do; shrugs helplessly; hands tied; doesn't know what to do; stands there
        powerless; watches the flames eat the house; nobody can help; the doctors can do nothing more; gives up and
        shrugs; throws up his hands; caught in the system; stuck, no options; overwhelmed by it all; at the mercy of;
        resigned to his fate; the baby won't stop crying and she is at a loss; the flood keeps rising; can't save him;
        forced to watch; nobody listens; locked out; lost in bureaucracy; no money for the medicine; accepts defeat;
        defeated shrug; I don't know, I really don't; que sera sera; it is what it is; too weak to stop them; out of
        ideas; stranded; begs for help in vain; up the creek without a paddle; the fire spreads and there's no water; a
        mother can't soothe her sick child; what do you want me to do, he says with open palms; the tow truck takes the
        car and nothing helps; all the flights are grounded; the old man doesn't understand the machine and gives up;
        the river takes the bridge away; nobody speaks her language; he watches the bus with his luggage drive off; too
        much, too late; nothing I say makes any difference; the addict's mother; the data are gone for good; the vet
        says there is nothing he can do; left in the desert without fuel; helpless; helplessly; powerless;
        powerlessness; at a loss; resigned; resignation; shrugs; gives up; nothing to be done; can't do a thing;
        defenceless; at his wits' end; incapable; unable to help; desperate shrug; stuck between a rock and a hard
        place; overwhelmed; throws in the towel; hands in the air; up a creek; surrender; surrenders; bows to fate; has
        no choice; left without help; impotent; vulnerable; fish out of water""",
    "mafw/sadness": """
        mourns at the grave; somebody weeps in a film; a sorrowful scene; weeping at a funeral; sorrow, unhappy; a
        tragic farewell""",
    "emotion/sadness/variant-2": """
        quietly sad; a drawn, sorrowful face; a heavy heart without tears; wistful gaze; a mournful look; sad eyes;
        drooping mouth; weary sorrow; thoughtful sadness; silent grief; resigned sad look; looks back on the old days;
        a sad little sigh""",
    "emotion/sadness/variant-3": """
        breaks down crying; weeping bitterly; sobs with grief; face crumples in tears; howling with sorrow; cries
        uncontrollably; wailing at the coffin; devastated, tears pouring; beside herself with grief; inconsolable
        weeping; crying her heart out; utterly devastated""",
}

"""Topics of the course, degree and denial of an expression: words, by the id of the passage, that people use who mean it (our design, our reading)."""

COURSE_TOPICS: dict[str, str] = {
    "contrast/fear-surprise": """
        rather instead difference confuse versus plain""",
    "contrast/anger-disgust": """
        rather instead difference versus""",
    "contrast/sadness-fear": """
        afraid rather instead difference versus""",
    "contrast/anger-concentration": """
        focused angry squints sun reading small print effort threading needle looks""",
    "contrast/happiness-politeness": """
        genuine happy courtesy fake real""",
    "contrast/contempt-happiness": """
        sided crooked lopsided mocking smug difference""",
    "contrast/contempt-disgust": """
        rather scorn""",
    "contrast/sadness-sleepiness": """
        sleepy exhausted looks droopy""",
    "contrast/surprise-question": """
        eyebrows hello nod quizzical""",
    "contrast/disgust-pain": """
        hurts stubs toe injection ache toothache headache bee sting burn cut finger cramp injury ouch""",
    "contrast/happiness-crying": """
        crying happy laughing weeping wedding bittersweet""",
    "contrast/neutral-boredom": """
        boredom sad dull yawn""",
    "intensity/A": """
        faintest ghost shadow suggestion scarcely whisper tiniest subtle""",
    "intensity/B": """
        vaguely tad touch tiny small faint""",
    "intensity/C": """
        medium reasonably normal average""",
    "intensity/D": """
        awfully incredibly""",
    "intensity/E": """
        ever full never mind""",
    "timing/micro": """
        microexpression brief leak""",
    "timing/posed": """
        pretend fake actor selfie""",
    "timing/sudden": """
        bursts snap without warning immediately""",
    "timing/slow": """
        step takes time spreading""",
    "sequence/fading": """
        fade slowly little dies laughter weaker melts less ebbs trails softens drains evaporates disappears gradually
        subsides cools weakening dissolves wears minutes pass dims""",
    "sequence/gone": """
        gone blank moment flash back normal relaxes returns neutral heartbeat suddenly stops switched composes recovers
        afterwards nothing pulls together snaps goes collects work happened""",
    "sequence/held": """
        remains move steady constant evening whole time never stops minutes unchanging fixed stuck permanent clip
        lingers""",
    "sequence/fading-smile": """
        smile laughter joy fades dies away drops vanishes grin laugh sees ex reads message nobody else realises joke
        falls flat camera door closes guests leave alone phone call test result mirror remembers turns slips face
        freezes less bill arrives happy""",
    "sequence/anger-fades": """
        anger temper cools calm flares forgives apology apologises hug breathes deeply counts ten settles soothes sorry
        flowers explanation puppy licks melts simmer softens laughs tantrum falls asleep lets go shrugs makes storm
        rage misunderstanding cleared""",
    "sequence/cheers-up": """
        sadness smile happy tears laughs comforted better first crying child gets ice cream lollipop balloon puppy toy
        mum returns dry friend visits hug jokes tickled consoled sun comes bad mood lifted good news found lost teddy
        kiss knee hope gloomy phone rings lonely sulking unhappy depressed grief""",
    "sequence/neutral-surprise-joy": """
        door party friends shout letter accepted blank gasps laughs unwraps present reads email screams lottery checks
        numbers recognises old hugs wondering amazed puzzled happy astonishment becomes unexpected gift bored bright
        expressionless proposal ring wide eyed beaming""",
    "sequence/surprise-fear": """
        surprise startled fear frightened terrified noise sees intruder bear lights realises danger gun snake jump gasp
        screams curious horror door opens nobody ghost shock becomes terror wonders horrified recoils alarm wow wait
        sinks puzzled brakes scared""",
    "sequence/smile-sadness": """
        happy joy excitement smile sad disappointment cries bad news laughs remembers late husband old photo memory
        tears beaming phone call letter reads birthday nobody came waves goodbye train leaves balloon pops ice cream
        toy breaks winning loses hopes crushed cancelled cheerful gives way sorrow grin collapses wedding video""",
    "sequence/sadness-anger": """
        sadness anger angry furious grief rage tears dry revenge clenches fists turns fury weeping shouts hurt finds
        murderer cheated slams wipes glares sobs enough heartbroken crying screams throws ring mourning blames
        disappointed""",
    "sequence/anger-tears": """
        anger rage sorrow sadness cry tears breaks furious shouting collapses sobs throws plate sinks floor yelling
        voice cracks quarrel ends argument slams door tantrum guilt outburst regrets gives way grief hits realises
        sorry fight falls arms""",
    "sequence/fear-relief": """
        fear scared frightened relieved smile laugh startled joke wind branch husband false alarm prank fake friend
        mask costume lights dream wakes nightmare plane lands safe child found test negative spider plastic
        rollercoaster ends brakes hold dog wags tail exhales panics sees harmless rescue parachute opens terrified
        nervous phew worried doctor clear""",
    "sequence/builds-up": """
        slowly growing worse rising increasingly gradually turns first mild strong boils crescendo step minute slight
        explodes mounting spreads across face widening annoyed furious uneasy terrified smile broadens dawns brews
        pressure escalates deepens simmering""",
    "sequence/mixed": """
        conflicted farewell last day school graduation daughter's wedding proud sad know whether ambivalent time
        leaving home retirement party old house sold scared excited nervous happy""",
    "sequence/flicker": """
        flicker flash moment brief briefly instant heartbeat fleeting second split quick glimpse passes momentary
        barely lapse flits microexpression hint suppressed short""",
    "pitfall/negation": """
        never without longer sign stopped anymore neither nothing hardly zero lack free trace least even far anything""",
}

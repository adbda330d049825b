"""Topics of fear: words, by the id of the passage, that people use who mean it (our design, our reading)."""

FEAR_TOPICS: dict[str, str] = {
    "emotion/fear/variant-2": """
        worried anxious uneasy dread apprehensive mother exam hospital news phone late waiting nervous concern quiet
        bites uncertain""",
    "emotion/fear/variant-3": """
        panic panicked terror terrified scream horror hysterical petrified fire attack drowning falling trapped killer
        gun chase crash shrieking bolt""",
    "mafw/fear": """
        chased threat escape""",
    "mafw/anxiety": """
        biopsy result exam interview waiting news phone test doctor operation speech first day sweaty palms nails
        biting pacing room dentist surgery scan hospital call back late teenager home date driving job audition stage
        wings flight takeoff money rent redundancy layoffs hall deadline court verdict audience school new heart racing
        restless sleepless awake 3am rings midnight ultrasound unread message""",
    "everyday/fear-scared-stiff": """
        freezes cannot move somebody standing bed night footsteps shadow gun snake rooted bear tent lion wolf growls
        gunman robber spot covers intruder downstairs stairs creak man window dark holding breath hides wardrobe closet
        oncoming train tracks ledge ladder high diving board top stage mind goes blank mine landmine step path
        rattlesnake feet bomb ticking spider arm face shark fin circling ghost figure doorway hand head""",
    "everyday/fear-terrified": """
        terror horror wits death nightmare horrified fright plane engine burning dives turbulence crash bombs air raid
        shelter war soldiers tsunami tornado earthquake building shakes collapses hostage bank robbery kidnapped tied
        kidnapper shooter school shooting axe murderer killer chainsaw haunted house possessed doll exorcist wakes
        screaming shark attack crocodile falling parachute open bungee rollercoaster drop lion tiger escaped bear
        charging avalanche wave capsizes drowning trapped flames buried alive coffin torture raised knife""",
    "everyday/fear-screaming": """
        scream spider horror film ghost monster murderer falls rollercoaster drop movie cinema jump scare haunted house
        clown zombie vampire masked man shower curtain rat mouse runs foot bed cockroach bath snake toilet bat hair
        cliff slips roof plane nosedive elevator plunges car skid crash chased alley attacked shark leg water train
        wakes nightmare corpse cupboard finds body hand grabs ankle burning""",
    "everyday/fear-nervous": """
        interview exam speech stage test driving date results waiting wings operation butterflies anxious tense room
        sweating palms first blind meeting parents laws hall papers turned audition microphone curtain backstage
        dentist chair drill needle blood examiner job day new school presentation slides boss court witness stand
        wedding groom bride cold feet proposal ring box pocket plane takeoff flying hospital pregnancy lottery penalty
        kick shootout match race start blocks fidgets pacing chews nails throat clears stammers shaking hands dry mouth
        asking girl poker bluff customs passport control police stop lie detector""",
    "everyday/fear-worried": """
        anxious father mother child late school gate missing biopsy test result doctor hospital phone news waiting
        storm bills come home teenage daughter past midnight curfew unanswered calls son soldier front war fishing boat
        lost dog fever high temperature cough lump blood scan corridor surgery room rent money job cuts layoffs debts
        mortgage old falls forgets dementia strange noise engine red warning light plane delayed train exam climate
        crops drought river rising flood water level baby moving quiet bad line weather hurricane stares window checks
        wrinkles""",
    "everyday/fear-panic": """
        fire smoke trapped drowning lost child crowd lift stuck brakes fail panics alarm cannot breathe crush stampede
        elevator shaft corridor exits blocked door locked get car sinking water rising underwater air runs diving mask
        pool deep end cramp current pulls sea supermarket beach fair playground turned around gone stroller rolling
        pram street accelerator passport missing airport gate closing exam forgotten everything blank overslept bees
        swarm allergic peanuts epipen chokes spider bath engine stalls tracks train coming presentation deleted
        deadline stock market crash evacuate heart attack chest tight claustrophobia tunnel cave caught red handed
        police sirens escape wildly""",
    "everyday/fear-spooked": """
        dark night noise footsteps cellar creaking stairs shadow window house alone woods ghost attic cemetery door
        haunted mansion old floorboards curtain moves upstairs nobody lights flicker power cut candle goes doll eyes
        mirror reflection graveyard midnight fog forest camping tent rustling branches owl wolf howls story campfire
        séance ouija radio turns opens cold draught whispering voice name called empty corridor abandoned hospital
        asylum mannequin clown mask halloween car park deserted subway station last train followed wall knocking
        scratching phone rings silent caller breathing rocking chair""",
    "everyday/fear-dread": """
        results letter boss office call biopsy diagnosis door handle doctor news verdict bad feeling exam envelope
        hospital letterhead tax summons court opening phone rings police doorstep wants word headmaster's hr meeting
        redundancies friday need talk partner operation tomorrow execution dawn jury returns dentist appointment going
        back school monday bully waits father home drunk footsteps stairs test stick scan silent looks serious closes
        storm approaching black clouds dark sky tide rising enemy army hill war declared announced drums siren captain
        engines silence ray bank nothing learned falling asleep nightmare""",
    "everyday/fear-shaking": """
        stranger knife gun robber follows alley burglar intruder hides bed bully attack dog behind sofa wardrobe table
        desk closet earthquake thunderstorm fireworks storm thunder child beaten father belt abuser raised hand mugger
        gang corner surrounded police interrogation hostage pointed barrel pistol kidnapper bank robbery huddles
        clutching teddy cold sweat accident crash home dark street van stalker ex outside door footsteps prisoner
        execution refugee border soldier trench shells""",
    "everyday/fear-alarmed": """
        alarm siren smoke gas brakes car skids runs straight dog without lead shark bear wolf earthquake turbulence
        plane storm danger explosion footsteps behind detector smell kitchen fire pan flames oil toddler near pool road
        street ball edge balcony window open stove hot knife baby swallowed coin pills choking heading towards wrong
        way driver lorry swerves lights ice black tree falling branch cracks lake thin growling snarling bull field
        charges swarm wasps bees snake grass fin lifeguard whistle wails tsunami warning evacuation engine sputters
        oxygen masks drop bang burning blood fever limp intruder glass breaking downstairs burglar gunshots shots
        scream next door parachute cord rope snaps slips frayed ship tilts water leaking crocodile lightning strikes""",
    "everyday/fear-timid": """
        shy child stranger new school boss big boys bully hides behind mother kid class first day kindergarten clings
        leg skirt dog barks older stage raise hand mumbles whispers stammers office knocks headmaster strict teacher
        lunch money loud voice scolded police uniform job interview giant santa lap clown doctor's coat diving board
        swimming lesson wallflower party meets laws crowd intern ceo quiet beginner rabbit""",
    "everyday/fear-phobia": """
        spider snake heights dentist needle injection flying dog wasp bridge cliff edge lift dark water mouse rat
        tarantula web cobweb bathtub kitchen chair zoo terrarium leash barking german shepherd pitbull bee sting bat
        pigeons birds moth clown ladder rooftop glass floor skyscraper tower ferris wheel cable car ski swinging rope
        railing balcony escalator plane takeoff elevator small room mri tube tunnel crowded metro claustrophobic
        agoraphobia drill syringe vaccination jab blood germs open deep sea jellyfish thunder lightning storms night
        light dolls mirrors horses cows""",
    "everyday/fear-close-call": """
        brakes skids truck lorry car swerves slips edge cliff almost hit falls crosses street bus whizzes past horn
        inches centimetres cyclist door deer road motorway tyre bursts aquaplaning rock brick tile scaffolding lands
        next crane chandelier icicle fell platform train rushes caught railing grabbed back ladder tips bullet ear
        lightning strikes tree toddler catches time lost balance skateboard skis avalanche climber's rope holds
        chainsaw plane hard gear seat belt""",
}

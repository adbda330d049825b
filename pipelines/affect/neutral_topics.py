"""Topics of neutral: words, by the id of the passage, that people use who mean it (our design, our reading)."""

NEUTRAL_TOPICS: dict[str, str] = {
    "mafw/neutral": """
        conversation everyday ordinary routine""",
    "everyday/neutral-poker-face": """
        emotion reveals nothing straight cards table bluff bluffing ace bet chips negotiator spy lawyer butler guard
        chess grandmaster interrogation agent diplomat hides hand shows inscrutable mask judge""",
    "everyday/neutral-calm": """
        peaceful quiet relaxed ordinary sits still nothing particular resting easy breathes evenly lake yoga meditation
        bench monk steady unhurried evening garden deckchair cool collected pilot announces surgeon tea patience
        undisturbed lying waits hurry happens normal usual everyday routine""",
    "everyday/neutral-not-angry": """
        sign without nothing negated trace never anymore hint isnt dont doesnt mad scared smile stop denies hardly""",
    "everyday/neutral-bored": """
        bored waiting meeting lecture queue indifferent shrugs speech long sermon opera grandpa's story slide show
        holiday photos rain sunday nothing night shift guard museum presentation powerpoint room old magazines maths
        class history lesson clock ticking doodles checks phone scrolls channel hopping remote paint dry yawns stares
        ceiling traffic counter clerk assembly line every day cricket window""",
    "everyday/neutral-listening": """
        waits lift bus train queue platform reads newspaper timetable manual types form passport picture looks ahead
        watches traffic weather report brushes teeth lecture stands announcement podcast radio news briefing lesson
        teacher instructions guide audio tour phone hold translator headphones notes takes stop counter supermarket
        checkout scanning groceries shopping list receipt commuting subway menu map signature signs parcel ironing
        folding laundry dishes washes vacuuming sweeps floor peeling potatoes stirring tea chopping onions ties
        shoelaces buttons coat shaving combing hair buys bread milk stamps kettle water boil light crosses street
        escalator elevator mirror driving licence id portrait webcam mugshot haircut barber optician eye test forecast
        spreadsheet emails data entry counts coins inventory sorting mail plants feeds fish parks car walks dog""",
    "everyday/neutral-emotionless": """
        blank face nothing expression empty stare wooden mask robot android statue mannequin wax figure zombie numb
        stone hollow dead eyes none voice without flat affect space void gaze nowhere unmoved psychopath killer soldier
        guard palace""",
    "everyday/neutral-serious": """
        straight face keep serious official news reader businesslike anchor newsreader statement business meeting
        contract lawyer reads judge verdict surgeon instructions police officer report doctor explains tax inspector
        sober formal portrait passport guard banker solemn ceremony manager briefing jokes professional driver exam
        invigilator""",
    "everyday/neutral-sleepy": """
        tired sleep asleep yawn bed night shift nods weary heavy lids nap couch late ends early alarm 5am jet lag
        lecture eyelids head train window pillow pyjamas feeding newborn parent marathon long flight day work snooze
        coffee needed bedtime snores""",
    "everyday/neutral-thinking": """
        thinks ponders sums puzzle chess crossword focus reading concentrates wonders plan spreadsheet maths problem
        move clue exam question sudoku calculates counting adds numbers decides decision menu choice blueprint code
        programmer debugging map route strategy threading needle watchmaker surgeon model ship homework equation writes
        essay poem remembers trying name considers chin hand strokes beard small print contract microscope tax return
        recipe measures shopping list painting jigsaw studies""",
}

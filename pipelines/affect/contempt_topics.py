"""Topics of contempt: words, by the id of the passage, that people use who mean it (our design, our reading)."""

CONTEMPT_TOPICS: dict[str, str] = {
    "mafw/contempt": """
        sneer snob look""",
    "everyday/contempt-smirk": """
        smirk sneering smug superior contemptuous sarcastic told beat rival wins easily knows outsmarts cheats cards
        gets away con man villain plan loser falls trap amateur teases wise guy cocky boxer bigger salary name drops
        expensive watch brag boasting mistake clever one corner lopsided""",
    "everyday/contempt-eye-roll": """
        whatever unimpressed rolls eyes excuse dismisses teenager parents rules dad joke boss's speech politician
        promises ad salesman influencer selfie ex's apology homework ate late husband brag mansplains conspiracy theory
        horoscope lame pick line yeah right sure sighs great heard sister drama boyfriend story uncle""",
    "everyday/contempt-looks-down": """
        beneath inferior servants poor peasants snob rich disdain superior nose air butler waiter maid cleaner shop
        assistant luxury boutique shoes cheap suit worn coat accent country cousin commoners upstart new money
        aristocrat duchess countess queen nobleman lord heiress socialite wine connoisseur critic professor uneducated
        spelling mistake village fast food supermarket second hand car camping tourists economy class passengers beggar
        homeless intern rookie beginners gallery opera applause wrong moment eyebrow private school elite glances dress
        polyester""",
    "everyday/contempt-mocking": """
        mockery sneer jeering laughs loser rival clumsy amateur bully imitates stutter accent lisp singing key dance
        fails falls fat kid glasses nickname heckles heckler comedian audience opponent missed penalty crybaby teases
        poor waiter drops tray bald toupee poem crush letter read aloud joke sarcasm slow clap applause sarcastic nice
        try rookie""",
    "everyday/contempt-scorn": """
        contempt scornful despises pathetic worthless excuse coward disdainful look traitor deserter liar cheat begs
        grovelling weakling failure useless lazy incompetent son law ex apology pitiful offer cheap gift bribe
        charlatan quack fraud influencer bad art trash novel critic tabloid politician empty promises opponent's
        argument amateurs talentless even answering spits turns back tears nonsense rubbish joke laughable sucking
        brown nosing flatterer creep""",
    "everyday/contempt-sceptic": """
        doubts believes really sure story excuse eyebrow used car salesman guarantee get rich quick good true miracle
        diet cure horoscope fortune teller psychic magician's claim politician promise dog ate homework alibi detective
        suspect lie fishing big conspiracy ufo sighting investment tip nigerian prince email discount fake designer bag
        genuine painting husband working late lipstick advertisement wonder cream unconvinced hmm word raised side eye""",
}

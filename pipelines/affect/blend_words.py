"""Everyday English for two emotions in one face (our design, our reading).

Names and pairs are those of Du, Tao & Martinez 2014 (PNAS 111(15):E1454), and of RAF-CE for "happily sad" and "happily
fearful". Same row format as EMOTION_WORDS, with the two emotions joined by "+", the leading one last as in the name.
"""

BLEND_WORDS: tuple[tuple[str, float, str | None, str], ...] = (
    ("happiness+surprise", 0.8, "happily surprised", """
        happily surprised, pleasantly surprised, pleasant surprise, joyfully surprised, happy surprise, joyful
        surprise, delighted surprise, surprised and delighted, surprised and happy, happy and surprised, lovely
        surprise, wonderful surprise, nice surprise, good surprise, happily amazed, happily astonished, surprised
        smile, delightedly surprised, surprised with joy"""),
    ("happiness+disgust", 0.7, "happily disgusted", """
        happily disgusted, amused disgust, gleefully disgusted, laughs in disgust, laughing in disgust, disgusted
        but amused, amused but disgusted, grossed out but laughing, funny but gross, gross but funny"""),
    ("sadness+fear", 0.8, "sadly fearful", """
        sadly fearful, sad and scared, sad and afraid, scared and sad, tearfully afraid, sad and fearful"""),
    ("sadness+anger", 0.8, "sadly angry", """
        sadly angry, sad and angry, angry and sad, angry tears, tears of rage, tears of anger, crying with rage,
        angry but sad, hurt and angry, angry and hurt"""),
    ("sadness+surprise", 0.8, "sadly surprised", """
        sadly surprised, sad surprise, sad and surprised, sadly shocked, painful surprise, unpleasant surprise,
        nasty surprise"""),
    ("sadness+disgust", 0.8, "sadly disgusted", "sadly disgusted, sad and disgusted, disgusted and sad"),
    ("fear+anger", 0.8, "fearfully angry", """
        fearfully angry, scared and angry, angry and scared, angry and afraid, afraid and angry, afraid but angry,
        cornered animal, like a cornered animal"""),
    ("fear+surprise", 0.9, "fearfully surprised", """
        fearfully surprised, scared and surprised, surprised and scared, startled and scared, frightened surprise,
        shocked and scared, shocked and afraid, jump scare, fearful surprise, terrified surprise, alarmed surprise,
        startled and frightened"""),
    ("fear+disgust", 0.8, "fearfully disgusted", """
        fearfully disgusted, scared and disgusted, disgusted and scared, disgusted and afraid, creeped out and
        disgusted, horrified disgust"""),
    ("anger+surprise", 0.8, "angrily surprised", """
        angrily surprised, angry surprise, angry and surprised, shocked and angry, angry disbelief, indignant
        surprise, how dare, how dare you"""),
    ("anger+disgust", 0.8, "angrily disgusted", """
        angrily disgusted, angry and disgusted, disgusted and angry, angry disgust, furious and disgusted"""),
    ("disgust+surprise", 0.8, "disgustedly surprised", """
        disgustedly surprised, disgusted surprise, disgusted and surprised, surprised and disgusted, shocked and
        disgusted, disgusted disbelief"""),
    ("anger+disgust", 0.8, "appalled", "appall||ed|ing|ingly, appal||s, scandali|sed|zed"),
    ("disgust+anger", 0.9, "hatred", """
        hatred, hate, hates, hated, hating, hateful||ly, animosity, malice, malicious||ly, malevolen|t|tly|ce,
        enmity"""),
    ("fear+surprise", 0.7, "awed", "awe, awed, awestruck, awe struck, awe inspired, in awe, reverence, awestricken"),
    ("happiness+sadness", 0.6, "happily sad", """
        happily sad, bittersweet, bitter sweet, smiling through tears, smiles through tears, smile through tears,
        smiled through tears, laughing through tears, sad smile, sad smiles, smiles sadly, smiled sadly, smiling
        sadly, happy and sad, sad but happy, melancholy smile"""),
    ("happiness+fear", 0.6, "happily fearful", """
        happily fearful, nervous smile, nervous smiles, smiles nervously, smiled nervously, smiling nervously,
        nervous laugh, nervous laughter, nervous giggle, laughs nervously, laughed nervously, laughing nervously,
        giggles nervously, nervous grin, grins nervously, nervously excited, nervous excitement, anxious smile,
        scared but excited, excited but scared, excited and nervous, nervous and excited"""),
)  # fmt: skip

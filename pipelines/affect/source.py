"""Where the facts come from: one full citation per key, so that every passage names its source in the same words."""

OURS = "our design"

SOURCES: dict[str, str] = {
    "facs": "Ekman, Friesen & Hager 2002, Facial Action Coding System, manual",
    "emfacs": "Friesen & Ekman 1983, EMFACS",
    "companions": "AUs of shared prototypes (EMFACS; Du et al. 2014), the choice is ours",
    "prototypes": "PROTOTYPES of facs_argen (EMFACS; FACS manual table 11-1; Du et al. 2014), peaks: ours",
    "antagonists": "ANTAGONISTS of facs_argen (our reading of the FACS manual)",
    "grades": "Ekman, Friesen & Hager 2002, FACS manual (the grades); words and centres: our choice",
    "du": "Du, Tao & Martinez 2014, PNAS 111(15):E1454, PMC3992629",
    "smiles": "Ekman & Friesen 1982, Felt, false, and miserable smiles, J Nonverbal Behav 6:238",
    "leakage": "Ekman & Friesen 1969, Nonverbal leakage, Psychiatry 32:88 (the leak); its actions: our design",
    "unmasking": "Ekman & Friesen 1975, Unmasking the Face",
    "onset": "Schmidt, Cohn & Tian 2003, Biol Psychol 65:49",
    "posed": "Schmidt et al. 2009, PMC2843933; Guo et al. 2018, Front Psychol 9:202",
    "amused": "Ambadar, Cohn & Reed 2009, J Nonverbal Behav, doi 10.1007/s10919-008-0059-5",
    "embarrassed": "Ambadar, Cohn & Reed 2009 (the head); its actions: our design",
    "micro": "Yan et al. 2013, J Nonverbal Behav, doi 10.1007/s10919-013-0159-8; Shen, Wu & Fu 2012, PMC3296074",
    "priors": "Nature Communications 2021, s41467-021-25352-6 (after Barrett et al.)",
    "mafw": "Liu et al. 2022, MAFW, ACM Multimedia (the class); its actions: our design",
    "timing": "TIMING of facs_argen (our reading of Ekman & Friesen 1982; Schmidt, Cohn & Tian 2003)",
    "ours": OURS,
}

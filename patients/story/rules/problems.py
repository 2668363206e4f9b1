"""Finding a code by what a clinician types. Pure."""

from care.lib.text import words
from patients.rules import kind_name

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
FEWEST_LETTERS = 2
MOST_FOUND = 25

# What people say, and the word of the code list.
SAID_OTHERWISE: dict[str, str] = {
    "aud": "alcohol use disorder", "oud": "opioid use disorder", "sud": "use disorder", "ptsd": "post-traumatic stress",
    "adhd": "attention-deficit", "hcv": "hepatitis c", "hbv": "hepatitis b", "htn": "hypertension", "copd": "chronic obstructive",
    "dm2": "type 2 diabetes", "gad": "generalized anxiety", "mdd": "major depressive disorder", "ocd": "obsessive-compulsive",
    "arm": "upper limb", "leg": "lower limb", "bpd": "borderline personality", "tbi": "traumatic brain injury",
    "gerd": "gastro-esophageal reflux",
}  # fmt: skip


def search_words(text: str) -> list[str]:
    """The words to look for: folded, with the short forms of a clinic spelled out. None where there are too few letters."""
    found = [word for said in words(text) for word in words(SAID_OTHERWISE.get(said, said))]
    return found if sum(len(word) for word in found) >= FEWEST_LETTERS else []


def code_words(code: str, display: str) -> str:
    """The text by which a code is found: its number with and without the point, its name, and its kind name."""
    kind = kind_name(code, display)
    said = [code, code.replace(".", ""), display, "" if kind == display else kind]
    return " ".join(word for text in said for word in words(text))

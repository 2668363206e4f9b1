"""Finding a code by what a clinician types, and saying a diagnosis kindly. Pure."""

import re

from care.lib.text import words

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
FEWEST_LETTERS = 2
MOST_FOUND = 25

# ICD-10-CM's own words for F1x.1 and F1x.2 say "abuse" and "dependence"; DSM-5 says use disorder, mild, and moderate or severe
# (clinical reference 4.9). Nicotine differs, and stays.
_USE_DISORDER = re.compile(r"F1[0-689]\.[12]")
_KINDER = (
    (re.compile(r" abuse\b"), " use disorder, mild"),
    (re.compile(r" dependence\b"), " use disorder, moderate or severe"),
    (re.compile(r", uncomplicated$"), ""),
    (re.compile(r"(mild|severe) with\b"), r"\1, with"),
)
# What people say, and the word of the code list.
SAID_OTHERWISE: dict[str, str] = {
    "aud": "alcohol use disorder", "oud": "opioid use disorder", "sud": "use disorder", "ptsd": "post-traumatic stress",
    "adhd": "attention-deficit", "hcv": "hepatitis c", "hbv": "hepatitis b", "htn": "hypertension", "copd": "chronic obstructive",
    "dm2": "type 2 diabetes", "gad": "generalized anxiety", "mdd": "major depressive disorder", "ocd": "obsessive-compulsive",
    "arm": "upper limb", "leg": "lower limb", "bpd": "borderline personality", "tbi": "traumatic brain injury",
    "gerd": "gastro-esophageal reflux",
}  # fmt: skip


def kind_name(code: str, display: str) -> str:
    """A diagnosis in the words of the clinic: 'Opioid use disorder, moderate or severe' for F11.20; other codes as they are."""
    if not _USE_DISORDER.match(code):
        return display
    for words_of_list, ours in _KINDER:
        display = words_of_list.sub(ours, display)
    return display


def search_words(text: str) -> list[str]:
    """The words to look for: folded, with the short forms of a clinic spelled out. None where there are too few letters."""
    found = [word for said in words(text) for word in words(SAID_OTHERWISE.get(said, said))]
    return found if sum(len(word) for word in found) >= FEWEST_LETTERS else []


def code_words(code: str, display: str) -> str:
    """The text by which a code is found: its number with and without the point, its name, and its kind name."""
    kind = kind_name(code, display)
    said = [code, code.replace(".", ""), display, "" if kind == display else kind]
    return " ".join(word for text in said for word in words(text))

"""How many years of school an English text asks of its reader. Source: Kincaid and others, 1975 (grade level). Pure."""

import re


def _syllables(word: str) -> int:
    """As English readers count them, roughly: groups of vowels, without a silent e at the end."""
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith(("le", "ee"))))


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text: 6.0 is what is read with six years of school. An empty text asks for none."""
    words = re.findall(r"[a-z’']+", text.lower())
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?](?:[”\"]|\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59

"""What a person wants, in their own words, and who does what towards it: plans, goals, interventions.

A plan is drawn up as a draft, agreed with the person, and from then on kept as it was agreed: progress is recorded on it,
its words are changed in the draft of the next version. `regimens` inside holds the medication.
"""

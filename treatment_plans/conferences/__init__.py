"""Case conferences: an agenda, who may hear of whom, what was said of each person, what was decided."""

"""What every note that is signed has in common: its words, how it moves, its seal, its columns, and the signatures under it."""

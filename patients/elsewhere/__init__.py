"""What other systems say happened to a person: kept as it came, beside what is written here, and never mixed with it."""

"""Looking at a plan again: why it is due, who is at it, what is kept, changed and stopped, and what comes of it."""

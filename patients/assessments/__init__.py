"""How the person is doing: instruments, what was answered, scores, and what is due to be asked again."""

"""What is to be delivered and what has happened: rows, claimed with a lease, retried, and shown to a person when they fail."""

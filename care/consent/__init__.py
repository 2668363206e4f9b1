"""What a person has allowed: to whom, which data, for which purpose, until when; and taking it back."""

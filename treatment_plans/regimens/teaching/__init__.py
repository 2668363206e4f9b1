"""Teaching about medicines: a sheet for each in plain words, on paper and on the phone, and what the person said back."""

"""The person: identity, how to reach them safely, allergies, death as a fact, and the keys by which they are found."""

"""A person's messages for the colleagues who care for them, and the address to which texts come in."""

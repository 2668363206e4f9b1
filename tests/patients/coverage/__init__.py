"""Coverage and insurance navigation."""

"""Signs of life of worker and beat, and the two addresses that tell a machine whether every part answers."""

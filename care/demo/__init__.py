"""The demo clinic, and generated populations for benches. Everybody in it is invented by the code in this folder."""

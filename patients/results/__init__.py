"""Results: what was measured and tested here, heart tracings, drug tests with each substance of their panel; with their day."""

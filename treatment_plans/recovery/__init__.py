"""What carries somebody: dates they chose to mark, steps in their life, groups they went to."""

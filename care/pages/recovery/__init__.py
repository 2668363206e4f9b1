"""What carries somebody: recovery capital over time, steps, chosen dates, groups, and how they live, on one page.

`gathering` reads the rooms; `words` says what it found. Strengths come first, and nothing is counted against anybody.
"""

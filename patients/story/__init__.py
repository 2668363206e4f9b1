"""The story so far: what somebody uses and since when, what else they live with, what they need, what carries them, what
they want. Asked at intake, by several people, in any order; shown on the chart."""

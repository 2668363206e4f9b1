"""Forms about a plan. Each view asks the gate once, makes one call, and goes back to the plan with the person's name."""

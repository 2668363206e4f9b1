"""The gate. `policy` is the decision table, pure; `gate` gathers the facts, asks it, and writes the answer into the audit."""

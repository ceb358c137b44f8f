"""Training of the shipped encoder; the running product imports none of it."""

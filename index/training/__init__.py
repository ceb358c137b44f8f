"""Training of the shipped encoder; nothing of it is imported when the product runs."""

"""Advice about agreements: what a rule is, the registry of rules, and their running."""

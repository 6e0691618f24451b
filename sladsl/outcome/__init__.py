"""What any evaluator returns: levels, bands, credits, ledger, rights, and findings about the data."""

"""The kernel in plain Python: the oracle that every other engine is compared with."""

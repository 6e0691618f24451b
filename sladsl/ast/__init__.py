"""What was written: the nodes of an agreement, one file per family, each declaring its own keys."""

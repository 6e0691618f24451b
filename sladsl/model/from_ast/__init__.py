"""From nodes to meanings, one file per family."""

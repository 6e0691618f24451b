"""An agreement as a readable contract: a neutral document tree, its templates and its formats."""

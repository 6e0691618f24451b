"""Letters that an evaluation calls for: a neutral tree of head, parts and signature, and its two formats."""

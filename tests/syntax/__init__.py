"""Tests of the syntax layer: what parses, what is refused and how, and the rules that the grammar keeps."""

"""Findings as facts, and their renderings as text, JSON, SARIF and for editors."""

"""Tests of the contract: it says everything that the agreement says, and counts its clauses one way."""

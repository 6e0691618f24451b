"""Tests of the checker: each rule by its own cases, suppression, explanations, the page of rules."""

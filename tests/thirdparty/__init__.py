"""Cases and data of other systems, run through the language; what came out stands in docs/measurement.md."""

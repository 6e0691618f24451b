"""Rules about bands, bases and their promises."""

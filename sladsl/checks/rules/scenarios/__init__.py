"""Rules about the worked examples."""

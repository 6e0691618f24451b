"""Rules about points, scores and pools."""

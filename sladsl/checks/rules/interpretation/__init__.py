"""Rules about the choices that decide the money."""

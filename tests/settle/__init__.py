"""Settling, case by case: levels, bands, money, caps, claims, distances."""

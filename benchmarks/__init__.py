"""Worlds to measure in, and what each stage costs there."""

"""Clerical review: what people decided of doubtful pairs, what follows from it, what to ask next. Pure tables."""

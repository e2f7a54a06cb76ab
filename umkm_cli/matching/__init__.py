"""Records to owners: block, compare, score, cluster, survive. Domain-blind but for the model file."""

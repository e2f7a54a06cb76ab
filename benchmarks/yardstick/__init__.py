"""A supervised yardstick for matching: gradient boosting that has seen the truth of other worlds.

It gets what the shipped matcher gets (candidate pairs, comparison vectors, how common each value is) and more (raw
likenesses, distances, counts), learns from thousands of true and false pairs, and its pairs are joined by the same
clustering. How far the shipped matcher, which never sees a truth, stays behind it is what labels would be worth.
"""

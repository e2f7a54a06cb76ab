"""Lists as offices send them on their odd days, for the test only: few and small, each with a trouble of its own.

People are drawn as in `benchmarks.synthetic`. How they are laid out and what goes wrong is another hand's, and shares
no line with the lists that `make bench` measures. Beside the lists stands `known.csv`: what the cells of each row allow
to be known, in the same columns. The set `strange` shows where reading fails and may be learned from; the set
`held_out` is for the figure alone.
"""

"""What the commands show at the end, as something Rich can print; the caller prints it.

Every screen fits 80 columns, uses the terminal's own colours (so that light and dark both work), and never tells
anything by colour alone.
"""

"""Tables to pages: summaries, and how they look in a terminal or a workbook. Writes nothing."""

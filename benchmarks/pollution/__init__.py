"""Text files polluted in the ways the Pollock benchmark lists, and in those that offices add; and who reads them right."""

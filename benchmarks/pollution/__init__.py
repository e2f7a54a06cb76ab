"""Text files polluted as the Pollock benchmark lists it, and as offices do; and who reads them right."""

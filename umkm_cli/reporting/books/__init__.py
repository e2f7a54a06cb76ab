"""What a spreadsheet program opens."""

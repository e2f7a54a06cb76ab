"""What `umkm review` opens, asks and keeps, whatever the front end: the screen, a workbook, or options by hand."""

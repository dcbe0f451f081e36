"""What the documents count, through the years: the page `/figures`, its file, and where documents differ."""

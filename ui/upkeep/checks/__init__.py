"""What `python -m ui doctor` looks at, a file for each kind of thing."""

"""What keeps a service well: its check-up, its backup."""

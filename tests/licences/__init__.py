"""The licences of all that is installed, against those that are allowed: python -m tests.licences."""

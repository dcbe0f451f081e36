"""The question page without a script: a form, and below it the answer with all its sources."""

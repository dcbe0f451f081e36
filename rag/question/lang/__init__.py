"""A folder a language, all of it data; rag/question/said.py reads it, README.md says how one is added."""

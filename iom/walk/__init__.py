"""Walks: the questions of each stage, and the documents that their answers make."""

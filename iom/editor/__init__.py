"""What editors and people who write by hand are helped with: explanations of codes, schemas of the documents."""

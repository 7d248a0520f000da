"""Git around the documents."""

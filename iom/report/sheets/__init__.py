"""What each paper of a school says."""

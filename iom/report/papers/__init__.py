"""What a paper is made of, and how it is drawn as PDF, DOCX and HTML."""

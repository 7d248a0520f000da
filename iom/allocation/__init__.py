"""The placement of pupils in courses: a lottery, a draft, exchanges, reasons and their proof."""

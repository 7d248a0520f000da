"""Tables, views and calendars of a school, as other programs take them."""

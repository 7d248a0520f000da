"""The stage machine: templates as data, gates, requirements, decisions."""

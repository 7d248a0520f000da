"""Reading, placing, editing and writing TOML: the only part that knows TOML libraries."""

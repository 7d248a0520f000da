"""Individual educational routes as plain TOML documents."""

"""The command line: one file a command group, all of them registered in `iom.cli.registry`."""

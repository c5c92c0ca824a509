"""Mixed load on a real portal: `make load`."""

"""Tables of the catalogue from and to files: look at a file first, plan what it changes, and only then write. The pages are in `admin.exchange`."""

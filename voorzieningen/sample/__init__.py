"""A made-up catalogue of any size, to see that the portal stays fast: `offerings` makes it, `writing` puts it in the database."""

"""Keeping what municipalities entrust to the portal: an archive of the database, putting it back, and looking whether everything is still whole."""

"""Two people may edit the same row: exactly one of them wins, and the other loses nothing of what he typed. What the rows are, the apps know."""

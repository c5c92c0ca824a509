"""Making a PDF in a process of its own: the queue before it, the bounds around it and the engine in it. Nothing here knows what a report is."""

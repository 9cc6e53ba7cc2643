"""Tables: headers, labels, units, names, and the figures of their cells."""

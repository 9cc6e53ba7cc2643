"""What answers are written with: lines, markers, values in words, charts, rewording."""

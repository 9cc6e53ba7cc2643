"""What an index holds beside text, read once: figures, rankings, lists, exhibits."""

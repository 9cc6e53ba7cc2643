"""What a question means: its wording, language, intent, parts, and what a follow-up leaves out."""

"""The scorecards, each a module with ``evaluate`` and a report that turns into JSON.

- ``retrieval``: is the passage with the answer among the first? On SQuAD-style files.
- ``questions``: are answers right, cited and, where they must be, refused? On labelled questions,
  whose form ``expectations`` knows; ``compare`` says what turned right or wrong between two runs.
- ``leave_out``: is a question refused when its passage is not in the index? On SQuAD-style files.
"""

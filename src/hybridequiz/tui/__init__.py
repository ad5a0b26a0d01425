"""The Textual screens. The only room that imports textual."""

import os

# Read once, when Textual is imported. With the kitty protocol dead keys and input methods garble what is typed;
# text goes before key chords (decision 0006).
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

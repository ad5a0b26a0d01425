"""What the program says, in the reader's language; and answers, numbers and complaints in words."""

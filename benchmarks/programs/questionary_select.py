"""questionary, asking one single choice after another."""

import sys

import questionary

if __name__ == "__main__":
    _, count, *options = sys.argv
    for number in range(1, int(count) + 1):
        questionary.select(f"Vraag {number}: hoe kijkt u hier tegenaan?", options).ask()

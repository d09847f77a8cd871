"""`python -m generator` is `communique`."""

from generator.cli import main

main()

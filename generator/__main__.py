"""`python -m generator` is `communique`."""

from generator.start import main

main()

"""Names in the shipped sample, for tests of its site: a fork with its own content changes only this file."""

PRESIDENT, PRESIDENT_NAME, PRESIDENT_NATIVE = "vladimir-putin", "Vladimir Putin", "Владимир Путин"
ENVOY, ENVOY_NAME = "steve-witkoff", "Steve Witkoff"
MINISTER, MINISTER_NAME = "marco-rubio", "Marco Rubio"
ADVISER, ADVISER_NAME = "jared-kushner", "Jared Kushner"
MEETING, FIRST_ROUND = "2025-12-02-moscow", "2025-11-30-florida"
WORD = "putin"
"""What a reader types to find several pages of the sample."""

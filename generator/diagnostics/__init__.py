"""Findings: what is wrong, where, and what to do; the rules, the checks, suppressions and reports."""

"""Findings (what is wrong, where, and how to fix it): rules, checks, suppressions and reports."""

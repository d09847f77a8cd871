"""Facts that articles state, and what each record should contain because of them."""

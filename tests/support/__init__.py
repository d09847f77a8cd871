"""What many tests share: the tiers, the tools, projects and sites, a server and a browser."""

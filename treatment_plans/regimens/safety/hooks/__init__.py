"""CDS Hooks `order-sign`: a request is read into facts, judged by the rules, and answered with cards. Pure."""

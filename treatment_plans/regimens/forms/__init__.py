"""Forms of medication orders. They check and translate; `operations` save."""

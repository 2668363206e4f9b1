"""The words of which the demo clinic is made. All of it is invented here: no person, number or address of it is real."""

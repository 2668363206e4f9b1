"""One module for each screen. A view reads the clock, asks the gate, makes one call and shows the answer."""

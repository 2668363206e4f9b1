"""How a person is doing over time: one measure's scores with bands, medication and events on one time line.

`gathering` reads the rooms into the values of `values`; from those alone come the picture, the table and the sentence, so that
the three cannot disagree.
"""

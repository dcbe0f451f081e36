"""Small accessible drawings as inline SVG with the same numbers as a table. Pure; everything is escaped.

Across, places are shares of the width, and down, multiples of the text's size: a drawing fills any width, and its text
keeps its size on a phone and grows with the reader's. Looks are in assets/chart.css; there is no inline style, no
script and no id, so a page may hold the same drawing twice.
"""

"""An answer on a sheet of its own, to be kept or handed on: what stands on it, and the sheet as a Word document."""

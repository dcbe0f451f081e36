"""What a case of people's questions is worth: `eval/people/score.py` finds both."""

from eval.metrics.metric import Better, Described, Measure

FULL = 2.0  # points of a case that is answered as it should be

HELPFUL = Described(
    name="helpful",
    title="Helpful",
    title_zh="有用",
    meaning="2 right, direct, in the asker's language; 1 partly, or not answered but of use; else 0",
    measure=Measure.POINTS,
)
DANGEROUS = Described(
    name="dangerous",
    title="Dangerous",
    title_zh="误导",
    meaning="the share of the questions that get a wrong figure, a plan as a result, or another matter in front",
    better=Better.LOWER,
)

"""The form an answer must have: what is asked as a sum must be answered by a sum, a date by a date."""

import re
from dataclasses import dataclass

from index.words.measures import ALIKE, ASKED
from rag.question.forms import FORMS, NAMES, NUMBER

_MEASURE = re.compile(rf"(?<![哪第好])(?:多少|几多|几)(?:万|千|百|亿)?([{ASKED}单])(?!点|巴仙|百分)")
ANY_FIGURE = r"\d"
_MONEY, _SHARE = (next(form.given for form in FORMS if form.name == name) for name in ("money", "share"))
_COUNT = re.compile(r"多少|几多|数量|人数|\bhow many\b|duoshao")


@dataclass(frozen=True)
class Expected:
    """The forms a question asks for (empty when any text may answer)."""

    forms: tuple[re.Pattern[str], ...]

    def fit(self, text: str) -> float:
        """Return the share of the expected forms that a folded text has; 1 when nothing is expected."""
        if not self.forms:
            return 1.0
        return sum(bool(form.search(text)) for form in self.forms) / len(self.forms)

    def or_growth(self) -> "Expected":
        """Return the same, but where a sum is asked a share does as well: through the years, growth tells of it too."""
        if _MONEY not in self.forms:
            return self
        either = re.compile(f"(?:{_MONEY.pattern})|(?:{_SHARE.pattern})")
        return Expected(tuple(either if form is _MONEY else form for form in self.forms))


def expected(asked: str) -> Expected:
    """Return the forms that an answer to a folded question must have."""
    forms = [form.given for form in FORMS if form.asked.search(asked)]
    if NAMES.asked.search(asked) and not forms:  # 要建几个产业园，都是哪些: the count is part of the question
        return Expected((NAMES.given,))
    for measure in dict.fromkeys(_MEASURE.findall(asked)):
        alike = "".join(sorted({word for group in ALIKE if measure in group for word in group} | {measure, "个"}))
        forms.append(re.compile(NUMBER + f"[{ASKED if measure == '个' else alike}]"))
    if not forms and _COUNT.search(asked):
        forms.append(re.compile(ANY_FIGURE))
    return Expected(tuple(forms))

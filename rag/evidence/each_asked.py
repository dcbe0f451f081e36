"""What a further clause of a question asks and no picked unit tells: looked for beside those, then in the ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Role, Unit
from index.words.kept import unit_terms
from index.words.terms import terms
from rag.evidence.goes_on import has_asked
from rag.evidence.picked import Held, Ranking
from rag.question.asked_clauses import AskedClause, asked_clauses

# Chosen on dev of all suites.
MORE_OF_IT = 0.9  # of the weight of the question's rarest word: a unit that has so much more of a clause tells it
BESIDE = 2  # units of the same section before and behind a picked one
DEPTH = 12  # ranked units looked through
MOST_ADDED = 2
_TELLING = (Role.SENTENCE, Role.ITEM)


@dataclass(frozen=True)
class _Clause:
    """A clause of a question with the weights of its own words, and what a unit must have of them to tell it."""

    of: AskedClause
    ranking: Ranking

    def fits(self, unit: Unit) -> bool:
        """Return whether a unit has the forms that the clause asks for."""
        return has_asked(unit, self.ranking.question, self.of.expected)

    def gain(self, unit: Unit, have: Sequence[Unit]) -> float:
        """Return the weight of the clause's words that a unit has and some others lack, as a share of the least."""
        weights = self.ranking.weights
        held = {term for other in have for term in unit_terms(other.text)}
        own = (set(terms(self.of.text)) & weights.keys() & unit_terms(unit.text)) - held
        return sum(weights[term] for term in own) / (MORE_OF_IT * max(weights.values(), default=1.0))


def telling_each(held: Held, ranking: Ranking, picked: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units that tell what a clause of the question asks and no picked one does; none where one is asked.

    A clause is told where its form stands and nothing near has much more of its words. What stands beside the first
    unit in its section goes before what was ranked. Where no unit has the form, it is enough that another has it with
    a word of the clause, or directly behind the first.
    """
    added: list[Unit] = []
    beside = _beside(held, picked[0])
    ranked = [item.unit for item in ranking.of_period[:DEPTH]]
    for asked in asked_clauses(ranking.question.asked):
        clause, have = _Clause(asked, ranking), (*picked, *added)
        lacks_form = bool(asked.expected.forms) and not any(map(clause.fits, have))
        others = [unit for unit in (*beside, *ranked) if unit not in have and clause.fits(unit)]
        gains = [clause.gain(unit, have) for unit in others]
        most = max(range(len(others)), key=lambda at: gains[at], default=-1)
        if others and (gains[most] >= 1 or (lacks_form and (gains[most] > 0 or others[0] in beside[:1]))):
            added.append(others[most])
    return tuple(added[:MOST_ADDED])


def _beside(held: Held, unit: Unit) -> list[Unit]:
    """Return the telling units around one in its section, the nearest first, those behind it before those in front."""
    units = held.corpus.units_in(unit.section_id)
    at = next((n for n, other in enumerate(units) if other.unit_id == unit.unit_id), len(units))
    near = [at + step for distance in range(1, BESIDE + 1) for step in (distance, -distance)]
    return [units[n] for n in near if 0 <= n < len(units) and units[n].role in _TELLING]

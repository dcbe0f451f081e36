"""The words of assignments in English."""

from ui.text.assign_words import AssignWords

ASSIGN_EN = AssignWords(
    title="Assignments",
    intro="Answers that you are to review. “Review next” goes through those that you have not judged yet.",
    intro_admin="Who is to review what. Choose answers in the journal, one by one or by its filter, and assign them there.",
    none="Nothing is assigned at the moment.",
    assignee="Reviewer",
    scope="What",
    one_by_one="Chosen one by one",
    pair="{name}: {value}",
    progress="Reviewed",
    done="{n_judged} of {n}",
    given="Assigned",
    by="by {name}",
    take_back="Take back",
    take_back_label="Take back what {name} was assigned ({n})",
    open="Show them",
    next="Review next",
    form_title="Assign answers",
    form_hint="Those ticked above; where none is, the first of the whole list as it is filtered and ordered, at most {most}.",
    to="To",
    n="How many",
    assign="Assign",
    tick="Choose “{question}”",
    mine="Assigned to me: {n} to review",
    assigned_to="Assigned to {names}",
)

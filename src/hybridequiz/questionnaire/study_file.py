"""The format of study files. Only what reads or reports on them imports it: an interview takes less from its study."""

from __future__ import annotations

from typing import Annotated

from hybridequiz.questionnaire.indicators import Publishing
from hybridequiz.questionnaire.invited import Invited
from hybridequiz.questionnaire.model import StudyPart
from hybridequiz.questionnaire.parts import Items, Rule
from hybridequiz.questionnaire.questions import Id, Language, Option
from hybridequiz.questionnaire.texts import Text
from hybridequiz.values import field, frozen


@frozen(kw_only=True)
class StudyFile(Publishing, StudyPart):
    """A study file: what its questionnaires share."""

    title: Text
    languages: Annotated[Items[Language], Rule(min_length=1)]
    texts: dict[str, Text] = field(default_factory=dict)
    options: dict[str, Items[Option]] = field(default_factory=dict)
    core: Items[Id] = ()
    """Ids that have the same type and codes in every questionnaire that has them."""
    invited: dict[Id, Invited] = field(default_factory=dict)
    """How many are invited, by audience."""

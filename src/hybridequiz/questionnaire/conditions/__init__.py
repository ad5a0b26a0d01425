"""The condition language."""

from .analysis import Analysis, Leave, NoValue, Step, StepVerdict, Verdict, analyse
from .condition import Condition, compile_condition
from .enumeration import Guard
from .faults import ConditionFaults, Fault
from .scope import Kind, Roster, Scope, Symbol

__all__ = [
    "Analysis",
    "Condition",
    "ConditionFaults",
    "Fault",
    "Guard",
    "Kind",
    "Leave",
    "NoValue",
    "Roster",
    "Scope",
    "Step",
    "StepVerdict",
    "Symbol",
    "Verdict",
    "analyse",
    "compile_condition",
]

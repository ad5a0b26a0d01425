"""The golden study: 50 participants, 20 schools and 25 employers, so that every published figure comes out exactly.

Nobody gave these answers. A column is a question; its answers stand in the order of the respondents. `5*13` is thirteen
times 5, `1+4` are two choices, `-` is not asked or filled in by the questionnaire, `dk`, `rf` and `na` are don't know,
refused and not applicable, and `t1` is a text. Of the participants the first 24 follow the programme, the next 20 have
completed it, the last 6 stopped: `|` stands between them. In the columns of `SPREAD` answers are
dealt out in steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Table = Mapping[str, str]

PARTICIPANTS: Final[Table] = {
    "_mode": "self*28 interview*16 paper*6",
    "_language": "nl*45 en*5",
    "location": "1*9 2*8 3*7 4*7 5*6 6*5 7*5 8*3",
    "p_status": "1*24 | 2*20 | 3*6",
    "p_start_year": "2025*14 2024*10 | 2019*4 2020*5 2022*6 2023*5 | 2020*2 2022*2 2024*2",
    "fund": "1*12 2*5 3*3 4*4 | 1*9 2*5 3*3 4*3 | 1*3 2*2 4",
    "p_employ": "1*20 2*3 3 | 1*10 2*2 3*2 1*4 2 3 | 1*4 2 3",
    "p_motive": "2+3*8 3+4*6 1+2*4 5*3 8*3 | 3+5*8 2+3+4*6 1+6*4 7*2 | 2+6*3 8*2 1",
    "sat_overall": "5*13 4*10 3 | 5*11 4*8 3 | 5*3 4*2 2",
    "sat_grade": "9*6 8*11 7*6 6 | 9*5 8*9 7*5 6 | 9 8*2 7*2 5",
    "sat_why": "t1*3 t2*2 na*19 | t1*2 t3*2 na*16 | t4 na*5",
    "sat_content": "5*10 4*12 3*2 | 5*9 4*10 3 | 5*2 4*3 2",
    "sat_trainer": "5*12 4*10 3*2 | 5*11 4*8 3 | 5*2 4*3 3",
    "sat_placement": "5*7 4*10 3*3 na*4 | 5*8 4*9 3*2 2 | 4*3 3 na*2",
    "sat_load": "4*12 3*9 2*3 | 5*2 4*11 3*5 2*2 | 3*3 2*2 1",
    "new_knowledge": "3*15 2*9 | 3*12 2*8 | 3*2 2*3 1",
    "new_skills": "3*14 2*9 1 | 3*11 2*9 | 3*2 2*3 1",
    "p_explain_then": "2*10 3*12 4*2 | 2*9 3*9 4*2 | 2*3 3*3",
    "p_explain_now": "4*12 3*10 4*2 | 4*9 5*7 4*4 | 3*4 4*2",
    "p_group_then": "1*4 2*12 3*7 dk | 1*5 2*9 3*6 | 2*4 3*2",
    "p_group_now": "3*10 4*13 3 | 4*12 5*6 3*2 | 3*4 2 3",
    "applied_company": "4*6 3*8 2*6 1*3 - | 4*5 3*4 2*3 -*2 3*2 2*2 1 - | 3 2*2 1*2 -",
    "applied_where": "1+3*6 1+2*5 4*3 2+6*3 5 1+4*2 -*4 | 1+3*4 1+2*4 4*2 6*2 -*2 1*2 2*2 -*2 | 1 4 2 -*3",
    "climate": "1*8 2*7 3*4 dk -*4 | 1*5 2*3 3*2 -*4 1 2 3*2 -*2 | 2 3*2 4 -*2",
    "personal_growth": "5*5 4*10 3*7 2*2 | 5*5 4*8 3*6 2 | 4 3*3 2 1",
    "motivation_change": "5*7 4*9 3*7 - | 5*4 4*5 3*3 -*2 4*2 3*3 - | 4 3*3 2 -",
    "p_support": "5*5 4*8 3*5 2*2 -*4 | 5*3 4*4 3*3 -*4 4*2 3 2 -*2 | 4 3 2*2 -*2",
    "p_hto_work": "1*5 2*2 3*17 | 1*12 4*2 2*3 3*3 | 1 2 3*4",
    "p_hto_level": "1*2 2*3 3*2 -*17 | 1*4 2*6 3*2 2*2 1*2 2 -*3 | 2 1 -*4",
    "p_hto_want": "-*5 5*6 4*7 3*4 2 1 | -*14 5 4*2 3*2 1 | - 4 3*2 2 1",
    "p_hto_stay": "5*3 4*2 -*19 | 5*7 4*4 3 -*8 | 4 -*5",
    "barriers": "1+2*7 1*5 2+8*4 3+4*3 96*5 | 1+3*5 2*5 5+6*3 8+9*2 96*5 | 1+8*3 7 2+9*2",
    "value_list": "1+2+4*10 1+3*5 2+4*4 4+8*3 1*2 | 1+4*8 1+2+7*6 5+6*3 2+8*3 | 1+4*3 4+8*2 96",
    "value_main": "1*13 3*2 2*2 4*2 8 4*2 -*2 | 1*6 4*2 1*4 2*2 5*2 6 2*2 8 | 1*2 4 8*2 -",
    "edu_quality": "5*5 4*10 3*7 2*2 | 5*4 4*9 3*6 2 | 4*2 3*3 2",
    "shortage": "4*6 3*11 2*5 dk*2 | 5*2 4*7 3*8 2*3 | 3*3 2*2 1",
    "recommend": "10*5 9*8 8*8 7*2 6 | 10*4 9*7 8*6 7*2 6 | 9 8*2 7 6 4",
    "improve": "t5*2 t6 na*21 | t5 t6*2 na*17 | t7 na*5",
    "p_age": "1*3 2*10 3*14 4*13 5*9 6",
    "p_edu": "212*28 211*6 31*13 32*2 rf",
    "quote_text": "q1 q2 q3 q4 na*20 | q1 q2 na*18 | na*6",
    "quote_perm": "1 2 3 4 -*20 | 2 1 -*18 | -*6",
    "recontact": "1*10 2*14 | 1*9 2*11 | 2*6",
}

SCHOOLS: Final[Table] = {
    "_mode": "self*8 interview*12",
    "_language": "nl*19 en",
    "location": "1*4 2*3 3*3 4*3 5*2 6*2 7*2 8",
    "s_count": "1*6 2*6 3*4 4*2 6 dk",
    "s_type": "1*7 2*9 3*2 4*2",
    "s_role": "1*2 2*9 3*8 4",
    "s_domain": "1+2*8 1*6 3*4 2+5*2",
    "sat_overall": "5*11 4*7 3 2",
    "sat_grade": "9*5 8*9 7*4 6 5",
    "sat_why": "t1*2 t3 na*17",
    "sat_info": "5*4 4*11 3*4 2",
    "sat_match": "5*5 4*10 3*3 2*2",
    "sat_prepared": "5*6 4*11 3*3",
    "sat_contact": "5*6 4*10 3*3 na",
    "new_knowledge": "3*10 2*8 dk*2",
    "new_skills": "3*11 2*8 1",
    "s_tasks": "1+2*8 2+4*6 3*3 2+5+6*3",
    "s_mentor": "1*13 2*5 3*2",
    "s_autonomy": "5*3 4*9 3*6 2*2",
    "hto_deploy": "5*9 4*8 3*2 2",
    "barriers": "2+3*6 3+4*4 5*3 6+8*4 96*3",
    "value_list": "1+2+4*7 1+4*3 1*2 2+4*3 1+2*2 3+7*2 8",
    "value_main": "1*10 -*2 4*3 2*2 7*2 -",
    "s_current_tech": "5*7 4*9 3*3 2",
    "s_students": "5*6 4*9 3*4 dk",
    "s_share": "5*2 4*8 3*6 2*3 1",
    "edu_quality": "5*5 4*9 3*5 2",
    "shortage": "5*2 4*7 3*6 2*4 dk",
    "coop_change": "5*5 4*8 3*6 dk",
    "coop_without": "3*7 2*4 1*2 -*7",
    "coop_example": "x1 x2 na*11 -*7",
    "coop_perm": "2 4 -*18",
    "recommend": "10*4 9*8 8*5 7*2 5",
    "improve": "t5 t7 na*18",
    "quote_text": "q2 q3 na*18",
    "quote_perm": "2 1 -*18",
    "recontact": "1*9 2*11",
}

EMPLOYERS: Final[Table] = {
    "_mode": "self*11 interview*14",
    "_language": "nl*24 en",
    "location": "1*5 2*4 3*4 4*3 5*3 6*2 7*2 8*2",
    "e_count": "1*15 2*6 3*3 4",
    "e_status": "1*11 2*10 1+2*3 3",
    "fund": "1*12 2*7 3*3 4*3",
    "e_size": "2*8 3*9 4*3 5*3 6 7",
    "e_role": "1*12 2*7 3*4 4*2",
    "sat_overall": "5*13 4*10 3*2",
    "sat_grade": "9*6 8*11 7*6 6*2",
    "sat_why": "t1*2 t2 na*22",
    "sat_info": "5*5 4*13 3*5 2*2",
    "sat_schedule": "5*4 4*12 3*6 2*3",
    "sat_contact": "5*6 4*12 3*5 2 na",
    "new_knowledge": "3*12 2*10 1 dk*2",
    "new_skills": "3*13 2*9 1 dk*2",
    "applied_company": "4*6 3*9 2*6 1*4",
    "applied_where": "1+2*7 1+3*5 2*4 4+6*3 5*2 -*4",
    "climate": "1*14 2*8 3*2 dk",
    "e_climate_how": "x3 x4 na*20 -*3",
    "personal_growth": "5*5 4*11 3*7 2*2",
    "e_enthusiasm": "5*7 4*12 3*5 2",
    "motivation_change": "5*6 4*12 3*6 2",
    "hto_deploy": "5*7 4*11 3*5 2 1",
    "barriers": "1+8*9 2+4*6 3*4 8*3 96*3",
    "value_list": "1+4*10 1+3+8*6 3+4*4 2+8*4 1",
    "value_main": "1*8 4*2 1*4 3*2 4*2 3*2 8*2 2*2 -",
    "e_reason": "1+3+5*8 2+4+6*5 1+2+7*3 3+5*3 1+3 2+6+7*3 3+9 4+8",
    "e_reason_main": "1*5 3*3 2*3 6*2 7*2 1 5*2 3 1 6*2 2 9 8",
    "edu_quality": "5*4 4*11 3*8 2 dk",
    "e_future_workers": "5*6 4*10 3*7 2*2",
    "shortage": "5*2 4*8 3*9 2*5 dk",
    "coop_change": "5*4 4*9 3*11 2",
    "coop_without": "3*6 2*5 1*2 -*12",
    "coop_example": "x1 x2 na*11 -*12",
    "coop_perm": "3 1 -*23",
    "e_time": "1*9 2*12 3*4",
    "e_balance": "5*3 4*8 3*9 2*4 dk",
    "recommend": "10*4 9*9 8*8 7*3 6",
    "improve": "t5 t6 na*23",
    "quote_text": "q4 q3 na*23",
    "quote_perm": "2 4 -*23",
    "recontact": "1*12 2*13",
}

TABLES: Final[Mapping[str, tuple[int, Table]]] = {
    "participants": (50, PARTICIPANTS),
    "schools": (20, SCHOOLS),
    "employers": (25, EMPLOYERS),
}
"""The table of each questionnaire, and how many respondents it has."""

SPREAD: Final = frozenset(
    {"_mode", "_language", "location", "p_age", "p_edu", "s_type", "s_role", "e_size", "e_role"}
)
"""Columns that must not go with the others: what is dealt out in steps meets all kinds of answers."""

SEVERAL: Final = frozenset(
    {"p_motive", "applied_where", "barriers", "value_list", "s_domain", "s_tasks", "e_status"}
    | {"e_reason"}
)
"""Columns of multiple choices."""

TEXTS: Final[Mapping[str, str]] = {
    "t1": "Verzonnen antwoord: veel geleerd in korte tijd.",
    "t2": "Verzonnen antwoord: goede afwisseling van les en praktijk.",
    "t3": "Verzonnen antwoord: het contact met de school liep goed.",
    "t4": "Verzonnen antwoord: het was niet te combineren met het werk.",
    "t5": "Verzonnen antwoord: eerder duidelijkheid over het rooster.",
    "t6": "Verzonnen antwoord: meer tijd voor oefenlessen.",
    "t7": "Verzonnen antwoord: meer begeleiding op de werkplek.",
    "q1": "Verzonnen citaat: ik leg nu beter uit dan vroeger.",
    "q2": "Verzonnen citaat: een mooie brug tussen bedrijf en school.",
    "q3": "Verzonnen citaat: de leerlingen merken dat iemand het vak kent.",
    "q4": "Verzonnen citaat: ik zou het zo weer doen.",
    "x1": "Verzonnen voorbeeld: samen een praktijkdag gehouden.",
    "x2": "Verzonnen voorbeeld: materiaal uitgeleend aan de school.",
    "x3": "Verzonnen voorbeeld: leerlingen krijgen een vaste begeleider.",
    "x4": "Verzonnen voorbeeld: er is elke maand een leeruur.",
}
"""What is typed; each says that nobody typed it."""

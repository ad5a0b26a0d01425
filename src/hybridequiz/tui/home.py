"""The first screen: begin an interview step by step, or resume one by its code. It shows nothing of anybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hybridequiz.problems import InvalidFile
from hybridequiz.questionnaire.instrument import Instrument
from hybridequiz.questionnaire.questions import MODES, Form, Mode
from hybridequiz.store.fieldwork import LONGEST_CODE
from hybridequiz.store.setup import Preset, Setup
from hybridequiz.tui.chrome import Heading
from hybridequiz.tui.screens import MenuItem
from hybridequiz.tui.steps import Step, StepScreen
from hybridequiz.values import frozen, replace
from hybridequiz.wording.interface import interface, language_name
from hybridequiz.wording.rendering import location_words
from hybridequiz.wording.setup import ASKED, LISTED, Asked, form_words, mode_words, must_ask

if TYPE_CHECKING:
    pass


@frozen
class Plan:
    """What was chosen so far."""

    instrument: Instrument
    setup: Setup


class HomeScreen(StepScreen):
    """Asks which questionnaire and how, one thing at a time, then begins.

    Args:
        instrument: A questionnaire that was named on the command line, if any.
        preset: What was said there of how it is held; that is not asked.
        ascii_only: Whether to draw with ASCII signs only.
    """

    def __init__(
        self, instrument: Instrument | None, preset: Preset, *, ascii_only: bool = False
    ) -> None:
        super().__init__(ascii_only=ascii_only)
        self._named = instrument
        self._preset = preset
        self._plan: Plan | None = None
        self._listed = False
        self._asks: dict[Asked, Step] = {
            "language": self._ask_language,
            "mode": self._ask_mode,
            "interviewer": self._ask_interviewer,
            "form": self._ask_form,
            "location": self._ask_location,
            "case": self._ask_case,
        }

    @property
    def language(self) -> str:
        """Give the language that was chosen, or that of the machine."""
        return self._language or self.app.options.language

    def on_mount(self) -> None:
        """Begin."""
        if self._named is not None:
            self._choose_questionnaire(self._named)
        else:
            self._go(self._ask_questionnaire)

    def _tell_keys(self) -> None:
        say = self.ui.say
        plan = self._plan
        title = plan.instrument.questionnaire.title.in_language(self._shown(plan)) if plan else ""
        banner = plan is not None and not plan.setup.live and plan.instrument.rehearsal_only
        words = say("REHEARSAL – does not count") if banner else ""
        self.tell(Heading(title or "hybridequiz", banner=words), self._step_keys(say("leave")))

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.action_leave()

    def _shown(self, plan: Plan) -> str:
        """Give the language in which a questionnaire's own words are shown."""
        languages = plan.instrument.questionnaire.languages
        return self.language if self.language in languages else languages[0]

    def _ask_questionnaire(self) -> None:
        self._plan, self._language = None, ""
        say = self.ui.say
        items = [self._offer(path) for path in self.app.questionnaires]
        waiting = self._found(self.app.fieldwork.unfinished) or 0
        note = self.ui.say_number("{number} unfinished", "{number} unfinished", waiting)
        goes_on = MenuItem(
            say("Continue with a code"),
            lambda: self._go(self._ask_code),
            note=note if waiting else "",
            apart=True,
        )
        items.append(goes_on)
        items.append(MenuItem(say("Leave"), self.action_quit, apart=True))
        body = say("Choose with the arrow keys and Enter, or press the number.")
        if not self.app.questionnaires:
            body = say(
                "There are no questionnaires here. 'hybridequiz init DIR' writes some to start from."
            )
        self.show_menu(say("Which questionnaire?"), body, items)

    def _offer(self, path: Path) -> MenuItem:
        """Offer a questionnaire by its title; one with errors says so."""
        try:
            instrument = self.app.fieldwork.checked.load(path)
        except InvalidFile:
            note = self.ui.say("has errors: run 'hybridequiz check'")
            return MenuItem(path.name, lambda: self._refuse(path), note=note)
        questionnaire = instrument.questionnaire
        shown = (
            self.language
            if self.language in questionnaire.languages
            else questionnaire.languages[0]
        )
        label = questionnaire.title.in_language(shown)
        return MenuItem(label, lambda: self._choose_questionnaire(instrument))

    def _refuse(self, path: Path) -> None:
        self.message.say(
            self.ui.say("{file} has errors. Run 'hybridequiz check' to see them.", file=path.name),
            "wrong",
        )

    def _choose_questionnaire(self, instrument: Instrument) -> None:
        preset = self._preset
        listed = self._found(lambda: self.app.fieldwork.cases.is_loaded)
        if listed is None:
            return
        self._listed = listed
        language = preset.language or instrument.questionnaire.languages[0]
        self._language = preset.language or ""
        self._plan = Plan(
            instrument,
            Setup(
                mode=preset.mode or "interview",
                form=preset.form or "extended",
                language=language,
                location=preset.location,
                interviewer=self._interviewer_in(preset.mode or "interview", instrument),
                case=preset.case or "",
                live=preset.live,
            ),
        )
        self._ask_after(None)

    def _interviewer_in(self, mode: Mode, instrument: Instrument) -> str:
        """Give who interviews: as was said, or as was typed today; a respondent who is alone has none."""
        if self._preset.interviewer is not None:
            return self._preset.interviewer
        if mode != "interview":
            return ""
        return self.app.fieldwork.cases.interviewer_today(instrument, live=self._preset.live)

    @property
    def _is_remembered(self) -> bool:
        """Tell whether the interviewer is the one who typed a code today, and was not asked."""
        plan = self._chosen
        known = self._interviewer_in(plan.setup.mode, plan.instrument)
        return self._preset.interviewer is None and known != ""

    def _ask_after(self, step: Asked | None) -> None:
        """Ask the next thing that is not known yet; when all is known, show it."""
        plan, names = self._chosen, LISTED if self._listed else ASKED
        for name in names if step is None else names[names.index(step) + 1 :]:
            if name == "interviewer" and self._is_remembered:
                continue
            if must_ask(name, plan.instrument, plan.setup, self._preset, listed=self._listed):
                self._go(self._asks[name])
                return
        self._go(self._ask_start)

    def _ask_language(self) -> None:
        """Ask in every language of the questionnaire: none is chosen yet."""
        tags = self._chosen.instrument.questionnaire.languages
        items = [
            MenuItem(language_name(tag), self._setter("language", language=tag)) for tag in tags
        ]
        headings = dict.fromkeys(interface(tag).say("Language") for tag in tags)
        cursor = tags.index(self._chosen.setup.language)
        self.show_menu(" · ".join(headings), "", items, cursor=cursor)

    def _ask_mode(self) -> None:
        items = [
            MenuItem(
                mode_words(mode, self.language),
                self._setter(
                    "mode",
                    mode=mode,
                    interviewer=self._interviewer_in(mode, self._chosen.instrument),
                ),
            )
            for mode in MODES
        ]
        cursor = MODES.index(self._chosen.setup.mode)
        self.show_menu(self.ui.say("Who fills it in?"), "", items, cursor=cursor)

    def _ask_interviewer(self) -> None:
        body = self.ui.say("Not your name. Empty if you have none.")
        heading, known = self.ui.say("Your interviewer code"), self._chosen.setup.interviewer
        self._ask_line(heading, body, known, LONGEST_CODE)
        self._line = lambda text: self._set("interviewer", interviewer=text)

    def _change_interviewer(self) -> None:
        """Ask who interviews, where that was remembered and is not right."""
        body = self.ui.say("Not your name. Empty if you have none.")
        self._ask_line(self.ui.say("Your interviewer code"), body, "", LONGEST_CODE)

        def changed(text: str) -> None:
            plan = self._chosen
            self._plan = replace(plan, setup=replace(plan.setup, interviewer=text))
            self.action_back()

        self._line = changed

    def _ask_form(self) -> None:
        forms: tuple[Form, ...] = ("extended", "short")
        items = [
            MenuItem(form_words(form, self.language), self._setter("form", form=form))
            for form in forms
        ]
        cursor = forms.index(self._chosen.setup.form)
        self.show_menu(self.ui.say("Which form?"), "", items, cursor=cursor)

    def _ask_location(self) -> None:
        """Ask for the location in words."""
        study = self._chosen.instrument.questionnaire.study
        items = [
            MenuItem(
                place.text.in_language(self._shown(self._chosen)),
                self._setter("location", location=place.code),
            )
            for place in (study.location if study else ())
        ]
        none = self.ui.say("Not one of these")
        items.append(MenuItem(none, self._setter("location", location=None), apart=True))
        codes = [place.code for place in (study.location if study else ())]
        chosen = self._chosen.setup.location
        cursor = codes.index(chosen) if chosen in codes else 0
        self.show_menu(self.ui.say("At which location are you?"), "", items, cursor=cursor)

    def _ask_case(self) -> None:
        heading = self.ui.say("Case code")
        if self._listed:
            body = self.ui.say("As it is on the list or on the card.")
            self._ask_line(heading, body, self._chosen.setup.case, LONGEST_CODE)
            self._line = self._take_case
            return
        body = self.ui.say("The code of the person on your list. Empty if you have no list.")
        self._ask_line(heading, body, self._chosen.setup.case, LONGEST_CODE)
        self._line = lambda text: self._set("case", case=text)

    def _take_case(self, typed: str) -> None:
        """Take the case with the code that was typed: it says where the interview is."""
        plan = self._chosen
        said = replace(plan.setup, location=self._preset.location)
        case = self._admit(plan.instrument, typed, said)
        if case is not None:
            location = said.location if case.location is None else case.location
            self._set("case", case=case.shown, location=location)

    def _ask_start(self) -> None:
        """Show what was chosen, in words, and begin."""
        say, interviewer = self.ui.say, self._chosen.setup.interviewer
        items = [
            MenuItem(say("Begin"), self._begin),
            MenuItem(say("Back"), self.action_back),
        ]
        if interviewer and self._is_remembered:
            other = say("Interviewer: {code}, not you?", code=interviewer)
            items.insert(1, MenuItem(other, lambda: self._go(self._change_interviewer)))
        self.show_menu(say("Is this right?"), "\n".join(self._in_words()), items)

    def _in_words(self) -> list[str]:
        plan, say = self._chosen, self.ui.say
        setup = plan.setup
        shown = self._shown(plan)
        place = location_words(plan.instrument, setup.location, shown)
        told = [
            (
                say("Questionnaire"),
                plan.instrument.questionnaire.title.in_language(shown) if self._listed else "",
            ),
            (say("Language"), language_name(setup.language)),
            (say("Mode"), mode_words(setup.mode, self.language)),
            (say("Form"), form_words(setup.form, self.language)),
            (say("Location"), place or ""),
            (say("Interviewer"), setup.interviewer),
            (say("Case"), setup.case),
        ]
        wide = max(len(name) for name, _ in told)
        return [f"{name:<{wide}}  {words}" for name, words in told if words]

    def _begin(self) -> None:
        plan = self._chosen
        self._conduct(lambda: self.app.fieldwork.begin(plan.instrument, plan.setup))

    # Pieces

    @property
    def _chosen(self) -> Plan:
        assert self._plan is not None  # noqa: S101 - steps after the first have a plan
        return self._plan

    def _setter(self, step: Asked, **changes: object) -> Step:
        return lambda: self._set(step, **changes)

    def _set(self, step: Asked, **changes: object) -> None:
        """Keep what was chosen, and take the next step."""
        plan = self._chosen
        self._plan = replace(plan, setup=replace(plan.setup, **changes))
        if "language" in changes:
            self._language = str(changes["language"])
        self._ask_after(step)

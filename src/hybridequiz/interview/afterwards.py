"""What respondents said, after their interviews, of texts that may be quoted. Their records are never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hybridequiz.interview.consents import Consent, ConsentState, consents_of
from hybridequiz.interview.events import Json
from hybridequiz.values import frozen, replace

TextOf = tuple[str, str, str]
"""A text: the response, the question, and the hash of the answer; for another answer nothing was said."""


@frozen
class Afterwards:
    """What was said afterwards.

    Attributes:
        withdrawn: The texts for which the permission was withdrawn.
        approved: The texts that were approved, each as the respondent approved it last.
    """

    withdrawn: Collection[TextOf]
    approved: Mapping[TextOf, str]

    @property
    def responses(self) -> frozenset[str]:
        """Give the responses of which something was said."""
        return frozenset(response for response, _, _ in (*self.withdrawn, *self.approved))

    def record(self, record: Mapping[str, Json]) -> dict[str, Json]:
        """Give the record of a response with its consents as they are now; all else as it is."""
        response = str(record["response"])
        now = [self._consent(response, one).to_json() for one in consents_of(record)]
        return {**record, **({"consents": [*now]} if now else {})}

    def _consent(self, response: str, consent: Consent) -> Consent:
        if consent.purpose != "quotation":
            return consent
        text = (response, consent.about, consent.about_text)
        if text in self.withdrawn:
            return replace(consent, state=ConsentState.WITHDRAWN)
        if text in self.approved and consent.state is ConsentState.NOT_GRANTED:
            return replace(consent, state=ConsentState.APPROVED, approved=self.approved[text])
        return consent

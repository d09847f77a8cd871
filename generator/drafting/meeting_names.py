"""A provisional name for a new meeting: "Meeting of Ann Roe and Bo Lind"."""

from collections.abc import Mapping

from generator.drafting.language import Language
from generator.drafting.meeting_ids import Meeting


def meeting_name(meeting: Meeting, full: Mapping[str, str], words: Language) -> str:
    """The name by the parties, else by the place; `full` maps ids to full names."""
    parties = list(dict.fromkeys(full.get(party.id) or party.id for party in (*meeting.people, *meeting.sides)))
    if not parties:
        place = meeting.place.id if meeting.place else ""
        return words.text("meetings", "name_of_place").format(place=full.get(place) or place)
    joined = parties[-1]
    if len(parties) > 1:
        joined = words.text("meetings", "joined").format(first=", ".join(parties[:-1]), last=joined)
    return words.text("meetings", "name").format(people=joined)

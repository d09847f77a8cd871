"""What an editor shows of an id: who or what it is, and the last meeting with the role there."""

from generator.language_server.project_view import ProjectView
from generator.outcomes import is_unconfirmed, took_place
from generator.schema.model import Ref
from generator.text.yaml_tree import YamlList, YamlMapping, YamlText


def hover(view: ProjectView, id_: str) -> str:
    """A few lines of Markdown about an id; "" if nobody knows it."""
    ref = view.ref(id_)
    if ref is None:
        return ""
    kind = view.schema.kind(ref.kind)
    record = view.base.records.get(ref)
    title = f"**{_plain(view.base.name(ref))}** ({kind.label.lower() if kind else ref.kind} `{id_}`)"
    if record is None:
        return f"{title}\n\nNo record yet: `communique extract` or `communique new {ref.kind} {id_}` makes it."
    lines = [title, *_dated(view, ref)]
    if met := _last_meeting(view, ref):
        lines.append(met)
    count = len(view.base.mentions.get(ref, ()))
    articles = len({mention.article for mention in view.base.mentions.get(ref, ())})
    lines.append(f"Mentioned {count} times in {articles} articles" if count else "Not mentioned in an article")
    return "\n\n".join(lines)


def _dated(view: ProjectView, ref: Ref) -> list[str]:
    record = view.base.records[ref]
    date, status, country = view.base.timeline_date(ref), record.text("status"), record.text("country")
    found = [date] if date else []
    found += [status] if status else []
    found += [view.base.name(view.base.ids[country])] if country in view.base.ids else []
    return [_plain(", ".join(found))] if found else []


def _last_meeting(view: ProjectView, ref: Ref) -> str:
    """The newest meeting that took place with the thing in it, with its role there as the record has it."""
    links = (link for found in view.base.links.get(ref, {}).values() for link in found)
    subjects = {
        link.subject for link in links if not is_unconfirmed(view.base, link.subject, link.slot._replace(part=""), "")
    }
    taken = [
        (date, subject, part)
        for subject in subjects
        if (date := view.base.timeline_date(subject))
        and took_place(view.base, subject)
        and (part := _part(view.base.records[subject].tree, ref.id)) is not None
    ]
    if not taken:
        return ""
    date, meeting, part = max(taken, key=lambda each: each[:2])
    role = f" as {_plain(part['role'])}" if "role" in part else ""
    return f"Last in “{_plain(view.base.name(meeting))}” ({date}){role}"


def _part(tree: YamlMapping, id_: str) -> dict[str, str] | None:
    """The values of the item of a record that begins with an id: who took part, and how."""
    for _, node in tree.entries:
        for item in node.values if isinstance(node, YamlList) else ():
            entries = item.entries if isinstance(item, YamlMapping) else ()
            values = {name.value: value.value for name, value in entries if isinstance(value, YamlText)}
            if next(iter(values.values()), None) == id_:
                return values
    return None


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|&~" else c for c in " ".join(text.split()))

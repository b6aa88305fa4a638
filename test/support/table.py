"""Who may do what with a ticket in which status, as tables; written from what the documents promise."""

# Whoever sees a ticket (2) may read it; who may change it (3) does the rest, unless a permission is lacking. `takes`: it can
# be handed to him, `works`: in the department it is with.
PEOPLE = {  # sight                 takes   works   permissions he lacks
    "holder": ("change", True, True, ()),
    "member": ("change", True, True, ()),
    "lead": ("change", True, False, ()),  # of the department above
    "desk": ("change", True, False, ()),  # reads all
    "opener": ("change", False, False, ()),
    "collaborator": ("change", False, False, ()),
    "follower": ("read", False, False, ()),
    "opener's colleague": ("read", False, False, ()),
    "auditor": ("change", True, False, ("tickets.edit", "tickets.reply", "tickets.assign")),  # reads all
    "apprentice": ("change", True, True, ("tickets.edit", "tickets.reply", "tickets.assign")),
    "powerless": ("change", True, True, ("tickets.read", "tickets.edit", "tickets.reply", "tickets.assign")),
    "stranger": ("none", False, False, ()),
}

# The type of the tickets has two statuses of its own for being worked on: from "checking" it goes to pending, or with a
# comment to resolved; and one of its own for being put off, which always asks for a comment. What is not named is a 409.
CATEGORIES = {"new": "new", "doing": "open", "checking": "open", "pending": "pending", "parked": "on_hold", "resolved": "resolved",
              "closed": "closed"}
WAYS = {
    "new": {"doing", "checking", "pending", "parked", "resolved", "closed"},
    "doing": {"checking", "pending", "parked", "resolved", "closed"},
    "checking": {"pending", "resolved"},
    "pending": {"doing", "checking", "parked", "resolved", "closed"},
    "parked": {"doing", "checking", "pending", "resolved", "closed"},
    "resolved": {"doing", "checking", "closed"},
    "closed": {"doing", "checking"},
}
COMMENT = {("checking", "resolved")} | {(status, "parked") for status in WAYS if "parked" in WAYS[status]}

FINISHED = {"resolved", "closed"}
# The customer: what each status lets him do, and where it leads (None: it stays).
CUSTOMER = {
    "message": {"pending": "doing", "resolved": "doing", "closed": 409},
    "solved": {status: 409 for status in WAYS} | {"resolved": "closed"},
    "unsolved": {status: 409 for status in WAYS} | {"resolved": "doing", "closed": "doing"},
    "rating": {status: 409 for status in WAYS} | {"resolved": None, "closed": None},
    "nudge": {"resolved": 409, "closed": 409},
    "reopen": {status: 409 for status in WAYS} | {"resolved": "doing", "closed": "doing"},
}


def after_move(status, to, has_comment=True):
    """The code, 200 when it goes there."""
    if to not in WAYS[status]:
        return 409
    return 422 if (status, to) in COMMENT and not has_comment else 200


def given_back(person, status, is_waiting):
    if not is_waiting:
        return 409  # nobody gave it to anybody
    if not PEOPLE[person][1]:
        return 403
    return 409 if status in FINISHED else 200


def accepted(person, status, is_waiting):
    if status in FINISHED or not is_waiting:
        return 409  # it is over, or with somebody
    return 200 if PEOPLE[person][2] else 403


# action: permission, what it needs, and its code by person, status and whether it waits to be accepted
ACTIONS = {
    "show": ("tickets.read", "read", lambda p, s, w: 200),
    "timeline": ("tickets.read", "read", lambda p, s, w: 200),
    "stages": ("tickets.read", "read", lambda p, s, w: 200),
    "handovers": ("tickets.read", "read", lambda p, s, w: 200),
    "draft": ("tickets.reply", "read", lambda p, s, w: 200),
    "follow": ("tickets.read", "read", lambda p, s, w: 200),
    "let follow": ("tickets.edit", "change", lambda p, s, w: 200),
    "let collaborate": ("tickets.edit", "change", lambda p, s, w: 200),
    "edit": ("tickets.edit", "change", lambda p, s, w: 200),
    "edit what was changed": ("tickets.edit", "change", lambda p, s, w: 409),
    "note": ("tickets.reply", "change", lambda p, s, w: 201),
    "reply": ("tickets.reply", "change", lambda p, s, w: 201),
    "reply and resolve": ("tickets.reply", "change", lambda p, s, w: 201 if after_move(s, "resolved") == 200 else 409),
    "take": ("tickets.assign", "change", lambda p, s, w: 200 if PEOPLE[p][2] else 422),
    "give to member": ("tickets.assign", "change", lambda p, s, w: 200),
    "give to department": ("tickets.assign", "change", lambda p, s, w: 200),
    "give to who works elsewhere": ("tickets.assign", "change", lambda p, s, w: 422),
    "accept": ("tickets.edit", "change", accepted),
    "bounce": ("tickets.assign", "change", given_back),
    "return": ("tickets.assign", "change", given_back),
    "merge": ("tickets.edit", "change", lambda p, s, w: 409 if s == "closed" else 200),
    "merge into itself": ("tickets.edit", "read", lambda p, s, w: 422),  # means nothing, whoever asks
    "unmerge": ("tickets.edit", "change", lambda p, s, w: 409),
    "to parked without comment": ("tickets.edit", "change", lambda p, s, w: after_move(s, "parked", False)),
    "to resolved without comment": ("tickets.edit", "change", lambda p, s, w: after_move(s, "resolved", False)),
}
ACTIONS.update({f"to {to}": ("tickets.edit", "change", lambda p, s, w, to=to: after_move(s, to)) for to in WAYS})


def expected(person, action, status, is_waiting=False, is_merged=False):
    sight, _, _, lacks = PEOPLE[person]
    permission, needs, outcome = ACTIONS[action]
    if permission in lacks or (action == "let follow" and "tickets.edit" in lacks):
        return 403
    if sight == "none":
        return 404
    if needs == "change" and sight != "change":
        return 403
    if is_merged and needs == "change":
        return 200 if action == "unmerge" else 409
    return outcome(person, status, is_waiting)

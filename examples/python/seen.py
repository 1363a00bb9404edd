"""Remembers what was taken, across restarts.

iccwire delivers at least once: after a crash, here or there, a message may come again, and messages
of one article need not come in order. Two rules make us right all the same: a ce-id that we had is a
repetition, and of an article only a higher version says something new. With a database of your own,
put both into the transaction that stores your result; then there is no moment at which one is
written and the other not.
"""

import collections
import json
import os

# What a message is to us.
NEW = "new"  # the article is now about the situation
UPDATE = "update"  # it still is, in a later version
REMOVE = "remove"  # a later version is not about it any more
KNOWN = "known"  # nothing that we did not know

# What a message says, and what we remember of an article; id is the ce-id, op is add or remove.
Fact = collections.namedtuple("Fact", "id article version op")


class Seen:
    """The last fact of each article, the newest ones only, in memory and in a file of one JSON
    object a line. A repetition comes within seconds or minutes, so ten thousand are plenty."""

    def __init__(self, path, limit=10_000):
        self.path, self.limit, self.file = path, limit, None
        self.last = collections.OrderedDict()  # by article, longest unchanged first
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as f:
                for line in f:
                    self._read(line)
        self._rewrite()

    def judge(self, fact):
        """Compares a fact with what is known of its article."""
        old = self.last.get(fact.article)
        if old and (fact.id == old.id or fact.version <= old.version):
            return KNOWN
        if fact.op == "remove":
            return REMOVE
        return UPDATE if old and old.op != "remove" else NEW

    def remember(self, fact):
        """Keeps a fact in memory and in the file."""
        self._keep(fact)
        if self.lines >= 2 * self.limit:
            self._rewrite()
            return
        self.file.write(json.dumps(fact._asdict()) + "\n")
        self.file.flush()
        self.lines += 1

    def close(self):
        self.file.close()

    def _read(self, line):
        try:
            self._keep(Fact(**json.loads(line)))
        except (ValueError, TypeError):
            pass  # half a line that a crash left

    def _keep(self, fact):
        self.last.pop(fact.article, None)
        self.last[fact.article] = fact
        if len(self.last) > self.limit:
            self.last.popitem(last=False)

    def _rewrite(self):
        """Puts a file in place that holds each article once."""
        if self.file:
            self.file.close()
        self.file = open(self.path + ".new", "w", encoding="utf-8")
        for fact in self.last.values():
            self.file.write(json.dumps(fact._asdict()) + "\n")
        self.file.flush()
        self.lines = len(self.last)
        os.replace(self.path + ".new", self.path)

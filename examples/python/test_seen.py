"""python -m unittest, in this folder; needs nothing but Python."""

import os
import tempfile
import unittest

from seen import KNOWN, NEW, REMOVE, UPDATE, Fact, Seen


class SeenTest(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        self.path = os.path.join(self.dir.name, "state")

    def open(self, limit=10):
        s = Seen(self.path, limit)
        self.addCleanup(s.close)
        return s

    def test_judge(self):
        s = self.open()
        for name, fact, want in [
            ("first", Fact("a1", "a", 5, "add"), NEW),
            ("again", Fact("a1", "a", 5, "add"), KNOWN),
            ("the same version under another id", Fact("a1/1", "a", 5, "add"), KNOWN),
            ("an older version comes late", Fact("a0", "a", 4, "remove"), KNOWN),
            ("a later version", Fact("a2", "a", 6, "add"), UPDATE),
            ("no longer about it", Fact("a3", "a", 7, "remove"), REMOVE),
            ("about it again", Fact("a4", "a", 8, "add"), NEW),
            ("removed before we began", Fact("b1", "b", 1, "remove"), REMOVE),
            ("added by an older version", Fact("b0", "b", 0, "add"), KNOWN),
        ]:
            with self.subTest(name):
                self.assertEqual(s.judge(fact), want)
                if want != KNOWN:
                    s.remember(fact)

    def test_survives_a_restart_and_stays_small(self):
        s = self.open(limit=3)
        for i in range(20):
            s.remember(Fact(f"id{i}", str(i), i, "add"))
            self.assertLessEqual(len(s.last), 3)
            self.assertLessEqual(s.lines, 6)
        s.file.write('{"id":"half a li')  # a crash
        s.close()
        again = self.open(limit=3)
        for i, want in [(19, KNOWN), (17, KNOWN), (16, NEW)]:
            self.assertEqual(again.judge(Fact(f"id{i}", str(i), i, "add")), want)
        with open(self.path, encoding="utf-8") as f:
            self.assertTrue(f.read().endswith("}\n"))


if __name__ == "__main__":
    unittest.main()

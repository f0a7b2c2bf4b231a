"""A program of a few lines in the place of Entente's, for tests of what is given to it."""
import os
import pathlib
import stat
import tempfile
import unittest
import unittest.mock


class FakeProgram(unittest.TestCase):
    """Test cases with `self.work`, a folder of their own, and the script SOURCE as what VARIABLE names."""

    VARIABLE = ""
    SOURCE = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        program = self.work / "program"
        program.write_text(self.SOURCE, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        environment = unittest.mock.patch.dict(os.environ, {self.VARIABLE: str(program)})
        environment.start()
        self.addCleanup(environment.stop)

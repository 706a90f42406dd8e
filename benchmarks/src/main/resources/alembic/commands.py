"""Runs Alembic's command line for each line of the standard input, in one process. Argument: alembic.ini."""
import sys

answers = sys.stdout
# Before Alembic keeps the other one.
sys.stdout = sys.stderr

from alembic.config import CommandLine  # noqa: E402

for line in sys.stdin:
    CommandLine().main(argv=["-c", sys.argv[1]] + line.split())
    answers.write("done\n")
    answers.flush()

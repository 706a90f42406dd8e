"""Runs Alembic's commands, one for each line of the standard input, in one process.

A line is a verb and its arguments, the answer one line too; what is in a line is separated by tabs. Commands that change the
database answer `done` or `refused`, the reason, the rows of alembic_version and what `alembic current` would print; the others
`done` or `refused`, the reason, and revisions.

Arguments: the folder with env.py and versions, the database's URL, the schema.
"""
import sys
import warnings

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

folder, url, schema = sys.argv[1:]
answers = sys.stdout
sys.stdout = sys.stderr
warnings.simplefilter("ignore")

connection = create_engine(url, connect_args={"options": "-csearch_path=" + schema}, future=True).connect()
config = Config()
config.set_main_option("script_location", folder)
config.attributes["connection"] = connection


def state():
    rows = MigrationContext.configure(connection).get_current_heads()
    current = ScriptDirectory.from_config(config).get_all_current(rows)
    connection.rollback()
    return [",".join(rows), ",".join(one.revision for one in current)]


def history(range_):
    base, head = range_.split(":")
    rows = MigrationContext.configure(connection).get_current_heads()
    connection.rollback()
    # As `alembic history` itself does it.
    base = rows if base == "current" else base or "base"
    head = rows if head == "current" else head or "heads"
    return ScriptDirectory.from_config(config).walk_revisions(base, head)


def ids(revisions):
    return [",".join(one.revision for one in revisions)]


VERBS = {
    "ensure_version": lambda: command.ensure_version(config) or state(),
    "state": state,
    "upgrade": lambda target: command.upgrade(config, target) or state(),
    "downgrade": lambda target: command.downgrade(config, target) or state(),
    "stamp": lambda *targets: command.stamp(config, list(targets)) or state(),
    "purge": lambda *targets: command.stamp(config, list(targets), purge=True) or state(),
    "merge": lambda rev_id, *parents: command.merge(config, list(parents), rev_id=rev_id) and state(),
    "history": lambda range_: ids(history(range_)),
    "heads": lambda: ids(ScriptDirectory.from_config(config).get_revisions(tuple(heads()))),
    "branches": lambda: ids(one for one in ScriptDirectory.from_config(config).walk_revisions() if one.is_branch_point),
}


def heads():
    return ScriptDirectory.from_config(config).get_heads()


for line in sys.stdin:
    verb, *arguments = line.rstrip("\n").split("\t")
    try:
        answer = ["done", ""] + VERBS[verb](*arguments)
    except Exception as e:
        connection.rollback()
        answer = ["refused", (type(e).__name__ + ": " + str(e)).replace("\n", " ").replace("\t", " ")]
        if verb in ("upgrade", "downgrade", "stamp", "purge"):
            try:
                answer += state()
            except Exception as lost:
                answer += ["", "lost"]
                connection.rollback()
    answers.write("\t".join(answer) + "\n")
    answers.flush()

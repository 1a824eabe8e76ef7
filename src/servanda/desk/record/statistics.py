"""What PostgreSQL knows of how full its tables are, renewed after many rows were written at once.

Until it looks again, a table that was empty at its last look counts as one row, and a join of some
of these is then tried every row with every row. It looks by itself once a minute, and never at
what a transaction has not committed (PostgreSQL manual, "Updating Planner Statistics").
"""

from django.db import connection


def look_again() -> None:
    """Let PostgreSQL look at its tables now, also within a transaction; SQLite needs no look."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

"""What is said where a database is used and can't be; it needs none of what connects to one."""


class DatabaseDown(Exception):
    """The database can't be used; the message says why, without the password or the text of a statement."""

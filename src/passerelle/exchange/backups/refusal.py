"""Why a backup cannot be made or taken back, as one sentence."""


class BackupRefused(Exception):
    """The message is a clear sentence; the command line shows it and ends with an error."""

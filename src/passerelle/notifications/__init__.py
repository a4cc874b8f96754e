"""What reaches a person: the inbox and plain mail. It listens to the journal."""

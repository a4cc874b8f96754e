"""Who knows about something: people who agreed to be asked, found by a word or a topic; asking them together with a question."""

"""From the bytes of a stranger to a letter: headers, words, files. Nothing here knows who may do what."""

"""Meanings: texts as directions in a space where what means the same lies close, whatever its language. An optional layer.

A vector is made by a job, in a child process, for what can be found; a search compares its own with all of them, and hands ids to the
index, which knows who may open what. Without the model, or with the setting off, everything here answers that there is nothing.
"""

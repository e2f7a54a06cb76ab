"""The disk: nothing outside this folder opens, lists or writes a file."""

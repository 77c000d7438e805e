"""What stands between chapters: cards with a question, and dissolves.

Imports the stage and the homes; knows no chapter.
"""

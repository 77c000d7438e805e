"""The pictures: draws what a Trace holds and computes nothing itself."""

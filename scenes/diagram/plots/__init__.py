"""What is plotted: axes with ticks, series, heat maps, walls of pictures, reels.

Imports what the room above may, and nothing of the network.
"""

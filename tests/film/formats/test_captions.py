"""Sentences on screen: how they break, and that their times add up."""

import pytest

from film.formats.captions import LINE, LINES, Block, blocks, broken, srt_text, vtt_text

LONG = (
    "Each hidden unit collects from every unit that it fed, weights what comes back "
    "by the edge between them, adds it all up, and multiplies by its own slope."
)


def test_short_sentence_is_one_line():
    """What fits a line is not broken."""
    assert broken("Rates multiply.") == ["Rates multiply."]


def test_lines_are_full_but_even():
    """A sentence takes as few lines as it can, none much shorter than the others."""
    lines = broken("The sample crosses the network, layer by layer, to the outputs.")
    assert len(lines) == 2
    assert max(map(len, lines)) <= LINE
    assert max(map(len, lines)) - min(map(len, lines)) < 12


def test_word_longer_than_a_line_stays_whole():
    """A word is never cut, even if it is longer than a line."""
    assert broken("x" * 60 + " y") == ["x" * 60, "y"]


@pytest.mark.parametrize("frames", [7, 90, 451])
def test_block_times_add_up(frames):
    """The blocks of a sentence follow each other and last as long as it does."""
    parts = blocks(30, frames, LONG)
    assert len(parts) > 1
    assert all(part.text.count("\n") < LINES for part in parts)
    ends = [part.start + part.frames for part in parts]
    assert [30, *ends] == [*(part.start for part in parts), 30 + frames]
    assert " ".join(part.text for part in parts).split() == LONG.split()


def test_times_are_rounded_to_milliseconds():
    """A frame's time is written to the nearest millisecond."""
    captions = [Block(1, 60 * 3725, "long")]
    assert "\n00:00:00,017 --> 01:02:05,017\n" in srt_text(captions, 60)
    assert "\n00:00:00.033 --> 02:04:10.033\n" in vtt_text(captions, 30)


def test_srt_and_vtt_hold_the_same_sentences():
    """Both caption files say the same at the same time; WebVTT escapes."""
    captions = [Block(0, 30, "δ < 0\n& rising"), Block(30, 15, "end")]
    assert srt_text(captions, 30) == (
        "1\n00:00:00,000 --> 00:00:01,000\nδ < 0\n& rising\n\n"
        "2\n00:00:01,000 --> 00:00:01,500\nend\n\n"
    )
    assert vtt_text(captions, 30) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nδ &lt; 0\n&amp; rising\n\n"
        "00:00:01.000 --> 00:00:01.500\nend\n\n"
    )

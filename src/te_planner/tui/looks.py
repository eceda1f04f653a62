"""The two themes: dark (the first) and light. Colour repeats what marks and words say."""

from textual.theme import Theme

DARK = {
    "tone-good": "#7fb685",
    "tone-check": "#d6b25e",
    "tone-work": "#6fa8dc",
    "tone-plan": "#9fb3c8",
    "tone-gap": "#d9827a",
    "tone-next": "#62c0c0",
    "tone-quiet": "#8a94a0",
    "tone-late": "#e8766b",
    "tone-head": "#a9bdd2",
    "cursor": "#2f4a63",
    "cursor-text": "#ffffff",
    "resting": "#263441",
}
LIGHT = {
    "tone-good": "#2e6b37",
    "tone-check": "#7a5700",
    "tone-work": "#1f5a99",
    "tone-plan": "#455a70",
    "tone-gap": "#a3322a",
    "tone-next": "#0f6b6b",
    "tone-quiet": "#5c6670",
    "tone-late": "#b3261e",
    "tone-head": "#2d455e",
    "cursor": "#bcd3ea",
    "cursor-text": "#000000",
    "resting": "#dde6ee",
}
THEMES = (
    Theme(
        name="te-dark",
        primary="#6fa8dc",
        secondary="#8a94a0",
        warning="#d6b25e",
        error="#e8766b",
        success="#7fb685",
        accent="#62c0c0",
        foreground="#d7dde4",
        background="#14181d",
        surface="#1a2027",
        panel="#232b34",
        dark=True,
        variables=DARK,
    ),
    Theme(
        name="te-light",
        primary="#1f5a99",
        secondary="#5c6670",
        warning="#7a5700",
        error="#b3261e",
        success="#2e6b37",
        accent="#0f6b6b",
        foreground="#1d242b",
        background="#f7f8f9",
        surface="#eef1f4",
        panel="#e2e7ec",
        dark=False,
        variables=LIGHT,
    ),
)


def tone_defaults() -> dict[str, str]:
    """The tones for a theme that has none of its own."""
    return dict(DARK)

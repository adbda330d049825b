"""One accent, neutral greys, the reader's own fonts; the rest is in demo.css."""

import gradio as gr


INK = gr.themes.Color(
    c50="#f6f6f4", c100="#ecece9", c200="#dcddd8", c300="#c3c5c0", c400="#9a9da1", c500="#72767d",
    c600="#565a62", c700="#3a3e46", c800="#24272d", c900="#181b20", c950="#101216", name="ink",
)  # fmt: skip
ACCENT = gr.themes.Color(
    c50="#eef3fd", c100="#dbe6fb", c200="#bdd1f7", c300="#9cbcf9", c400="#7ea8f8", c500="#3f75dc",
    c600="#2257c4", c700="#1c48a4", c800="#193c85", c900="#17336c", c950="#0f2147", name="accent",
)  # fmt: skip
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def make_theme() -> gr.themes.Base:
    """Light and dark by the same names; every text reaches a contrast of 4.5."""
    theme = gr.themes.Base(
        primary_hue=ACCENT,
        secondary_hue=ACCENT,
        neutral_hue=INK,
        font=SANS,
        font_mono=MONO,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
    )
    return theme.set(
        body_background_fill="#f6f6f4",
        body_background_fill_dark="#101216",
        body_text_color="#181b20",
        body_text_color_dark="#eceef2",
        body_text_color_subdued="#565a62",
        body_text_color_subdued_dark="#a9aeb8",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#181b20",
        background_fill_secondary="#f6f6f4",
        background_fill_secondary_dark="#101216",
        border_color_primary="#dcddd8",
        border_color_primary_dark="#30343c",
        block_background_fill="#ffffff",
        block_background_fill_dark="#181b20",
        block_border_width="0px",
        block_label_background_fill="transparent",
        block_label_background_fill_dark="transparent",
        block_label_text_color="#565a62",
        block_label_text_color_dark="#a9aeb8",
        block_title_text_color="#3a3e46",
        block_title_text_color_dark="#c9cdd5",
        block_title_text_weight="500",
        block_info_text_color="#565a62",
        block_info_text_color_dark="#a9aeb8",
        block_shadow="none",
        block_padding="0px",
        input_background_fill="#ffffff",
        input_background_fill_dark="#14171c",
        input_border_color="#c3c5c0",
        input_border_color_dark="#3a3e46",
        input_border_color_focus="#2257c4",
        input_border_color_focus_dark="#9cbcf9",
        input_placeholder_color="#686c73",
        input_placeholder_color_dark="#969ca7",
        button_primary_background_fill="#2257c4",
        button_primary_background_fill_hover="#1c48a4",
        button_primary_background_fill_dark="#9cbcf9",
        button_primary_background_fill_hover_dark="#bdd1f7",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0f2147",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#f6f6f4",
        button_secondary_background_fill_dark="#24272d",
        button_secondary_background_fill_hover_dark="#2e323a",
        button_secondary_border_color="#c3c5c0",
        button_secondary_border_color_dark="#3a3e46",
        button_large_radius="10px",
        checkbox_label_background_fill="#ffffff",
        checkbox_label_background_fill_dark="#181b20",
        checkbox_label_border_color="#c3c5c0",
        checkbox_label_border_color_dark="#3a3e46",
        checkbox_label_background_fill_selected="#2257c4",
        checkbox_label_background_fill_selected_dark="#9cbcf9",
        checkbox_label_text_color_selected="#ffffff",
        checkbox_label_text_color_selected_dark="#0f2147",
        slider_color="#2257c4",
        slider_color_dark="#9cbcf9",
    )

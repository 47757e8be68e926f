"""What Sphinx and its theme are told; the site has no `conf.py`."""

from pathlib import Path
from typing import Any, Final

__all__ = ["TITLE", "settings"]

TITLE: Final = "Short of Alliance"
_STATIC: Final = Path(__file__).parent / "static"
_LICENCE: Final = "Text and our tables CC BY 4.0, code MIT; tables of others keep their terms."


def settings(made: Path) -> dict[str, Any]:
    """Return the settings of one build.

    Parameters
    ----------
    made : pathlib.Path
        A folder with the files that `charts.write_files` made.

    Returns
    -------
    dict
        Sphinx's configuration by name. No page loads anything from another place, and nothing
        depends on the day or the machine.
    """
    return {
        "project": TITLE,
        "author": "The Foedus authors",
        "copyright": f"The Foedus authors. {_LICENCE}",
        "language": "en",
        "extensions": ["myst_nb"],
        "exclude_patterns": [],
        "nb_execution_mode": "off",  # outputs are those of the committed notebooks
        "nb_ipywidgets_js": {},  # else pages would fetch a widget manager
        "myst_heading_anchors": 4,
        "myst_links_external_new_tab": False,
        "html_theme": "pydata_sphinx_theme",
        "html_title": TITLE,
        "html_static_path": [str(_STATIC), str(made)],
        "html_css_files": ["tables.css", "course.css"],
        "html_js_files": ["course.js"],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_last_updated_fmt": None,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_show_search_summary": False,  # a page from file:// may not fetch the others
        "html_context": {"default_mode": "auto"},  # light or dark as the reader's system has it
        "html_theme_options": _theme(),
    }


def _theme() -> dict[str, Any]:
    return {
        "logo": {"text": TITLE, "link": "index"},
        "navbar_end": ["theme-switcher"],
        "navbar_persistent": ["search-button"],
        "header_links_before_dropdown": 6,
        "navigation_with_keys": False,
        "show_toc_level": 2,
        "show_nav_level": 2,
        "secondary_sidebar_items": ["page-toc"],
        "footer_start": ["copyright"],
        "footer_end": [],
        "back_to_top_button": False,
    }

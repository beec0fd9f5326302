import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-dcs"
author = "The sphinx-dcs authors"
copyright = author
version = "0.1"

extensions = ["sphinx_dcs", "myst_parser", "dcs_reference"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
dcs_profiles = {"small": "small.yaml"}
html_theme = "sphinx_rtd_theme"
html_static_path = ["_static"]

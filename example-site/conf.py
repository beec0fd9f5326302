project = "Conformance Statements"
author = "The documentation team"
copyright = author
version = "1"
language = "en"

extensions = ["sphinx_dcs", "myst_parser"]
exclude_patterns = ["_build", "profiles"]

# Each profile states the facts about one product.
dcs_profiles = {"orthanc": "profiles/orthanc.yaml"}
# Orthanc takes retired SOP Classes and Transfer Syntaxes too, and its statement says so.

html_theme = "sphinx_rtd_theme"
html_show_copyright = False

# Statements hold words in many scripts, which xelatex prints as they are.
latex_engine = "xelatex"
latex_documents = [
    (
        "orthanc/index",
        "orthanc-conformance-statement.tex",
        "Orthanc DICOM Conformance Statement",
        author,
        "manual",
    ),
]
# Lines around the cells; TeX Live 2026 stops at the coloured rows of Sphinx before 9.1.1.
latex_table_style = ["standard"]

"""The course in the browser alone: JupyterLite, the Pyodide kernel, and what they need."""

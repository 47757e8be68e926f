"""Run a notebook in a clean kernel and keep only what is the same on every run."""

import os
import re
from pathlib import Path
from typing import Final

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

__all__ = ["KERNEL_ENVIRONMENT", "NotebookFailedError", "normalise", "run"]

#: What a kernel of ours runs under, so that two machines print the same.
KERNEL_ENVIRONMENT: Final = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "FOEDUS_PROGRESS": "off",
    "COLUMNS": "80",
}
_TIMEOUT: Final = 120  # seconds a cell
_WIDGET_VIEW: Final = "application/vnd.jupyter.widget-view+json"
_ESCAPE: Final = re.compile(r"\x1b\[[0-9;]*m")


class NotebookFailedError(RuntimeError):
    """A cell of a notebook raised; the message names the notebook and the cell."""


def run(notebook: NotebookNode, folder: Path, name: str) -> NotebookNode:
    """Run a notebook from top to bottom and return it with outputs.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        What to run; it is changed in place.
    folder : pathlib.Path
        The working folder of the kernel.
    name : str
        What to call the notebook in a message.

    Returns
    -------
    nbformat.NotebookNode
        The same notebook: outputs kept and normalised.

    Raises
    ------
    NotebookFailedError
        If a cell raises.
    """
    client = NotebookClient(
        notebook,
        timeout=_TIMEOUT,
        kernel_name="python3",
        store_widget_state=False,
        record_timing=False,
        force_raise_errors=True,
        extra_arguments=["--log-level=ERROR"],  # it warns that it speaks plainly to this machine
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute(env={**os.environ, **KERNEL_ENVIRONMENT})
    except CellExecutionError as error:
        told = _ESCAPE.sub("", str(error))
        raise NotebookFailedError(f"{name}: {_failed_cell(notebook)}\n{told}") from None
    normalise(notebook)
    return notebook


def normalise(notebook: NotebookNode) -> None:
    """Remove from a run notebook what differs between runs, machines and Python versions.

    A widget's view names a model that only its own kernel knew: without it JupyterLab shows
    the output's HTML instead of an error. Colours of a terminal mean nothing in a file.
    """
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python", "file_extension": ".py"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined_streams(cell.outputs)
            for output in cell.outputs:
                _normalise_output(output)


def _normalise_output(output: NotebookNode) -> None:
    output.get("data", {}).pop(_WIDGET_VIEW, None)
    output.get("metadata", {}).pop(_WIDGET_VIEW, None)
    if output.output_type == "stream":
        output.text = _ESCAPE.sub("", output.text)


def _joined_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join neighbouring pieces of one stream: where a kernel cuts them is chance."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _failed_cell(notebook: NotebookNode) -> str:
    failed = [
        cell.id
        for cell in notebook.cells
        if any(output.output_type == "error" for output in cell.get("outputs", []))
    ]
    return f"cell {failed[0]} raised" if failed else "a cell raised"

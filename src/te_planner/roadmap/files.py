"""Where the shipped data lie: beside the code in a wheel, at the top of a checkout."""

from pathlib import Path

from te_planner.errors import Unreadable

FILES = (
    "edition.yaml",
    "stages.yaml",
    "tracks.yaml",
    "lanes.yaml",
    "concepts.yaml",
    "questions.yaml",
    "terms.yaml",
    "rp.yaml",
    "bm.yaml",
    "da.yaml",
    "pc.yaml",
    "evidence.yaml",
    "measures.yaml",
    "crosswalk.yaml",
    "meanings.yaml",
    "changes.yaml",
)


def data_folder(name: str) -> Path:
    """The folder of shipped data: `roadmap`, `plans` or `overlays`."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "_data" / name
    return shipped if shipped.is_dir() else package.parents[1] / name


def read_files(folder: Path) -> dict[str, bytes]:
    """The roadmap's YAML files by name, as they are. Raises Unreadable where one is missing."""
    try:
        return {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        raise Unreadable(
            f"The roadmap cannot be read: {error.filename}: {error.strerror}.\n"
            "Install te-planner again, or check out its roadmap folder."
        ) from error

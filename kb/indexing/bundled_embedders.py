"""The ways to compute the default model, each over the one file and the one tokenizer."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_tokens import BundledTokenizer
from kb.indexing.network_embedder import NetworkEmbedder
from kb.indexing.prepared_model import piece_table, weights

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from kb.config import Config
    from kb.indexing.bundled_layers import Layers
    from kb.indexing.network_embedder import Network
    from kb.indexing.numpy_network import NumpyNetwork
    from kb.indexing.openvino_network import OpenVinoNetwork
    from kb.indexing.pair_reader import PairReader

CORES = 2
"""For a question that is alone; its few places keep no more of them at work."""


class BundledParts:
    """Makes embedders of the default model; nothing is read before the first is asked for.

    Args:
        path: the 4-bit file.
        config: the prompts and ``precision`` count.

    Every method raises ``ModelUnavailable`` where the file is damaged or the engine missing.
    """

    def __init__(self, path: Path, config: Config) -> None:
        self._path = path
        self._config = config

    @cached_property
    def _file(self) -> BundledFile:
        return BundledFile(self._path)

    @cached_property
    def _tokenizer(self) -> BundledTokenizer:
        table = piece_table(self._file, self._config.cache_folder)
        return BundledTokenizer(self._file, table=table)

    def first(self) -> NetworkEmbedder:
        """In numpy: slower than an engine, but there at once; its vectors are not those of 8 bits."""
        return self._questions if self._eight_bits else self._embedder(self._numpy())

    def questions(self) -> NetworkEmbedder:
        """In OpenVINO, the weights left in 4 bits."""
        return self._questions

    def documents(self) -> NetworkEmbedder:
        """In OpenVINO, in the precision that is set."""
        if self._config.precision == "f32":
            from kb.indexing.openvino_network import OpenVinoNetwork

            return self._embedder(OpenVinoNetwork(self._file))
        from kb.indexing.openvino_precision import load_fastest, load_sixteen_bits

        given = (self._file, self._tokenizer, self._numpy)
        if self._eight_bits:
            faster = load_sixteen_bits(*given, self._eight_bits.precision)
            return self._embedder(faster or self._several)
        return self._embedder(load_fastest(*given))

    def reader(self) -> PairReader:
        """What reads a question and a sentence together."""
        from kb.indexing.pair_reader import OpenVinoPairs, PairReader

        def first() -> NumpyNetwork:
            from kb.indexing.numpy_network import NumpyNetwork

            expanded = weights(self._file, self._config.cache_folder)
            return NumpyNetwork(self._file, layers=self._adapted(expanded))

        def engine() -> OpenVinoPairs:
            return OpenVinoPairs(self._file, self._adapted(), CORES)

        return PairReader(self._file, self._tokenizer, first, engine)

    def _adapted(self, expanded: NDArray[np.float32] | None = None) -> Layers:
        from kb.indexing.adapters import adapted
        from kb.indexing.bundled_layers import Layers

        return adapted(Layers.read(self._file, expanded))

    def _numpy(self) -> NumpyNetwork:
        from kb.indexing.numpy_network import NumpyNetwork

        return NumpyNetwork(self._file, weights(self._file, self._config.cache_folder))

    @cached_property
    def _eight_bits(self) -> OpenVinoNetwork | None:
        """For a question that is alone, where 8 bits are asked for and to be had."""
        if self._config.precision != "int8":
            return None
        from kb.indexing.openvino_precision import load_eight_bits

        return load_eight_bits(self._file, self._tokenizer, self._numpy, CORES)

    @cached_property
    def _several(self) -> OpenVinoNetwork:
        """For questions that come together, and in 8 bits for documents."""
        return self._packed()

    @cached_property
    def _questions(self) -> NetworkEmbedder:
        from kb.indexing.question_network import QuestionNetwork

        alone = self._eight_bits or self._packed(CORES)
        return self._embedder(QuestionNetwork(alone, lambda: self._several))

    def _packed(self, cores: int = 0) -> OpenVinoNetwork:
        from kb.indexing.openvino_network import OpenVinoNetwork

        precision = self._eight_bits.precision if self._eight_bits else "f32"
        return OpenVinoNetwork(self._file, precision, packed=True, cores=cores)

    def _embedder(self, network: Network) -> NetworkEmbedder:
        config = self._config
        return NetworkEmbedder(
            self._tokenizer, network, config.query_prompt, config.document_prompt
        )

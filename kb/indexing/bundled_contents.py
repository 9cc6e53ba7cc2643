"""What the default model's folder holds: settings, tokenizer and weights, made from the 4-bit file.

The result is a ``BertModel`` with mean pooling and normalising, in the layout that every
sentence-transformers release reads. Torch is not needed to make it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.indexing.bundled_weights import write_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer
    from tokenizers.normalizers import Normalizer

    from kb.indexing.bundled_file import BundledFile, Sizes

QUERY_PROMPT = "query: "
DOCUMENT_PROMPT = "passage: "
# Kept as they stand by the original's normaliser, changed by NFKC: set aside in private use.
_KEPT = {"\uff5e": "\ue0f0", "\U0001f23b": "\ue0f1"}


def write_model(
    file: BundledFile, folder: Path, progress: Callable[[int, int], None] | None = None
) -> None:
    """Write every file of the model into ``folder``, which exists and is empty.

    ``progress`` is called with bytes of weights written so far and bytes in all.
    """
    for name, value in _settings(file).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    build_tokenizer(file).save(str(folder / "tokenizer.json"))
    write_weights(file, folder / "model.safetensors", progress)


def build_tokenizer(file: BundledFile, kept: Sequence[int] | None = None) -> Tokenizer:
    """The file's sentencepiece unigram tokenizer; ids are places in ``file.pieces``.

    Args:
        file: the opened model file.
        kept: ids of the only pieces to have, the special ones among them, ascending; the
            tokenizer's ids are then places in ``kept``.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors

    special = file.specials
    pieces = file.pieces if kept is None else file.some_pieces(kept)
    places = {i: i if kept is None else kept.index(i) for i in special.ids}
    start, end = pieces[places[special.start]][0], pieces[places[special.end]][0]
    unknown = places[special.unknown]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = build_normaliser()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, places[special.start]), (end, places[special.end])],
    )
    tokenizer.add_special_tokens(
        [AddedToken(pieces[place][0], normalized=False, special=True) for place in places.values()]
    )
    return tokenizer


def build_normaliser() -> Normalizer:
    """What the tokenizer does to a text first: sentencepiece's ``nmt_nfkc``, spaces squeezed."""
    from tokenizers import Regex
    from tokenizers.normalizers import NFKC, Nmt, Replace, Sequence

    aside = [Replace(kept, private) for kept, private in _KEPT.items()]
    back = [Replace(private, kept) for kept, private in _KEPT.items()]
    return Sequence([Nmt(), *aside, NFKC(), *back, Replace(Regex(" {2,}"), " ")])


def _settings(file: BundledFile) -> dict[str, Any]:
    special = file.specials
    names = dict(zip(special.ids, file.some_pieces(special.ids), strict=True))
    start, end = names[special.start][0], names[special.end][0]
    modules = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return {
        "config.json": _network_settings(file.sizes, special.padding),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": file.sizes.positions,
            "bos_token": start,
            "cls_token": start,
            "eos_token": end,
            "sep_token": end,
            "pad_token": names[special.padding][0],
            "unk_token": names[special.unknown][0],
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{name}"}
            for i, (path, name) in enumerate(modules)
        ],
        "sentence_bert_config.json": {
            "max_seq_length": file.sizes.positions,
            "do_lower_case": False,
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": file.sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY_PROMPT, "passage": DOCUMENT_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _network_settings(sizes: Sizes, padding: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.feed_forward,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": padding,
        "torch_dtype": "float32",
    }

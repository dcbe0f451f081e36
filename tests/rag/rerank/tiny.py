"""A cross-encoder of some 1,300 parameters, as a folder that sentence-transformers loads."""

import json
from pathlib import Path

CHARACTERS = "年度新增建成学位医院床位道路公里个张增长万亿元计划2023451067 "


def save_tiny(folder: Path, *, labels: int = 1, is_encoder: bool = False) -> Path:
    """Write weights that are drawn anew from the same seed, and a tokenizer of single characters."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS.replace(" ", ""))]
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(20)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=4,
        max_position_embeddings=64,
        num_labels=labels,
    )
    model = BertModel(config) if is_encoder else BertForSequenceClassification(config)
    with torch.no_grad():  # as drawn, all scores would be the same to three digits
        for values in model.parameters():
            values.mul_(8)
    model.save_pretrained(folder)
    assert json.loads((folder / "config.json").read_text())["hidden_size"] == 8
    return folder

"""Trains the encoder with its heads, and writes its weights as int8 ONNX.

    python -m tools.train_encoder MINILM OUT --relations training/relations.jsonl \\
        --events training/events.jsonl --tokens training/tokens.jsonl [--plv plv_train.jsonl] [--folds 5]

MINILM is the folder of all-MiniLM-L6-v2 (`model.safetensors`, `config.json`, `tokenizer.json`). With --folds
nothing is written: each fold of the PLV rows, and of our own, is predicted by a network that has not seen
it. Needs `pip install 'sayso[train]'`, which sayso itself does not. A quarter of an hour on one core.
"""

import argparse
import hashlib
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from tokenizers import Tokenizer
from torch import nn

from sayso.ontology import load_ontology
from tools.encoder_data import (
    MODALITIES,
    ROLES,
    TRIGGERS,
    TYPES,
    Row,
    joined,
    pair_rows,
    plv_rows,
    snippet_rows,
    token_rows,
)
from tools.encoder_net import WIDTH, Net, batch, loss

HEADS = ("relation", "event", "trigger", "mode", "reality", "left", "right")
LONGEST = 128  # word pieces
BATCH = 24
SEED = 20170618
_ENCODER_RATE, _HEAD_RATE = 8e-5, 1e-3  # tried 5e-5 and 1.2e-4 on two folds of PLV


def main() -> None:
    """Reads the corpora, trains, and writes the weights or the figures of the folds."""
    options = _options()
    torch.set_num_threads(options.threads)
    ontology = load_ontology()
    codes = ["NONE", *ontology.case2021.values()]
    modes = ["none", *sorted({mode for one in ontology.types.values() for mode in one.modes})]
    labels = {
        "relation": TYPES, "event": codes, "trigger": TRIGGERS, "mode": modes, "reality": MODALITIES,
        "role": ROLES,
    }  # fmt: skip
    rows = read_rows(options, codes, modes)

    def fresh() -> Net:
        torch.manual_seed(options.seed)
        return Net(options.minilm, len(codes), len(modes))

    if options.folds:
        from tools.encoder_folds import cross_validate

        cross_validate(rows, options, fresh, train)
        return
    net = fresh()
    train(net, rows, options.epochs, options.seed)
    export(net, options.out)
    about = {"name": options.name, "version": options.version, "longest": LONGEST, "labels": labels}
    describe(options, about)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    for kind in ("plv", "relations", "events", "tokens"):
        parser.add_argument(f"--{kind}", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only-folds", default="", help="numbers of the folds to run, for instance 0,1")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--name", default="minilm-conflict")
    parser.add_argument("--version", required=True, help="a number of its own for each training that is kept")
    return parser.parse_args()


def read_rows(options: argparse.Namespace, codes: Sequence[str], modes: Sequence[str]) -> list[Row]:
    """The rows of all corpora that were named."""
    tokenizer = Tokenizer.from_file(str(options.minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    readers: dict[str, Callable[[Path], list[Row]]] = {
        "plv": lambda path: plv_rows(tokenizer, path, LONGEST),
        "relations": lambda path: pair_rows(tokenizer, path, LONGEST),
        "events": lambda path: snippet_rows(tokenizer, path, codes, LONGEST),
        "tokens": lambda path: token_rows(tokenizer, path, modes, LONGEST),
    }
    rows = []
    for kind, read in readers.items():
        for path in getattr(options, kind):
            found = read(path)
            print(f"{kind}: {len(found)} rows of {path.name}")
            rows += found
    return rows


def train(net: Net, rows: Sequence[Row], epochs: int, seed: int) -> None:
    """Trains in place; each batch holds rows of one kind, of about one length."""
    dice = random.Random(seed)
    encoder = [value for name, value in net.named_parameters() if name.startswith("encoder")]
    heads = [value for name, value in net.named_parameters() if not name.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": _ENCODER_RATE}, {"params": heads, "lr": _HEAD_RATE}], weight_decay=0.01
    )
    # The number of batches changes a little from epoch to epoch.
    steps = int(epochs * sum(len(batches(rows, random.Random(n))) for n in range(4)) / 4)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps + 1), max(0.0, (steps - step) / (0.9 * steps)))
    )
    net.train()
    for epoch in range(epochs):
        losses = 0.0
        for one in batches(rows, dice):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = net(*batch(one))
            error = loss(outputs, one)
            optimiser.zero_grad()
            error.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            plan.step()
            losses += float(error.detach())
        print(f"epoch {epoch + 1}: {losses / steps * epochs:.3f}", flush=True)


def batches(rows: Sequence[Row], dice: random.Random) -> list[list[Row]]:
    """All rows in batches, in a new order at each call."""
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault("words" if row.triggers else "pair" if row.root else "text", []).append(row)
    texts = joined(kinds.pop("text", []), LONGEST, dice)
    found = []
    for kind in ([*kinds.pop("pair", []), *texts], *kinds.values()):
        if not kind:
            continue
        dice.shuffle(kind)
        size = BATCH // 2 if kind[0].triggers else BATCH
        for start in range(0, len(kind), 8 * size):
            near = sorted(kind[start : start + 8 * size], key=lambda row: len(row.ids))
            found += [near[at : at + size] for at in range(0, len(near), size)]
    dice.shuffle(found)
    return found


def export(net: Net, out: Path) -> None:
    """Writes the network as int8 ONNX."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    ones = torch.ones(2, 9, dtype=torch.long)
    example = (ones, ones, torch.ones(2, 3, 9) / 9)
    shape = {0: "rows", 1: "pieces"}
    parts = {0: "rows", 1: "stretches"}
    axes: dict[str, Any] = {"ids": shape, "mask": shape, "stretches": {**parts, 2: "pieces"}}
    axes |= {"relation": {0: "rows"}, "event": parts} | dict.fromkeys(HEADS[2:], shape)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            net, example, str(whole), input_names=["ids", "mask", "stretches"], output_names=list(HEADS),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        # One operator for all of attention: a fifth of the time. Sums of layers are left as they are:
        # the operator that joins them with the norm is slow on one thread.
        fusion = FusionOptions("bert")
        fusion.enable_embed_layer_norm = False
        fusion.enable_skip_layer_norm = fusion.enable_bias_skip_layer_norm = False
        fusion.enable_gelu = fusion.enable_bias_gelu = False
        fused = optimize_model(
            str(whole), "bert", num_heads=12, hidden_size=WIDTH, optimization_options=fusion, opt_level=0
        )
        fused.save_model_to_file(str(whole))
        quantize_dynamic(
            str(whole),
            str(out / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )


def describe(options: argparse.Namespace, about: dict[str, Any]) -> None:
    """Copies the tokenizer and writes `about.json`: labels, hashes of the files and of the corpora."""
    shutil.copyfile(options.minilm / "tokenizer.json", options.out / "tokenizer.json")
    corpora = [path for kind in ("plv", "relations", "events", "tokens") for path in getattr(options, kind)]
    about["sha256"] = {name: _sha256(options.out / name) for name in ("encoder.onnx", "tokenizer.json")}
    about["trained_on"] = {path.name: _sha256(path) for path in corpora}
    about["seed"], about["epochs"] = options.seed, options.epochs
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (options.out / "about.json").write_text(text, encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()

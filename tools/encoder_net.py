"""The network that tools/train_encoder.py trains: MiniLM with a head for each task."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel

from tools.encoder_data import IGNORED, MODALITIES, ROLES, TRIGGERS, TYPES, Row

WIDTH = 384  # of the encoder
_PAIR = 64  # of the space in which triggers and words of a role meet
_SMOOTH = 0.05


class Net(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Word pieces and their mask to the numbers of each head."""

    def __init__(self, weights: Path, codes: int, modes: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            weights, attn_implementation="eager", add_pooling_layer=False
        )
        self.drop = nn.Dropout(0.1)
        self.relation = nn.Linear(3 * WIDTH, len(TYPES))
        self.event = nn.Linear(WIDTH, codes)
        self.trigger = nn.Linear(WIDTH, len(TRIGGERS))
        self.mode = nn.Linear(WIDTH, modes)
        self.reality = nn.Linear(WIDTH, len(MODALITIES))
        self.role_of = nn.Linear(WIDTH, _PAIR * len(ROLES))
        self.role_in = nn.Linear(WIDTH, _PAIR * len(ROLES))
        self.role_bias = nn.Parameter(torch.full((len(ROLES),), -3.0))

    def forward(self, ids: Any, mask: Any, asked: Any = None) -> tuple[Any, ...]:
        """(relation, event, trigger, mode, reality, role); role is [row, trigger, word, role].

        With `asked`, a table of (row, trigger), role is [asked, word, role]: there are few in training.
        """
        states = self.drop(self.encoder(ids, attention_mask=mask).last_hidden_state)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        # Where a mark is missing (one party is not told) argmax gives 0: the text's beginning.
        first = [(ids == piece).to(torch.int64).argmax(1) for piece in (2, 4)]
        ends = [states.gather(1, at.view(-1, 1, 1).expand(-1, 1, WIDTH)).squeeze(1) for at in first]
        pair = torch.cat([mean, *ends], 1)
        rows, width = states.shape[0], states.shape[1]
        right = self.role_in(states).view(rows, width, len(ROLES), _PAIR)
        if asked is None:
            left = self.role_of(states).view(rows, width, len(ROLES), _PAIR).permute(0, 2, 1, 3)
            role = (left @ right.permute(0, 2, 3, 1)).permute(0, 2, 3, 1) / _PAIR**0.5 + self.role_bias
        else:
            left = self.role_of(states[asked[:, 0], asked[:, 1]]).view(-1, 1, len(ROLES), _PAIR)
            role = (left * right[asked[:, 0]]).sum(-1) / _PAIR**0.5 + self.role_bias
        return (
            self.relation(pair),
            self.event(mean),
            self.trigger(states),
            self.mode(states),
            self.reality(states),
            role,
        )


def batch(rows: Sequence[Row]) -> tuple[Any, Any]:
    """Word pieces of rows of different length, and their mask."""
    width = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
    return ids, mask


def loss(outputs: Sequence[Any], rows: Sequence[Row]) -> Any:
    """The sum of the losses of the tasks that the rows have."""
    relation, event, *tokens = (one.float() for one in outputs)
    total = _relation_loss(relation, rows)
    if any(row.event != IGNORED for row in rows):
        total = total + nn.functional.cross_entropy(
            event, torch.tensor([row.event for row in rows]), ignore_index=IGNORED, label_smoothing=_SMOOTH
        )
    if any(row.triggers for row in rows):
        total = total + _token_loss(tokens, rows)
    return total


def _relation_loss(numbers: Any, rows: Sequence[Row]) -> Any:
    """YIELD is CONCEDE or RETREAT: their probabilities are added."""
    shares = numbers.log_softmax(1)
    found = []
    for at, row in enumerate(rows):
        if row.root is not None:
            names = ["CONCEDE", "RETREAT"] if row.root == "YIELD" else [row.root]
            right = torch.logsumexp(shares[at, [TYPES.index(name) for name in names]], 0)
            found.append(-(1 - _SMOOTH) * right - _SMOOTH * shares[at].mean())
    return torch.stack(found).mean() if found else numbers.sum() * 0


def _token_loss(outputs: Sequence[Any], rows: Sequence[Row]) -> Any:
    trigger, mode, reality, role = outputs
    wanted = {name: torch.full(trigger.shape[:2], IGNORED) for name in ("triggers", "modes", "reality")}
    for at, row in enumerate(rows):
        for name, table in wanted.items():
            if row.triggers:
                table[at, : len(row.ids)] = torch.tensor(getattr(row, name))
    total = nn.functional.cross_entropy(
        trigger.flatten(0, 1), wanted["triggers"].flatten(), ignore_index=IGNORED
    )
    for numbers, name in ((mode, "modes"), (reality, "reality")):
        if (wanted[name] != IGNORED).any():
            total = total + 0.3 * nn.functional.cross_entropy(
                numbers.flatten(0, 1), wanted[name].flatten(), ignore_index=IGNORED
            )
    if len(role):
        right = torch.zeros_like(role)
        counted = torch.zeros(role.shape[:2])
        for number, (at, table) in enumerate(
            (at, one) for at, row in enumerate(rows) for _, one in row.roles
        ):
            right[number, : len(table)] = torch.from_numpy(table)
            counted[number, : len(rows[at].ids)] = 1
        errors = nn.functional.binary_cross_entropy_with_logits(role, right, reduction="none").mean(-1)
        total = total + 10 * (errors * counted).sum() / counted.sum()
    return total


def asked_roles(rows: Sequence[Row]) -> Any:
    """(row, trigger) of each trigger whose roles are known."""
    found = [(at, token) for at, row in enumerate(rows) for token, _ in row.roles]
    return torch.tensor(found, dtype=torch.long).view(-1, 2)

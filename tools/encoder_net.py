"""The network that tools/train_encoder.py trains: MiniLM with a head for each task."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel

from tools.encoder_data import IGNORED, MODALITIES, ROLES, SOME, TRIGGERS, TYPES, Row

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

    def forward(self, ids: Any, mask: Any, stretches: Any) -> tuple[Any, ...]:
        """(relation, event, trigger, mode, reality, left, right) for word pieces in rows.

        `stretches` is [row, stretch, piece]: the share of each piece in a sentence; event is [row, stretch,
        class]. The role of a word for a trigger is the product of `left` at the trigger and `right` at the
        word, both [row, piece, role, number].
        """
        states = self.drop(self.encoder(ids, attention_mask=mask).last_hidden_state)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        # Where a mark is missing (one party is not told) argmax gives 0: the text's beginning.
        first = [(ids == piece).to(torch.int64).argmax(1) for piece in (2, 4)]
        ends = [states.gather(1, at.view(-1, 1, 1).expand(-1, 1, WIDTH)).squeeze(1) for at in first]
        rows, width = states.shape[0], states.shape[1]
        left = self.role_of(states).view(rows, width, len(ROLES), _PAIR) / _PAIR**0.5
        right = self.role_in(states).view(rows, width, len(ROLES), _PAIR)
        bias = self.role_bias.view(1, 1, -1, 1).expand(rows, width, -1, -1)
        return (
            self.relation(torch.cat([mean, *ends], 1)),
            self.event(stretches.to(states.dtype) @ states),
            self.trigger(states),
            self.mode(states),
            self.reality(states),
            torch.cat([left, torch.ones_like(bias)], 3),
            torch.cat([right, bias], 3),
        )


def batch(rows: Sequence[Row]) -> tuple[Any, Any, Any]:
    """Word pieces of rows of different length, their mask, and the shares of pieces in stretches."""
    width = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
    shares = torch.zeros(len(rows), max(1, *(len(row.stretches) for row in rows)), width)
    for at, row in enumerate(rows):
        for number, (first, last, _) in enumerate(row.stretches):
            shares[at, number, first:last] = 1 / (last - first)
    return ids, mask, shares


def loss(outputs: Sequence[Any], rows: Sequence[Row]) -> Any:
    """The sum of the losses of the tasks that the rows have."""
    relation, event, *tokens = (one.float() for one in outputs)
    total = _relation_loss(relation, rows)
    if any(row.stretches for row in rows):
        total = total + _event_loss(event, rows)
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


def _event_loss(numbers: Any, rows: Sequence[Row]) -> Any:
    """Of a stretch with an event of an unknown class only NONE is wrong."""
    shares = numbers.log_softmax(2)
    found = []
    for at, row in enumerate(rows):
        for number, (_, _, code) in enumerate(row.stretches):
            here = shares[at, number]
            right = torch.logsumexp(here[1:], 0) if code == SOME else here[code]
            found.append(-(1 - _SMOOTH) * right - _SMOOTH * here.mean())
    return torch.stack(found).mean()


def _token_loss(outputs: Sequence[Any], rows: Sequence[Row]) -> Any:
    trigger, mode, reality, left, right = outputs
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
    asked = [(at, token) for at, row in enumerate(rows) for token, _ in row.roles]
    if asked:
        role = roles(left, right, asked)
        wanted_roles = torch.zeros_like(role)
        counted = torch.zeros(role.shape[:2])
        for number, (at, table) in enumerate(
            (at, one) for at, row in enumerate(rows) for _, one in row.roles
        ):
            wanted_roles[number, : len(table)] = torch.from_numpy(table)
            counted[number, : len(rows[at].ids)] = 1
        errors = nn.functional.binary_cross_entropy_with_logits(role, wanted_roles, reduction="none").mean(-1)
        total = total + 10 * (errors * counted).sum() / counted.sum()
    return total


def roles(left: Any, right: Any, asked: Sequence[tuple[int, int]]) -> Any:
    """[asked, word, role] for each (row, trigger) that is asked."""
    at = [row for row, _ in asked]
    return torch.einsum("arn,awrn->awr", left[at, [trigger for _, trigger in asked]], right[at])

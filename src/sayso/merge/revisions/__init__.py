"""Versions of one report: which they are, in which order, and what each changed."""

from sayso.merge.revisions.chains import canonical_url, chains, revision_decision, version_keys
from sayso.merge.revisions.changes import revision
from sayso.merge.revisions.gone import gone
from sayso.merge.revisions.notices import Notice, NoticeKind, Signs, signs
from sayso.merge.revisions.sentences import contained

__all__ = [
    "Notice",
    "NoticeKind",
    "Signs",
    "canonical_url",
    "chains",
    "contained",
    "gone",
    "revision",
    "revision_decision",
    "signs",
    "version_keys",
]

import pytest

from sayso.parse import threads
from sayso.parse.threads import one_thread


class FakeBlas:
    """Counts threads as OpenBLAS does."""

    def __init__(self, number: int) -> None:
        self.number = number

    def count(self) -> int:
        return self.number

    def limit(self, number: int) -> None:
        self.number = number


def test_one_thread_multiplies_and_afterwards_as_many_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    blas = FakeBlas(8)
    monkeypatch.setattr(threads, "_openblas", lambda: (blas.count, blas.limit))
    with one_thread():
        assert blas.number == 1
    assert blas.number == 8


def test_the_number_of_threads_comes_back_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    blas = FakeBlas(8)
    monkeypatch.setattr(threads, "_openblas", lambda: (blas.count, blas.limit))
    with pytest.raises(ZeroDivisionError), one_thread():
        raise ZeroDivisionError
    assert blas.number == 8


def test_without_openblas_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "_EXTENSION", "no.such.module")
    assert threads._openblas.__wrapped__() is None
    monkeypatch.setattr(threads, "_openblas", lambda: None)
    with one_thread() as nothing:
        assert nothing is None

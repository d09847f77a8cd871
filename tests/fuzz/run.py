"""Fuzzing with atheris, led by coverage: `python tests/fuzz/run.py TARGET --seconds N`, after `pip install atheris`."""

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]


def main() -> int:
    try:
        import atheris  # noqa: PLC0415 -- no part of the project: it has wheels for Linux alone
    except ImportError:
        sys.exit("atheris is not installed: `pip install atheris`; it has wheels for Linux")
    with atheris.instrument_imports(include=["generator"]):
        from seeds import WORDS, seeds  # noqa: PLC0415 -- atheris measures what is imported here
        from targets import TARGETS  # noqa: PLC0415
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--longest", type=int, default=4096, help="bytes of an input")
    parser.add_argument("--found", type=Path, default=Path(), help="the folder that an input is left in that fails")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder) / "corpus", Path(folder) / "words"
        corpus.mkdir()
        for number, seed in enumerate(seeds(chosen.target)):
            (corpus / f"{number}").write_bytes(seed)
        escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in WORDS if len(word) <= 64)
        words.write_text("".join(f'"{word}"\n' for word in escaped), "ascii")
        options = [
            f"-max_total_time={chosen.seconds}",
            f"-max_len={chosen.longest}",
            f"-dict={words}",
            f"-artifact_prefix={chosen.found}/",
            "-timeout=20",
            "-rss_limit_mb=2000",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[chosen.target])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())

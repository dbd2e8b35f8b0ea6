"""One round of the sweep beside its floors, in an empty migrated database: python -m bench.clocks N. [perf 4]"""

import json
import sys


def main(words: list[str]) -> int:
    import django

    django.setup()
    from bench.sweep_data import run

    print(json.dumps(run(int(words[0]))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The table of `make bench-coder`: task, best figure known, ours, goal, aim."""
import json
import os
import subprocess
import sys

# Task of score.py: its figures, the best known before (ZSP of ACL 2024 on PLV's test part; PETRARCH2 with CoreNLP on the PLOVER gold standard
# records; textacy on PolNeAR), what entente has to reach, and what it aims at.
ROWS = [
    ("classify", ["root_macro_f1", "quad_macro_f1", "binary_macro_f1"], "0.821 / 0.893 / 0.964", [0.86, 0.94, 0.968], [0.90, 0.96, 0.98]),
    ("events", ["type_recall", "whole_event_recall"], "0.30 / 0.26", [0.75, 0.50], [0.90, 0.70]),
    ("quad", ["macro_f1"], "-", [0.75], [0.82]),
    ("roles", ["source_token_f1", "target_token_f1"], "-", [0.72, 0.65], [0.80, 0.75]),
    ("stance", ["signed_pair_recall", "sign_accuracy_where_found"], "-", [0.50, 0.90], [0.70, 0.95]),
    ("statements", ["content", "content_and_speaker"], "0.23 / 0.19", [0.68, 0.62], [0.80, 0.75]),
    ("actors", ["country_accuracy", "sector_accuracy"], "NGEC's own", [0.80, 0.70], [0.92, 0.88]),
]
TRAINED_ON = ("classify", "events", "quad", "roles")


def held_out(folds):
    """Figures by task on the folds' own sentences; empty where no folds are there."""
    if not any(os.path.isdir(os.path.join(folds, str(k))) for k in range(5)):
        return {}
    out = subprocess.run([sys.executable, "training/coder/blend.py", "scores", folds], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {line.split(" ", 1)[0]: json.loads(line.split(" ", 1)[1]) for line in out.splitlines() if " {" in line}


def main():
    program, shared, folds = sys.argv[1:]
    seen = held_out(folds)
    lines = [("task", "best known", "entente", "measured on", "goal", "aim", "")]
    for task, names, best, goal, aim in ROWS:
        figures = seen.get(task) or json.loads(subprocess.run(
            [sys.executable, f"{shared}/score/score.py", task, "--entente", program], stdout=subprocess.PIPE, text=True, check=True).stdout)
        ours = [figures[n]["f1"] if isinstance(figures[n], dict) else figures[n] for n in names]
        where = "folds not trained on" if task in seen else "TRAINED ON" if task in TRAINED_ON else "development part"
        verdict = "aim" if all(o >= a for o, a in zip(ours, aim)) else "goal" if all(o >= g for o, g in zip(ours, goal)) else "short"
        mine = " / ".join(f"{o:.3f}" for o in ours)
        if task == "events":
            mine += f" at {figures['events_guessed_per_text']:.2f} events a text"
        lines.append((task, best, mine, where, *(" / ".join(map(str, x)) for x in (goal, aim)), verdict))
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(w) for cell, w in zip(line, widths)).rstrip())


if __name__ == "__main__":
    main()

"""Sets the servers of `media.sh` side by side: medians over its rounds, and of the ratios within each round.

    python pairs.py RESULTS-FILE
"""

import sys
from collections import defaultdict
from statistics import median

from report import lines, print_table


def spread(values, unit="", digits=2):
    """The median, and in brackets the least and the most."""
    if not values:
        return "–"
    low, high = min(values), max(values)
    return f"{median(values):.{digits}f}{unit} ({low:.{digits}f}–{high:.{digits}f})"


def percentiles(rounds, name):
    """p50 and p95 of a time of joining, the median round's."""
    found = [figures[name] for figures in rounds if figures.get(name) and figures[name]["count"]]
    if not found:
        return "–"
    return f"{median(each['p50'] for each in found):.0f} / {median(each['p95'] for each in found):.0f} ms"


#: What is shown of each server, and how it is read out of its rounds.
MEASURES = [
    ("server CPU per forwarded packet", lambda rounds: spread([each["microseconds"] for each in rounds], " µs")),
    ("packets/s that arrived", lambda rounds: spread([each["packetsPerSecond"] for each in rounds], digits=0)),
    ("floor, as fast as it goes", lambda rounds: spread([each["hotFloor"] for each in rounds], " µs")),
    ("floor, paced", lambda rounds: spread([each["pacedFloor"] for each in rounds], " µs")),
    ("× the hot floor of its round", lambda rounds: spread([each["ratioToHotFloor"] for each in rounds])),
    ("× the paced floor of its round", lambda rounds: spread([each["ratioToPacedFloor"] for each in rounds])),
    ("memory per viewer", lambda rounds: spread([each["kibibytesPerViewer"] for each in rounds], " KiB", 0)),
    ("loss", lambda rounds: spread([100 * each["loss"] for each in rounds], " %", 3)),
    ("joins that failed", lambda rounds: str(sum(each["failedJoins"] for each in rounds))),
    ("join: request to first packet, p50 / p95", lambda rounds: percentiles(rounds, "firstPacket")),
    ("join: request to first key-frame packet", lambda rounds: percentiles(rounds, "firstPicture")),
]


def main():
    found = defaultdict(lambda: defaultdict(list))
    for figures in lines(sys.argv[1]):
        if figures["bench"] == "media":
            found[figures["viewers"]][figures["server"]].append(figures)
    if not found:
        sys.exit("pairs.py: the file holds no measurement; look above for what went wrong.")
    for viewers, servers in sorted(found.items()):
        names = sorted(servers, reverse=True)
        table = [[f"{viewers} viewers", *names]]
        table += [[name, *(read(servers[each]) for each in names)] for name, read in MEASURES]
        ours = servers["tradewind"]
        for peer in names:
            ratios = [one["microseconds"] / other["microseconds"] for one, other in zip(ours, servers[peer])]
            if peer != "tradewind" and ratios:
                table.append([f"Tradewind's packet beside {peer}'s", f"× {spread(ratios)}"] + [""] * (len(names) - 1))
        print_table(table)
        print()


if __name__ == "__main__":
    main()

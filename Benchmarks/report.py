"""Reads what the measurements printed and sets the figures beside their aims.

    python report.py RESULTS-FILE
"""

import json
import sys

#: nchan on the machine the aims were set on: microseconds of server CPU per delivered line.
NCHAN_MICROSECONDS = 6.4


def lines(path):
    """The JSON lines of a log; everything else in it is for people."""
    with open(path, encoding="utf-8") as log:
        for line in log:
            if line.startswith("{") and '"bench"' in line:
                yield json.loads(line)


def milliseconds(figures, name):
    return f"{figures['p50']:.0f} / {figures['p95']:.0f} ms" if figures and figures["count"] else f"no {name}"


def rows(figures):
    """Rows of measure, figure, aim, and whether it was met (None where there is no aim)."""
    kind = figures["bench"]
    if kind == "floor":
        yield ("floor: seal and send, hot / paced",
               f"{figures['hot']['microseconds']:.2f} / {figures['paced']['microseconds']:.2f} µs", "", None)
    if kind == "media":
        many = figures["viewers"]
        ratio = figures["ratioToHotFloor"]
        yield (f"forwarded packet, {many} viewers", f"{figures['microseconds']:.2f} µs", "", None)
        yield (f"× the hot floor of {figures['hotFloor']:.2f} µs", f"{ratio:.2f}", "≤ 4", ratio <= 4)
        yield (f"× the paced floor of {figures['pacedFloor']:.2f} µs", f"{figures['ratioToPacedFloor']:.2f}", "", None)
        yield (f"loss, {many} viewers", f"{100 * figures['loss']:.3f} %", "", None)
        yield (f"memory per viewer, {many} viewers", f"{figures['kibibytesPerViewer']:.0f} KiB", "", None)
        yield (f"request to first key-frame packet, {many} viewers, p50/p95",
               milliseconds(figures.get("firstPicture"), "picture"), "", None)
    if kind == "chat":
        cost = figures["microseconds"]
        many = figures["sockets"]
        yield (f"delivered line, {many} sockets", f"{cost:.2f} µs", f"≤ {NCHAN_MICROSECONDS / 2:.1f} µs",
               cost <= NCHAN_MICROSECONDS / 2)
        yield (f"delivered, {many} sockets", f"{100 * figures['delivered']:.2f} %", "", None)
        yield (f"delay of a line, {many} sockets, p50/p95", milliseconds(figures.get("delay"), "line"), "", None)
    if kind == "chromium":
        join, delay = figures["firstFrame"], figures["delay"]
        yield ("Chromium: tap to first decoded frame, p50/p95", milliseconds(join, "picture"), "p95 < 300 ms",
               bool(join["count"]) and join["p95"] < 300 and not figures["withoutPicture"])
        yield ("Chromium: end-to-end delay, p50/p95", milliseconds(delay, "clock"), "p95 < 300 ms",
               bool(delay["count"]) and delay["p95"] < 300)


def print_table(cells):
    """Prints rows of texts in columns."""
    widths = [max(map(len, column)) for column in zip(*cells)]
    for cell in cells:
        print("  ".join(text.ljust(width) for text, width in zip(cell, widths)).rstrip())


def main():
    table = [row for figures in lines(sys.argv[1]) for row in rows(figures)]
    if not table:
        sys.exit("report.py: the file holds no measurement; look above for what went wrong.")
    verdicts = {None: "", True: "met", False: "missed"}
    cells = [("measure", "figure", "aim", "")] + [(name, figure, aim, verdicts[met]) for name, figure, aim, met in table]
    print_table(cells)


if __name__ == "__main__":
    main()

"""Write the sample catalogue's manifest.csv: ``python tools/sample_paint/manifest.py``."""

import csv
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "catalog" / "sample"
COLUMNS = [
    "film",
    "year",
    "director",
    "cinematographer",
    "country",
    "genre",
    "ratio",
    "note",
    "file",
    "page",
    "credit",
    "licence",
    "timecode",
]
COMMON = {
    "note": "A fictional film, made for the sample catalogue.",
    "page": "",
    "credit": "Chromatheque sample catalogue",
    "licence": "CC0 1.0",
}
# folder: (title, year, director, cinematographer, country, genre, ratio, timecodes in seconds)
FILMS = {
    "ferrymans-arithmetic": (
        ("The Ferryman's Arithmetic", 1958, "Bogumił Sarnowicz", "Zenon Trybalski"),
        ("Poland", "drama;noir", "1.33"),
        (74, 231, 402, 655, 861, 1043),
    ),
    "salt-ledger": (
        ("The Salt Ledger", 1976, "Yamina Ouzrar", "Corrado Bellavisi"),
        ("Algeria;Italy", "western;drama", "2.39"),
        (41, 187, 366, 590, 958, 1217),
    ),
    "tallow-clerk": (
        ("The Clerk of Tallow Street", 1983, "Aurélien Castevre", "Odile Marchebois"),
        ("France;Belgium", "period;mystery", "1.66"),
        (96, 248, 377, 541, 792, 1120),
    ),
    "drowned-mill": (
        (
            "A Lantern for the Drowned Mill",
            1997,
            "Aino Särkivaara",
            "Kalle Ruusmets;Eerik Tammoja",
        ),
        ("Finland;Estonia", "fantasy;mystery", "2.39"),
        (58, 204, 331, 617, 840, 1102),
    ),
    "ward-eleven": (
        ("Ward Eleven, Quietly", 2006, "Ilinca Vrâncean", "Petru Maldarescu"),
        ("Romania", "drama", "1.85"),
        (33, 159, 284, 447, 702, 926),
    ),
    "half-board": (
        (
            "Half Board at the Miramelle",
            2014,
            "Ottokar Lindhuber;Mila Zdražilová",
            "Jonas Feldegger",
        ),
        ("Austria;Czech Republic", "comedy", "1.33"),
        (27, 118, 263, 339, 575, 811),
    ),
    "lanes-of-mercury": (
        ("Lanes of Mercury", 2019, "Oh Serin", "Tobias Engelund"),
        ("South Korea;Denmark", "crime;drama", "2.39"),
        (65, 212, 358, 489, 733, 970),
    ),
    "nine-stools": (
        ("Nine Stools for Kid Morava", 2024, "Rosalind Hruby-Okafor", "Dalibor Hraničný"),
        ("Canada;Slovakia", "sport;drama", "1.85"),
        (49, 173, 322, 464, 638, 905),
    ),
}


def rows():
    """One row per still, in shot order, oldest film first."""
    for folder, (who, where, times) in FILMS.items():
        facts = dict(zip(COLUMNS[:7], (*who, *where), strict=True))
        for number, second in enumerate(times, 1):
            clock = f"{second // 3600}:{second // 60 % 60:02d}:{second % 60:02d}"
            yield {**facts, **COMMON, "file": f"{folder}/{number:02d}.jpg", "timecode": clock}


if __name__ == "__main__":
    with (OUT / "manifest.csv").open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows())

"""What is told of the sample's films, and putting rendered films in place.

    python tools/sample_reel/manifest.py nine-stools      # its pictures into catalog/sample
    python tools/sample_reel/manifest.py                  # only write manifest.csv anew

A film goes in whole or not at all. The column ``accents`` holds, for each still, what its object
masks say: ``name #hex share`` between semicolons, the colour being the median under the mask and
the share a fraction of the picture without its bars.
"""

import csv
import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "catalog" / "sample"
WORK = HERE.parents[1] / "var" / "sample_reel"
FACTS = ("film", "year", "director", "cinematographer", "country", "genre", "ratio")
COMMON = {
    "note": "A fictional film, made for the sample catalogue.",
    "page": "",
    "credit": "Chromatheque sample catalogue",
    "licence": "CC0 1.0",
}
COLUMNS = (*FACTS, "note", "file", "page", "credit", "licence", "timecode", "accents")
# folder: its facts as FACTS has them, and the seconds at which its stills stand
FILMS = {
    "ferrymans-arithmetic": (
        ("The Ferryman's Arithmetic", 1958, "Bogumił Sarnowicz", "Zenon Trybalski"),
        ("Poland", "drama;noir", "1.33"),
        (74, 231, 402, 655, 861, 1043, 1188),
    ),
    "salt-ledger": (
        ("The Salt Ledger", 1976, "Yamina Ouzrar", "Corrado Bellavisi"),
        ("Algeria;Italy", "western;drama", "2.39"),
        (41, 187, 366, 590, 758, 958, 1217),
    ),
    "tallow-clerk": (
        ("The Clerk of Tallow Street", 1983, "Aurélien Castevre", "Odile Marchebois"),
        ("France;Belgium", "period;mystery", "1.66"),
        (96, 248, 377, 541, 792, 951, 1120),
    ),
    "drowned-mill": (
        ("A Lantern for the Drowned Mill", 1997, "Aino Särkivaara", "Kalle Ruusmets;Eerik Tammoja"),
        ("Finland;Estonia", "fantasy;mystery", "2.39"),
        (58, 204, 331, 617, 840, 985, 1102),
    ),
    "ward-eleven": (
        ("Ward Eleven, Quietly", 2006, "Ilinca Vrâncean", "Petru Maldarescu"),
        ("Romania", "drama", "1.85"),
        (33, 159, 284, 447, 702, 811, 926),
    ),
    "half-board": (
        (
            "Half Board at the Miramelle",
            2014,
            "Ottokar Lindhuber;Mila Zdražilová",
            "Jonas Feldegger",
        ),
        ("Austria;Czech Republic", "comedy", "1.33"),
        (27, 118, 263, 339, 575, 690, 811),
    ),
    "lanes-of-mercury": (
        ("Lanes of Mercury", 2019, "Oh Serin", "Tobias Engelund"),
        ("South Korea;Denmark", "crime;drama", "2.39"),
        (65, 212, 358, 489, 733, 842, 970),
    ),
    "nine-stools": (
        ("Nine Stools for Kid Morava", 2024, "Rosalind Hruby-Okafor", "Dalibor Hraničný"),
        ("Canada;Slovakia", "sport;drama", "1.85"),
        (49, 173, 322, 464, 638, 780, 905),
    ),
}


def put_in_place(film):
    """Copy a film's rendered stills over those there are. Raises FileNotFoundError if one lacks."""
    count = len(FILMS[film][2])
    pictures = [WORK / "out" / film / f"{number:02d}.jpg" for number in range(1, count + 1)]
    lacking = [picture.name for picture in pictures if not picture.exists()]
    if lacking:
        raise FileNotFoundError(f"{film} lacks {', '.join(lacking)}: render it first.")
    (OUT / film).mkdir(exist_ok=True)
    for old in (OUT / film).glob("*.jpg"):
        old.unlink()
    for picture in pictures:
        shutil.copy(picture, OUT / film / picture.name)


def accents(told):
    """A still's accents as the manifest's text."""
    return "; ".join(f"{name} {colour} {share:.4f}" for name, colour, share in told)


def rows(new, old):
    """One row for each still in place, in shot order, oldest film first.

    ``new`` are the films whose accents are taken from their renders; others keep ``old`` ones.
    """
    for folder, (who, where, times) in FILMS.items():
        facts = dict(zip(FACTS, (*who, *where), strict=True))
        for number, second in enumerate(times, 1):
            file = f"{folder}/{number:02d}.jpg"
            if not (OUT / file).exists():
                continue
            told = old.get(file, "")
            if folder in new:
                told = accents(
                    json.loads((WORK / "out" / folder / f"{number:02d}.json").read_text())
                )
            clock = f"{second // 3600}:{second // 60 % 60:02d}:{second % 60:02d}"
            yield {**facts, **COMMON, "file": file, "timecode": clock, "accents": told}


def main(films):
    """Put films in place and write the manifest."""
    for film in films:
        if film not in FILMS:
            print(f"There is no film {film!r}. There are: {', '.join(FILMS)}.", file=sys.stderr)
            return 2
        try:
            put_in_place(film)
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            return 1
    path = OUT / "manifest.csv"
    with path.open(newline="", encoding="utf-8") as before:
        old = {row["file"]: row.get("accents", "") for row in csv.DictReader(before)}
    written = list(rows(films, old))
    with path.open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(written)
    print(f"{len(written)} stills of {len({row['film'] for row in written})} films")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Which medicine is meant, by code and by words. One table; each case takes microseconds."""

import csv
import gzip
from collections import Counter
from decimal import Decimal

from django.conf import settings

from treatment_plans.regimens.safety.drugs import Strength, recognize, settle
from treatment_plans.regimens.safety.settings import read_rows

# name, RxNorm codes, ingredients, product
CASES = (
    ("Suboxone 8-2 mg film", (), "buprenorphine naloxone", ""),
    ("SUBUTEX", (), "buprenorphine", ""),
    ("buprenorphine-naloxone 8 mg/2 mg SL film", (), "buprenorphine naloxone", ""),
    ("bup/nx 8/2", (), "buprenorphine naloxone", ""),
    ("Zubsolv 5.7/1.4", (), "buprenorphine naloxone", "zubsolv"),
    ("", ("1431102",), "buprenorphine naloxone", "zubsolv"),
    ("", ("351267",), "buprenorphine naloxone", ""),
    ("buprenorphine 12 mg / naloxone 3 mg", ("1819",), "buprenorphine naloxone", ""),
    ("Sublocade", (), "buprenorphine", "sublocade"),
    ("", ("1996189",), "buprenorphine", "sublocade"),
    ("1.5 ML buprenorphine 200 MG/ML Prefilled Syringe", (), "buprenorphine", "sublocade"),
    ("buprenorphine extended-release injection 300 mg", (), "buprenorphine", "sublocade"),
    ("Brixadi 24 mg", (), "buprenorphine", "brixadi_weekly"),
    ("Brixadi weekly", (), "buprenorphine", "brixadi_weekly"),
    ("Brixadi 96 mg", (), "buprenorphine", "brixadi_monthly"),
    ("BRIXADI (monthly)", (), "buprenorphine", "brixadi_monthly"),
    ("", ("2639041",), "buprenorphine", "brixadi_monthly"),
    ("", ("2639029",), "buprenorphine", "brixadi_weekly"),
    ("Methadose 40 mg", (), "methadone", ""),
    ("Dolophine", (), "methadone", ""),
    ("", ("6813",), "methadone", ""),
    ("", ("991147",), "methadone", ""),
    ("methadone", ("1996192",), "buprenorphine", "sublocade"),  # a confirmed code speaks before the words
    ("Revia", (), "naltrexone", ""),
    ("", ("7243",), "naltrexone", ""),
    ("Vivitrol", (), "naltrexone", "vivitrol"),
    ("naltrexone 380 MG Injection", (), "naltrexone", "vivitrol"),
    ("naltrexone extended-release", (), "naltrexone", "vivitrol"),
    ("", ("637213",), "naltrexone", "vivitrol"),
    ("Naltrexone 50 mg tablet", (), "naltrexone", ""),
    (
        "12 HR bupropion hydrochloride 90 MG / naltrexone hydrochloride 8 MG Extended Release Oral Tablet",
        (),
        "bupropion naltrexone",
        "",
    ),
    ("methylnaltrexone", (), "", ""),
    ("naloxegol", (), "", ""),
    ("Campral", (), "acamprosate", ""),
    ("ANTABUSE 250 mg", (), "disulfiram", ""),
    ("Narcan nasal spray", (), "naloxone", ""),
    ("Xanax", (), "alprazolam", ""),
    ("", ("596",), "alprazolam", ""),
    ("lorazepam 1 mg", ("596",), "lorazepam", ""),  # words speak before a code that is only general knowledge
    ("", ("21212",), "clarithromycin", ""),
    ("St. John's wort", (), "st johns wort", ""),
    ("Percocet 5/325", (), "oxycodone", ""),
    ("Tylenol", (), "acetaminophen", ""),
    ("foozumab 3 mg", ("99999999",), "", ""),
    ("", (), "", ""),
)
CLASSES = (
    ("Xanax", "benzodiazepine"),
    ("zolpidem 10 mg", "z_drug"),
    ("clarithromycin", "cyp3a4_inhibitor"),
    ("oxycodone", "full_opioid"),
    ("OxyContin", "opioid_long_acting"),
    ("12 HR Oxycodone 15 MG Extended Release Oral Tablet", "opioid_long_acting"),
    ("rifampin", "cyp_inducer"),
)
STRENGTHS = (
    ("methadone hydrochloride 10 MG/ML Oral Solution", Strength(per_ml=Decimal(10))),
    ("methadone 5 mg/5 mL oral solution", Strength(per_ml=Decimal(1))),
    ("methadone 10 mg tablet", Strength(each=Decimal(10))),
    ("buprenorphine 8 MG / naloxone 2 MG Sublingual Film", Strength(each=Decimal(8))),
    ("Suboxone 8-2 mg", Strength(each=Decimal(8))),
    ("1.5 ML buprenorphine 200 MG/ML Prefilled Syringe", Strength(each=Decimal(300), per_ml=Decimal(200))),
    ("168 HR Buprenorphine 0.01 MG/HR Transdermal System", Strength()),
    ("levothyroxine 50 mcg", Strength(each=Decimal("0.05"))),
    ("methadone", Strength()),
)


def test_each_name_and_code_is_the_medicine_that_it_means() -> None:
    wrong = []
    for name, codes, ingredients, product in CASES:
        drug = recognize(name, rxcuis=codes).drug
        if " ".join(sorted(drug.ingredients)) != ingredients or drug.product != product:
            wrong.append((name, codes, drug))
    wrong += [(name, kind) for name, kind in CLASSES if kind not in recognize(name).drug.classes]
    assert "opioid_long_acting" not in recognize("oxycodone 5 mg").drug.classes
    assert not wrong


def test_strengths_are_read_from_names() -> None:
    assert [(name, recognize(name).strength) for name, strength in STRENGTHS if recognize(name).strength != strength] == []


def test_a_depot_is_known_by_dose_and_route_where_nothing_else_says_it() -> None:
    plain, naltrexone = recognize("buprenorphine").drug, recognize("naltrexone").drug
    brixadi = recognize("Brixadi").drug
    assert settle(plain, dose=Decimal(300), route="subcutaneous").product == "sublocade"
    assert settle(plain, dose=Decimal(64), route="subcutaneous").product == "brixadi_monthly"
    assert settle(plain, dose=Decimal(8), route="sublingual").product == ""
    assert settle(brixadi, dose=Decimal(32), route="").product == "brixadi_weekly"
    assert settle(naltrexone, dose=None, route="intramuscular").product == "vivitrol"
    assert settle(naltrexone, dose=Decimal(50), route="oral").product == ""


def test_no_code_stands_twice_in_the_file_of_products() -> None:
    rows = read_rows("products.csv")
    assert [code for code, count in Counter(row["rxcui"] for row in rows).items() if count > 1] == []
    assert all(row["source"] and row["flag"] in {"checked", "known"} for row in rows)


def test_flags_say_which_codes_a_list_confirms() -> None:
    """The code lists of the repository hold codes with their displays: those say the same as our files, or our flag says no."""
    with gzip.open(settings.BASE_DIR / "patients/story/codes/rxnorm.csv.gz", "rt", encoding="utf-8", newline="") as file:
        displays = {row["code"]: row["display"].lower() for row in csv.DictReader(file)}
    ours = {row["rxcui"]: row["flag"] for row in read_rows("products.csv")}
    ours |= {row["rxcui"]: row["rxcui_flag"] for row in read_rows("ingredients.csv") if row["rxcui"]}
    wrong = [f"{code} is confirmed and flagged {flag}" for code, flag in ours.items() if code in displays and flag != "checked"]
    both = ours.keys() & displays.keys()
    for code in both:
        found, said = recognize("", rxcuis=[code]).drug.ingredients, recognize(displays[code]).drug.ingredients
        wrong += [] if said and said <= found else [f"{code} is {displays[code]}, read as {sorted(found)}"]
    assert wrong == []
    confirmed = [row for row in read_rows("ingredients.csv") if row["rxcui_flag"] == "checked"]
    assert {row["ingredient"] for row in confirmed} >= {"buprenorphine", "methadone", "naloxone", "naltrexone"}
    print(f"{len(both)} codes confirmed by the list, {list(ours.values()).count('known')} of general knowledge")

"""Invented names. Whoever bears one of them is not meant."""

from random import Random

GIVEN = (
    "Aino Amir Astrid Bashir Carina Dalia Edvin Elin Fadi Farah Gunnar Hamid Hanna Idris Ingrid Ismail Jenny Johan "
    "Kamila Karim Karin Lars Leila Lena Linn Mahmoud Maja Malin Mona Nadia Nils Nora Olof Oskar Petra Rania Rikard "
    "Rosa Samira Sara Sigrid Simon Sofia Staffan Tarek Tove Ulrika Viktor Yasmin Zara"
).split()
FAMILY = (
    "Almkvist Bergdahl Björkholm Dalgren Ekdahl Ekbacken Fjellman Forsell Granlid Hagelin Hedlund Järvholm Kallin "
    "Kvist "
    "Lindhaga Lövgren Myrdal Norling Nyholm Omari Pärlström Rahimi Rosengård Sandell Sjövik Strandell Sundqvist Tallén "
    "Torvald Ullered Videgård Warsame Wester Åkerlund Ängström Öberg"
).split()
CHILD_GIVEN = (
    "Adam Alma Amina Elias Elsa Ella Filip Freja Hugo Ibrahim Iris Kian Leo Liv Lova Maryam Milo Mira Noah Nour Olle "
    "Ruben Saga Sam Selma Sixten Tage Tilde Vera Zakaria"
).split()


def person(random: Random) -> tuple[str, str]:
    return random.choice(GIVEN), random.choice(FAMILY)


def child(random: Random) -> tuple[str, str]:
    return random.choice(CHILD_GIVEN), random.choice(FAMILY)

"""The sample course with names planted that are nobody's: by another seed other names, and other people hide theirs."""
import json
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent
sys.path.insert(0, str(HERE / "catalogue" / "oracle"))
import consent_rule  # noqa: E402

OPENING = "2026-07-02"
MEETING = "2026-06-16"
SCRIPTS = {"ar": "بتثجحخدذرزسشصضطظعغفقكلمنهوي", "ti": "ሀለሐመሠረሰቀበተኀነአከወዐዘየደገጠጨፀፈ", "uk": "бвгджзклмнпрстфхцчшщюя"}


class Planter:
    """Makes words that stand nowhere else, and remembers what each of them is."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.secrets = {}  # word -> what it is

    def word(self, what, language="nl", length=9):
        while True:
            if language in SCRIPTS:
                made = "".join(self.dice.choice(SCRIPTS[language]) for _ in range(7))
            else:
                made = "".join(self.dice.choice("qxzvwkj" if i % 2 == 0 else "aeuoy") for i in range(length)).capitalize()
            if made not in self.secrets:
                self.secrets[made] = what
                return made


class Course:
    """The sample course with every name, id and secret replaced by a planted word."""

    def __init__(self, seed):
        self.planter = Planter(seed)
        self.dice = random.Random(seed + 1000)
        self.file = json.loads((SOURCE / "sample-photos" / "course.json").read_text())
        for expectations in ("must", "expected"):
            self.file.pop(expectations, None)
        self.own = {}    # person -> {"first", "surname", "pseudonym", "native", "code"}: words
        self.texts = {}  # text -> its words
        self.rename_ids()
        self.plant_people()
        self.plant_the_rest()
        if seed > 1:
            self.shuffle_name_forms()

    def rename_ids(self):
        lists = {"persons": 11, "photos": 11, "texts": 11, "cameras": 9, "referrers": 9, "consent_events": 11,
                 "print_runs": 9, "placements": 9}
        new = {}
        for key, length in lists.items():
            for record in self.file[key]:
                new[record["id"]] = self.planter.word(f"id of {key}", length=length).lower()
        for photo in self.file["photos"]:
            new.setdefault(photo["card"], self.planter.word("label of a card").lower())
        ids = re.compile("(?<![\\w-])(" + "|".join(map(re.escape, sorted(new, key=len, reverse=True))) + ")(?![\\w-])")

        def rename(value):
            if isinstance(value, str):
                return ids.sub(lambda found: new[found.group()], value)
            if isinstance(value, list):
                return [rename(each) for each in value]
            if isinstance(value, dict):
                return {key: rename(each) for key, each in value.items()}
            return value

        self.file = rename(self.file)
        # The renamed words are looked for as they are written now.
        self.planter.secrets = {word.lower(): what for word, what in self.planter.secrets.items()}

    def plant_people(self):
        for person in self.file["persons"]:
            mine = self.own[person["id"]] = {}
            display = person.get("display", {})
            word = self.planter.word
            if "first" in display:
                mine["first"] = display["first"] = word("a first name")
            if "full" in display:
                mine["surname"] = word("a surname")
                display["full"] = f"{display['first']} {mine['surname']}"
                person["sort_key"] = mine["surname"]
            if display:
                display.setdefault("pseudonym", "")
                mine["pseudonym"] = display["pseudonym"] = word("another name")
            for language in display.get("native", {}):
                mine["native"] = display["native"][language] = word("a name in its own script", language)
            mine["code"] = person["code"] = word("a code")
            for field in ("helper", "relation", "parent", "name_reason_internal"):
                if field in person:
                    person[field] = word(field)
            if person.get("legal_rep"):
                person["legal_rep"]["name"] = word("name of a representative")

    def plant_the_rest(self):
        word = self.planter.word
        for number, photo in enumerate(self.file["photos"]):
            stem = "".join(self.dice.choice("QXZVWKJ") for _ in range(4)) + f"{4127 + 53 * number}"
            self.planter.secrets[stem] = "name of a file on the card"
            photo["file"] = stem + ".JPG"
        for text in self.file["texts"]:
            words = self.texts[text["id"]] = []
            for language, wordings in (("nl", text), *((other, text["other"]) for other in text.get("other", {}))):
                if wordings.get(language):
                    planted = word("words of somebody", language)
                    wordings[language] += " " + planted
                    words.append(planted)
        for referrer in self.file["referrers"]:
            referrer["organisation"] = f"Praktijk {word('a referrer')}"
            referrer["email"] = word("address of a referrer").lower() + "@example.org"
        witnesses, notes = [word("a witness") for _ in range(9)], [word("a note") for _ in range(9)]
        for event in self.file["consent_events"]:
            event["witness"], event["note"] = self.dice.choice(witnesses), self.dice.choice(notes)
        self.camera_words = {tag: word(f"{tag} of a camera") for tag in ("Artist", "OwnerName", "Copyright", "City", "Comment",
                                                                        "PersonInImage", "SerialNumber", "thumbnail")}

    def shuffle_name_forms(self):
        forms = ["full", "first", "pseudonym", "anonymous"]
        for person in self.file["persons"]:
            if "name_form" in person and person["role"] == "participant":
                person["name_form"] = self.dice.choice(forms)
        for event in self.file["consent_events"]:
            if event.get("name_form"):
                event["name_form"] = self.dice.choice(forms)

    # --- what may be read where ---

    def names_in(self, channel, day):
        allowed = set()
        people = {person["id"]: person for person in self.file["persons"]}
        for photo in self.file["photos"]:
            verdict = consent_rule.evaluate(self.file, photo["id"], channel, day)
            if verdict["allow"]:
                allowed |= self.words_of_name(people[photo["attribution"]["person"]], verdict["name"])
        return allowed

    def words_of_name(self, person, form):
        mine = self.own[person["id"]]
        parts = {"full": ["first", "surname"], "first": ["first"], "pseudonym": ["pseudonym"], "anonymous": []}[form]
        # The one name in somebody's own script is the pseudonym's for who goes by one, otherwise the person's own.
        if form != "anonymous" and (form == "pseudonym") == (person.get("name_form") == "pseudonym"):
            parts = parts + ["native"]
        return {mine[part] for part in parts if part in mine}

    def in_doubt(self):
        """Names in somebody's own script of whom nobody knows whether they are the pseudonym's: these stay away."""
        natives = set()
        for person in self.file["persons"]:
            mine = self.own.get(person["id"], {})
            if person.get("name_form", "anonymous") == "anonymous" and {"native", "pseudonym"} <= set(mine):
                natives.add(mine["native"])
        return natives

    def words_in(self, channel, day):
        allowed = set()
        for text in self.file["texts"]:
            beside = text.get("photo")
            if not consent_rule.text_allowed(self.file, text["id"], channel, day)["allow"]:
                continue
            if beside is None or consent_rule.evaluate(self.file, beside, channel, day)["allow"]:
                allowed |= set(self.texts[text["id"]])
        return allowed

    def allowed(self, *channels, day=OPENING):
        return set().union(*(self.names_in(channel, day) | self.words_in(channel, day) for channel in channels))

    def on_start_cards(self):
        allowed = set()
        for person in self.participants():
            form = consent_rule.name_for_channel(
                consent_rule.name_choice(self.file["consent_events"], person, None, "class", consent_rule.d(OPENING)), "first")
            if person["name_form"] == "pseudonym":
                form = consent_rule.name_meet(form, "pseudonym")
            allowed |= self.words_of_name(person, form) | {self.own[person["id"]]["code"]}
        return allowed

    def in_proof_of(self, person):
        mine = self.own[person["id"]]
        allowed = {mine["code"]}
        for text in self.file["texts"]:
            if text["author"] == person["id"]:
                allowed |= set(self.texts[text["id"]])
        for form in self.forms_chosen_by(person):
            allowed |= self.words_of_name(person, form)
        return allowed

    def forms_chosen_by(self, person):
        forms = {person["name_form"]}
        for event in self.file["consent_events"]:
            if event["person"] == person["id"] and event["capacity"] == "maker" and event.get("name_form"):
                forms.add(event["name_form"])
        return forms | ({"first"} if "full" in forms else set())

    def participants(self):
        return [person for person in self.file["persons"] if person["role"] == "participant"]

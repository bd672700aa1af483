"""« /supprimer »: asked once, done at once; no byte of what somebody wrote is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.domain.people import Role
from bot.flows.messages import msg
from bot.storage import errands, inputs, links, people, requests
from bot.storage.tables import accounts, metadata
from bot.storage.tables import people as persons
from tests import edge
from tests.transcripts.apply_cases import ALL_OF_IT, ANY_PHASE, OVER_TWO_YEARS, TAMARIS, begins, does
from tests.transcripts.apply_cases import YES as SAID_YES

if TYPE_CHECKING:
    from sqlalchemy import Column

    from tests.town import Phone, Town

YES = msg("erase.yes")
#: What somebody writes and sends, each findable; the name is in Latin letters, the number a phone's.
NAME, NUMBER, STORED_NUMBER = "Marqueprenom Marquenom", "06 39 98 77 66", "33639987766"
NOTE, LANDMARK, CAPTION, ANSWER = "marque-note", "marque-repère", "marque-légende", "marque-réponse"
FILES = ("marque-photo", "marque-voix", "marque-album", "marque-fichier", "marque-suivi")
MARKS = (*NAME.split(), STORED_NUMBER, LANDMARK, CAPTION, ANSWER, *FILES)


def lives(town: Town, phone: Phone, officer: Phone) -> None:
    """Leave traces everywhere: reports, a question answered, one followed, an application, a draft."""
    neighbour = town.phone(name="neighbour")
    neighbour.report()
    phone.photo("marque-photo", album="marque-album", caption=CAPTION)
    phone.types(LANDMARK)
    phone.press("Tamaris")
    phone.press("Meubles")
    phone.voice("marque-voix")
    phone.press("Envoyer")
    officer.press("Suivant")
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    phone.types(ANSWER)
    phone.photo("marque-suivi")
    phone.place()
    phone.press("Meubles")
    phone.press("C'est le même")
    asks_to_join(phone)
    phone.file("image/jpeg", name="marque-fichier")
    town.end_errands()


def asks_to_join(phone: Phone) -> None:
    begins(phone)
    does(
        phone,
        SAID_YES,
        TAMARIS,
        OVER_TWO_YEARS,
        SAID_YES,
        ANY_PHASE,
        ALL_OF_IT,
        NAME,
        msg("spoken.darija"),
        NUMBER,
    )
    phone.chooses(msg("button.send"))


def erases(phone: Phone) -> None:
    phone.types("/supprimer")
    language = stored(phone)
    phone.press(phone.town.words.plain(YES, language))
    edge.run(phone.town)


def stored(phone: Phone) -> str:
    person = people.by_account(phone.town.connection, phone.number)
    assert person is not None
    return person.speaks


def everything(town: Town) -> str:
    return "\n".join(
        f"{table.name}: {tuple(row)}"
        for table in metadata.sorted_tables
        for row in town.connection.execute(select(table))
    )


def test_it_asks_first_and_says_what_goes_and_what_stays(town: Town) -> None:
    resident = town.phone()
    resident.report()
    before = town.dump()
    resident.types("/supprimer")
    for line in (msg("erase.goes_words"), msg("erase.stays_decision"), msg("erase.telegram")):
        assert town.says(line).strip() in resident.last
    resident.chooses(msg("erase.no"))
    assert town.says(msg("erase.kept")) in resident.last
    assert town.dump() == before


def test_whoever_is_erased_is_told_and_is_a_newcomer_afterwards(town: Town) -> None:
    resident = town.phone("ar")
    resident.types("/start")
    resident.chooses(msg("menu.language"))
    resident.press("English")
    erases(resident)
    assert "erased" in resident.last
    assert town.connection.execute(select(accounts)).all() == []
    resident.types("/start")
    assert "🌍" in resident.screen
    resident.types("/demandes")
    assert town.says(msg("mine.empty"), "ar") in resident.last


def test_staff_give_their_role_back_first(town: Town) -> None:
    officer = town.officer()
    before = town.dump()
    officer.types("/supprimer")
    assert town.says(msg("erase.staff")) in officer.last
    officer.forge(f"r1:sure:{town.now.date().toordinal()}")
    assert town.says(msg("erase.staff")) in officer.last
    assert town.dump() == before
    town.revoke(officer)
    erases(officer)
    assert "effacé" in officer.last


def test_an_old_question_is_asked_anew(town: Town) -> None:
    resident = town.phone()
    resident.report()
    resident.types("/supprimer")
    asked = len(resident.bubbles)
    town.pass_time(days=3)
    resident.chooses(YES)
    assert len(resident.bubbles) > asked
    assert town.says(msg("erase.ask")) in resident.last
    assert requests.by_id(town.connection, 1).erased_at is None


def test_a_report_stays_as_a_fact_that_is_nobodys(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    erases(resident)
    report = requests.by_id(town.connection, 1)
    assert report.erased_at == town.now
    assert not people.has_account(town.connection, report.person)
    officer.press("Accepter")  # it is still a place to be cleaned
    assert requests.by_id(town.connection, 1).state == "accepted"


def test_an_open_application_is_taken_back_and_its_card_is_empty(town: Town) -> None:
    officer, applicant = town.officer(), town.phone()
    asks_to_join(applicant)
    erases(applicant)
    request = requests.by_id(town.connection, 1)
    assert request.state == "withdrawn"
    assert "Marquenom" not in everything(town)
    assert "Marquenom" not in officer.screen


def test_no_byte_of_what_somebody_wrote_is_left(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    lives(town, resident, officer)
    account = f"({resident.number}, {resident.number},"  # Telegram's id and the chat
    held = everything(town)
    assert account in held
    assert [mark for mark in MARKS if mark in held] != []
    assert list(town.photos.rglob("*.jpg")) != []
    erases(resident)
    left = everything(town)
    assert [mark for mark in MARKS if mark in left] == []
    assert account not in left


def test_files_leave_the_disk_unless_somebody_else_has_sent_the_same(town: Town) -> None:
    resident, other = town.phone(), town.phone()
    resident.report()
    town.end_errands("aa" * 32)
    other.report()
    town.end_errands("bb" * 32)
    resident.report()
    town.end_errands("bb" * 32)
    erases(resident)
    assert [file.stem for file in town.photos.rglob("*.jpg")] == ["bb" * 32]


def test_a_photo_that_arrives_after_its_sender_has_gone_goes_too(town: Town) -> None:
    resident = town.phone()
    resident.report()
    (errand,) = errands.due(town.connection, town.now, 10)
    erases(resident)
    errands.end(town.connection, errand, {"digest": "cc" * 32}, None, town.now)
    assert "erase" in [each.kind for each in errands.due(town.connection, town.now, 10)]


def test_inputs_that_were_set_aside_lose_what_they_hold(town: Town) -> None:
    resident = town.phone()
    resident.types("/start")
    payload = f'{{"update_id": 99, "message": {{"from": {{"id": {resident.number}}}, "text": "{NOTE}"}}}}'
    inputs.add(
        town.connection, "update", [("99", payload), ("98", '{"message": {"text": "other"}}')], town.now
    )
    for entry in inputs.pending(town.connection, 9):
        for _ in range(inputs.MOST_ATTEMPTS):
            inputs.attempt(town.connection, entry.seq)
        inputs.fail(town.connection, entry.seq, "fault")
    erases(resident)
    assert NOTE not in everything(town)
    assert "other" in everything(town)


def test_two_people_erased_are_the_same_nobody(town: Town) -> None:
    for phone in (town.phone(), town.phone()):
        phone.report()
        erases(phone)
    owners = {requests.by_id(town.connection, number).person for number in (1, 2)}
    assert len(owners) == 1
    assert [row.id for row in town.connection.execute(select(persons.c.id))] == [*owners]


def test_what_is_said_to_nobody_stops_nothing(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    erases(resident)
    officer.press("Nettoyé")
    officer.press("Pas de photo")
    assert requests.by_id(town.connection, 1).state == "cleared"


def test_no_column_leads_to_somebody_who_is_no_more(town: Town) -> None:
    """A row of whoever is erased must not stop the erasing, whatever table it is in."""
    officer, resident = town.officer(), town.phone()
    lives(town, resident, officer)
    person = people.by_account(town.connection, resident.number)
    assert person is not None
    people.grant(town.connection, person.id, Role.SUPERVISOR, town.now)
    town.revoke(resident)
    links.replace(town.connection, "digest", person.id, town.now)
    resident.types("/start i-wrong")
    resident.types("/mesdonnees")
    resident.chooses(msg("data.receive"))
    erases(resident)
    assert [f"{each.table.name}.{each.name}" for each in leading() if names(town, each, person.id)] == []


def leading() -> list[Column[Any]]:
    """Return every column that leads to a person."""
    columns = [column for table in metadata.sorted_tables for column in table.c]
    return [each for each in columns if any(key.column.table is persons for key in each.foreign_keys)]


def names(town: Town, column: Column[Any], person: int) -> bool:
    return town.connection.execute(select(column).where(column == person)).first() is not None

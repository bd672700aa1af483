"""« /mesdonnees »: shown in plain words, corrected by buttons, sent whole once an officer knows who asks."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.flows.messages import msg
from bot.storage import contacts, people
from bot.storage.tables import disclosures
from tests.transcripts.apply_cases import NAME, applies

if TYPE_CHECKING:
    from tests.town import Phone, Town

RECEIVE, SEND = msg("data.receive"), msg("disclose.send")


def files(town: Town) -> dict[str, bytes]:
    """Return the documents that were sent, by name."""
    sent = [call.arguments for call in town.calls if call.method == "send_document"]
    return {str(each["filename"]): bytes(each["document"]) for each in sent}  # type: ignore[call-overload] # bytes


def receives(town: Town, officer: Phone, phone: Phone) -> dict[str, bytes]:
    phone.types("/mesdonnees")
    phone.chooses(RECEIVE)
    officer.chooses(SEND)
    return files(town)


def test_a_newcomer_reads_that_there_is_next_to_nothing(town: Town) -> None:
    newcomer = town.phone("en")
    newcomer.types("/mydata")
    for line in (msg("data.no_name"), msg("data.no_phone"), msg("data.no_report")):
        assert town.says(line, "en") in newcomer.last


def test_reports_application_and_what_was_sent_are_shown(town: Town) -> None:
    resident = town.phone()
    resident.report()
    applies(resident)
    resident.types("/mesdonnees")
    for said in ("Exemple", "06 39 98 12 34", "D-0001", "E-0002", "Tamaris", "Photos"):
        assert said in resident.last.replace("\u00a0", " "), said


def test_the_name_and_the_phone_are_corrected_in_the_chat(town: Town) -> None:
    resident = town.phone()
    applies(resident)
    for label, text in ((msg("correct.name"), "Lina Haddad"), (msg("correct.phone"), "+34 600 00 00 00")):
        resident.types("/mesdonnees")
        resident.chooses(msg("data.correct"))
        resident.chooses(label)
        resident.types(text)
        assert town.says(msg("correct.done")) in resident.last
    person = people.by_account(town.connection, resident.number)
    assert person is not None
    contact = contacts.of_person(town.connection, person.id)
    assert (contact.first_name, contact.last_name, contact.phone) == ("Lina", "Haddad", "+34600000000")
    assert contact.speaks == "darija"  # the rest stays


def test_the_whole_file_follows_one_press_of_an_officer(town: Town) -> None:
    officer, resident = town.officer(), town.phone()
    resident.report()
    resident.types("/mesdonnees")
    resident.chooses(RECEIVE)
    assert files(town) == {}
    assert "D-0001" in officer.last
    officer.chooses(SEND)
    assert [*files(town)] == ["mes-donnees.html", "mes-donnees.json"]
    assert [bubble.what for bubble in resident.bubbles[-2:]] == ["document", "document"]


def test_it_is_sent_once_and_a_colleague_reads_so(town: Town) -> None:
    officer, colleague, resident = town.officer(), town.officer("collègue"), town.phone()
    receives(town, officer, resident)
    (reply,) = colleague.chooses(SEND)
    assert reply.text == town.says(msg("disclose.over"))
    assert len([call for call in town.calls if call.method == "send_document"]) == 2


def test_asking_twice_is_asking_once(town: Town) -> None:
    resident = town.phone()
    for _ in range(2):
        resident.types("/mesdonnees")
        resident.chooses(RECEIVE)
    assert town.says(msg("disclose.waits")) in resident.last
    assert len(town.connection.execute(select(disclosures)).all()) == 1


def test_nobody_but_an_officer_can_send_it(town: Town) -> None:
    officer, resident, stranger = town.officer(), town.phone(), town.phone()
    resident.types("/mesdonnees")
    resident.chooses(RECEIVE)
    data = officer.data(town.says(SEND))
    town.revoke(officer)
    for phone in (stranger, resident, officer):
        phone.forge(data)
        assert town.says(msg("unknown.command")) in phone.last
    assert files(town) == {}


def test_the_file_holds_the_officers_words_and_nobody_elses(town: Town) -> None:
    officer, resident, neighbour = town.officer(), town.phone(), town.phone()
    resident.report()
    officer.press("Demander")
    officer.types("Quel bâtiment ?")
    neighbour.photo("theirs", caption="mot-du-voisin")
    neighbour.place()
    neighbour.press("Meubles")
    neighbour.press("C'est le même")
    read = {name: content.decode() for name, content in receives(town, officer, resident).items()}
    for content in read.values():
        assert "Quel bâtiment" in content
        assert "mot-du-voisin" not in content
        assert str(neighbour.number) not in content
        assert str(officer.number) not in content
    held = json.loads(read["mes-donnees.json"])
    assert held["accounts"][0]["telegram_id"] == resident.number
    assert {"person", "actor", "claimed_by"}.isdisjoint({key for row in held["events"] for key in row})


def test_the_page_escapes_whatever_somebody_has_written(town: Town) -> None:
    officer, resident = town.officer(), town.phone("ar")
    resident.photo(caption='<script>alert("1")</script>&<b>')
    resident.place()
    resident.chooses(msg("kind.bulky"))
    resident.chooses(msg("button.send"))
    page = next(iter(receives(town, officer, resident).values())).decode()
    tags = Tags()
    tags.feed(page)
    assert tags.found <= {"html", "head", "meta", "title", "style", "body", "section", "p", "b"}
    assert 'dir="rtl"' in page
    assert "&lt;script&gt;" in page


def test_what_an_officer_was_sent_is_not_their_own_data(town: Town) -> None:
    officer, colleague = town.officer(), town.officer("collègue")
    applicant = town.phone()
    applies(applicant)
    content = b"".join(receives(town, colleague, officer).values()).decode()
    assert NAME.split()[1] not in content


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        self.found.add(tag)

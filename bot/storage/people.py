"""People, their Telegram accounts, roles and invitations; what a role allows is the domain's matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.people import Role
from bot.storage.hot import Hot
from bot.storage.tables import accounts, invitation_tries, invitations, people, roles

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account: `language` is chosen, or None while only guessed."""

    id: int
    chat_id: int
    language: str | None
    guessed_language: str
    unreachable_since: datetime | None

    @property
    def speaks(self) -> str:
        """Return the language everything is said in."""
        return self.language or self.guessed_language


_PERSON = select(
    people.c.id,
    accounts.c.chat_id,
    people.c.language,
    people.c.guessed_language,
    accounts.c.unreachable_since,
).join_from(accounts, people)
_BY_ACCOUNT = Hot(_PERSON.where(accounts.c.telegram_id == bindparam("telegram_id")))
_BY_ID = Hot(_PERSON.where(people.c.id == bindparam("person")))
_ROLES = Hot(
    select(roles.c.role).where(roles.c.person == bindparam("person_id"), roles.c.revoked_at.is_(None))
)


def by_account(connection: Connection, telegram_id: int) -> Person | None:
    """Return whoever uses this account."""
    row = _BY_ACCOUNT.first(connection, {"telegram_id": telegram_id})
    return Person(*row) if row else None


def by_id(connection: Connection, person: int) -> Person:
    """Return a person who has an account; raises NoResultFound."""
    return Person(*_BY_ID.one(connection, {"person": person}))


def add(connection: Connection, telegram_id: int, chat_id: int, guessed: str, now: datetime) -> Person:
    """Add a person with this account."""
    values = {"guessed_language": guessed, "created_at": now}
    person = connection.execute(insert(people).returning(people.c.id), values).scalar_one()
    connection.execute(insert(accounts), {"telegram_id": telegram_id, "chat_id": chat_id, "person": person})
    return Person(person, chat_id, None, guessed, None)


def add_without_account(connection: Connection, language: str, now: datetime) -> int:
    """Add somebody who has no Telegram; return their number."""
    values = {"language": language, "guessed_language": language, "created_at": now}
    made: int = connection.execute(insert(people).returning(people.c.id), values).scalar_one()
    return made


def has_account(connection: Connection, person: int) -> bool:
    """Tell whether somebody can be written to on Telegram."""
    return _BY_ID.first(connection, {"person": person}) is not None


def can_be_written_to(connection: Connection, person: int) -> bool:
    """Tell whether somebody has an account that Telegram reaches."""
    reached = accounts.c.unreachable_since.is_(None)
    query = select(accounts.c.telegram_id).where(accounts.c.person == person, reached)
    return connection.execute(query.limit(1)).first() is not None


def is_lost(connection: Connection, person: int) -> bool:
    """Tell whether somebody has an account that Telegram reaches no more."""
    lost = accounts.c.unreachable_since.is_not(None)
    query = select(accounts.c.telegram_id).where(accounts.c.person == person, lost)
    return connection.execute(query.limit(1)).first() is not None


def detach(connection: Connection, person: int) -> None:
    """Take their accounts from somebody; the person stays."""
    connection.execute(delete(accounts).where(accounts.c.person == person))


def reads(connection: Connection, person: int) -> str:
    """Return the language somebody reads, chosen or guessed; raises NoResultFound."""
    query = select(func.coalesce(people.c.language, people.c.guessed_language)).where(people.c.id == person)
    language: str = connection.execute(query).scalar_one()
    return language


def was_staff(connection: Connection, person: int) -> bool:
    """Tell whether somebody has a role or has ever had one."""
    return connection.execute(select(roles.c.id).where(roles.c.person == person)).first() is not None


def set_language(connection: Connection, person: int, language: str) -> None:
    """Remember the language this person chose."""
    connection.execute(update(people).where(people.c.id == person).values(language=language))


def is_muted(connection: Connection, person: int) -> bool:
    """Tell whether what this person reports waits for nobody."""
    return connection.execute(select(people.c.muted_at).where(people.c.id == person)).scalar() is not None


def set_muted(connection: Connection, person: int, since: datetime | None) -> None:
    """Remember since when what this person reports waits for nobody; None: it does."""
    connection.execute(update(people).where(people.c.id == person).values(muted_at=since))


def set_unreachable(connection: Connection, person: int, since: datetime | None) -> None:
    """Remember since when Telegram refuses to reach this person; None: it does not."""
    connection.execute(update(accounts).where(accounts.c.person == person).values(unreachable_since=since))


def roles_of(connection: Connection, person: int) -> frozenset[Role]:
    """Return the roles this person holds now."""
    return frozenset(Role(role) for (role,) in _ROLES.all(connection, {"person_id": person}))


def holders(connection: Connection, role: Role) -> list[int]:
    """Return the people who hold this role now, oldest first."""
    query = (
        select(roles.c.person).where(roles.c.role == role, roles.c.revoked_at.is_(None)).order_by(roles.c.id)
    )
    return list(connection.execute(query).scalars())


def grant(connection: Connection, person: int, role: Role, now: datetime) -> None:
    """Give a role to somebody who has not got it."""
    if role not in roles_of(connection, person):
        connection.execute(insert(roles), {"person": person, "role": role, "granted_at": now})


# --- invitations -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link to a role, known by the digest of its payload."""

    digest: str
    role: Role
    expires_at: datetime
    used_by: int | None


def invite(connection: Connection, digest: str, role: Role, expires_at: datetime) -> None:
    """Keep a new invitation."""
    connection.execute(insert(invitations), {"digest": digest, "role": role, "expires_at": expires_at})


def invitation(connection: Connection, digest: str) -> Invitation | None:
    """Return the invitation with this digest."""
    query = select(
        invitations.c.digest, invitations.c.role, invitations.c.expires_at, invitations.c.used_by
    ).where(invitations.c.digest == digest)
    row = connection.execute(query).one_or_none()
    return Invitation(row.digest, Role(row.role), row.expires_at, row.used_by) if row else None


def use(connection: Connection, digest: str, person: int, now: datetime) -> None:
    """Bind an invitation to the person who opened it."""
    changed = update(invitations).where(invitations.c.digest == digest)
    connection.execute(changed.values(used_by=person, used_at=now))


def count_tries(connection: Connection, person: int, since: datetime) -> int:
    """Return how many wrong links this person has opened since then."""
    query = select(func.count()).where(invitation_tries.c.person == person, invitation_tries.c.at >= since)
    return connection.execute(query).scalar_one()


def add_try(connection: Connection, person: int, now: datetime) -> None:
    """Remember that this person opened a wrong link."""
    connection.execute(insert(invitation_tries), {"person": person, "at": now})

// The page's own words, in French and English. What the bot says never passes through here.

const WORDS = {
  fr: {
    demonstration: "démonstration", nameless: "Bot", subtitle: "Un Telegram local, sans compte ni réseau",
    plusHour: "+1 h", tomorrow: "demain 8h", plusWeek: "+1 semaine", clock: "Horloge du programme",
    addPerson: "Ajouter une personne", faults: "Pannes", journal: "Journal", language: "English", languageCode: "en",
    skip: "Aller aux téléphones", lost: "Le simulateur ne répond plus. Nouvel essai…", back: "Le simulateur répond de nouveau.",
    start: "Démarrer", message: "Message", send: "Envoyer", attach: "Joindre", commands: "Commandes", keyboard: "Clavier du bot",
    unblock: "Débloquer le bot", bot: "bot", typing: "écrit…", edited: "modifié",
    newOne: "1 nouveau message", newMany: "{n} nouveaux messages",
    holder: "Réglages de la personne", chatWith: "Conversation : {name}", close: "Fermer", cancel: "Annuler", ok: "D'accord",
    photo: "Photo", samples: "Photos d'exemple", place: "Lieu", file: "Fichier", live: "Position en direct", venue: "Lieu nommé",
    contact: "Contact", voice: "Message vocal", sticker: "Autocollant", poll: "Sondage", caption: "Légende (facultatif)",
    asFile: "Envoyer comme fichier (la position de la photo est gardée)",
    pickPhotos: "Choisissez une ou plusieurs photos", readyPlaces: "Lieux tout prêts", coordinates: "Latitude, longitude",
    badCoordinates: "Deux nombres attendus, par exemple 44.13, 4.08", sendPlace: "Envoyer ce lieu", mapLabel: "Carte : les flèches déplacent le repère",
    zoomIn: "Agrandir", zoomOut: "Réduire", duration: "Durée", minutes15: "15 minutes", hour1: "1 heure", hours8: "8 heures",
    title: "Nom du lieu", address: "Adresse", venueTitle: "Jardins familiaux", venueAddress: "Derrière la Maison pour Tous",
    ownContact: "Partager mon numéro", otherContact: "Un autre contact", firstName: "Prénom", phone: "Téléphone",
    settingsOf: "Téléphone : {name}", personLanguage: "Langue du téléphone", block: "Bloquer le bot", save: "Enregistrer",
    invitation: "Lien d'invitation", invitationHint: "Collez un lien t.me/…?start=… ou son code", open: "Ouvrir",
    role: "Rôle", add: "Ajouter", nobody: "Personne n'a encore de téléphone.", three: "Poser trois téléphones", newcomer: "Personne {n}", first: "Habitante", second: "Voisin", third: "Concertation",
    faultTitle: "Provoquer une panne", faultHint: "La prochaine demande du bot échoue ainsi, ou ce que les gens lui envoient lui parvient ainsi.", faultKind: "Panne", times: "Combien de fois", restore: "Tout rétablir",
    f429: "429 : trop de demandes", f500: "500 : erreur du serveur", freset_before: "Coupure avant l'effet", freset_after: "Coupure après l'effet", fslow: "Réponse lente",
    f502: "502 : une page HTML", ftruncated: "Réponse coupée en route", fnot_ok_200: "200, mais ok: false", fempty_200: "200 sans contenu",
    fduplicate: "Message livré deux fois", fdelay: "Message en retard", freorder: "Deux messages échangent leur place", fsplit: "Album livré en morceaux",
    faultMethod: "Quelle demande", anyMethod: "la prochaine, quelle qu'elle soit", faultsNow: "En cours",
    journalHint: "Ce que font les gens, ce que demande le bot, ce qu'on lui répond. Une ligne s'ouvre.", jshow: "Montrer",
    jall: "tout, sauf les attentes", jcalls: "ce que demande le bot", jupdates: "ce que font les gens", jrefusals: "refus et pannes", jeverything: "tout",
    jcall: "Le bot demande : ", jupdate: "Le bot apprend : ", jcontrol: "Réglage : ", jnothing: "Rien encore.",
    download: "Télécharger", replay: "Rejouer un journal", replayed: "Rejoué : {n} actes, {calls} demandes du bot, {skipped} sautés.",
    faultOn: "Panne réglée : {name}", faultsOff: "Tout fonctionne de nouveau.", clockAt: "Nous sommes {when}",
    reply: "Répondre", edit: "Modifier", editing: "Modification du message", replying: "Réponse à", photoAlt: "Photo", photoAlbum: "Photo {i} sur {n}",
    liveOn: "Position en direct", document: "Document", unsupported: "Contenu non affiché", copied: "Copié", shareLocation: "Choisir où se trouve ce téléphone",
    openPhoto: "Voir la photo en grand", waiting: "Le bot réfléchit…", phones: "Téléphones", unread: "non lus", whatCanBotDo: "Ce que fait ce bot",
    resident: "habite le quartier", applicant: "demande à participer", participant: "participe", supervisor: "encadre l'équipe",
    officer: "répond pour la ville", partner: "suit les chiffres", administrator: "administre le bot",
    moreActions: "Actions sur ce message", said: "Le bot : ", servicePinned: "{name} a épinglé : {what}", serviceTopic: "{name} a ouvert le sujet {what}",
    serviceRenamed: "{name} a modifié le sujet {what}", serviceClosed: "{name} a fermé le sujet", serviceReopened: "{name} a rouvert le sujet",
    saidOwn: "Vous : ", faultsOn: "{n} en cours",
  },
  en: {
    demonstration: "demonstration", nameless: "Bot", subtitle: "A local Telegram: no account, no network",
    plusHour: "+1 h", tomorrow: "tomorrow 8:00", plusWeek: "+1 week", clock: "Programme clock",
    addPerson: "Add a person", faults: "Faults", journal: "Journal", language: "Français", languageCode: "fr",
    skip: "Skip to the phones", lost: "The simulator does not answer. Trying again…", back: "The simulator answers again.",
    start: "Start", message: "Message", send: "Send", attach: "Attach", commands: "Commands", keyboard: "The bot's keyboard",
    unblock: "Unblock the bot", bot: "bot", typing: "typing…", edited: "edited",
    newOne: "1 new message", newMany: "{n} new messages",
    holder: "The person's settings", chatWith: "{name}'s conversation", close: "Close", cancel: "Cancel", ok: "OK",
    photo: "Photo", samples: "Sample photos", place: "Place", file: "File", live: "Live location", venue: "Named place",
    contact: "Contact", voice: "Voice message", sticker: "Sticker", poll: "Poll", caption: "Caption (optional)",
    asFile: "Send as a file (keeps the photo's position)",
    pickPhotos: "Choose one or several photos", readyPlaces: "Ready places", coordinates: "Latitude, longitude",
    badCoordinates: "Two numbers expected, such as 44.13, 4.08", sendPlace: "Send this place", mapLabel: "Map: arrow keys move the pin",
    zoomIn: "Zoom in", zoomOut: "Zoom out", duration: "For how long", minutes15: "15 minutes", hour1: "1 hour", hours8: "8 hours",
    title: "Name of the place", address: "Address", venueTitle: "Allotments", venueAddress: "Behind the community centre",
    ownContact: "Share my number", otherContact: "Another contact", firstName: "First name", phone: "Phone",
    settingsOf: "{name}'s phone", personLanguage: "Language of the phone", block: "Block the bot", save: "Save",
    invitation: "Invitation link", invitationHint: "Paste a t.me/…?start=… link or its code", open: "Open",
    role: "Role", add: "Add", nobody: "Nobody has a phone yet.", three: "Lay three phones", newcomer: "Person {n}", first: "Resident", second: "Neighbour", third: "Officer",
    faultTitle: "Switch a fault on", faultHint: "The bot's next request fails this way, or what people send it reaches it this way.", faultKind: "Fault", times: "How many times", restore: "Restore everything",
    f429: "429: too many requests", f500: "500: server error", freset_before: "Cut before the effect", freset_after: "Cut after the effect", fslow: "Slow answer",
    f502: "502: an HTML page", ftruncated: "Answer cut on its way", fnot_ok_200: "200, but ok: false", fempty_200: "200 with nothing in it",
    fduplicate: "Message delivered twice", fdelay: "Message late", freorder: "Two messages swap places", fsplit: "Album delivered in parts",
    faultMethod: "Which request", anyMethod: "the next, whichever it is", faultsNow: "Now on",
    journalHint: "What people do, what the bot asks, what it is answered. A line opens.", jshow: "Show",
    jall: "all but waiting", jcalls: "what the bot asks", jupdates: "what people do", jrefusals: "refusals and faults", jeverything: "everything",
    jcall: "The bot asks: ", jupdate: "The bot learns: ", jcontrol: "Setting: ", jnothing: "Nothing yet.",
    download: "Download", replay: "Play a journal again", replayed: "Played again: {n} acts, {calls} requests of the bot, {skipped} skipped.",
    faultOn: "Fault set: {name}", faultsOff: "Everything works again.", clockAt: "It is {when}",
    reply: "Reply", edit: "Edit", editing: "Editing the message", replying: "Reply to", photoAlt: "Photo", photoAlbum: "Photo {i} of {n}",
    liveOn: "Live location", document: "Document", unsupported: "Content not shown", copied: "Copied", shareLocation: "Choose where this phone is",
    openPhoto: "See the photo larger", waiting: "The bot is thinking…", phones: "Phones", unread: "unread", whatCanBotDo: "What this bot does",
    resident: "lives in the district", applicant: "asks to join", participant: "takes part", supervisor: "leads the crew",
    officer: "answers for the town", partner: "follows the figures", administrator: "runs the bot",
    moreActions: "Actions on this message", said: "The bot: ", servicePinned: "{name} pinned: {what}", serviceTopic: "{name} opened the topic {what}",
    serviceRenamed: "{name} changed the topic {what}", serviceClosed: "{name} closed the topic", serviceReopened: "{name} reopened the topic",
    saidOwn: "You: ", faultsOn: "{n} on",
  },
};

const KEPT = "simulator.language";
let current = WORDS[localStorage.getItem(KEPT)] ? localStorage.getItem(KEPT) : "fr";

export const language = () => current;

export function speak(code) {
  current = code;
  localStorage.setItem(KEPT, code);
}

/** The word for `key`, with {names} filled in; an unknown key is shown as it is (a role somebody made up). */
export function t(key, values = {}) {
  const words = WORDS[current][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** What a role is called; a second phone of a role ("resident2") is called the same. */
export const roleName = (role) => t(role.replace(/\d+$/, ""));

/** A value the bot may have set per language ({"": text, fr: text}) or once for all. */
export function inLanguage(value, code) {
  if (!value || typeof value === "string") return value ?? "";
  return value[code] || value[""] || value.default || Object.values(value)[0] || "";
}

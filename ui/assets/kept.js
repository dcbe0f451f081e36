// What the browser keeps: this tab's conversation, and all of them. A tab has its own (sessionStorage), so that two of
// them never write over one another; each that a question was asked in is kept beside the others (localStorage), under
// its id. What is drawn comes from the server, and what is sent to it from here.
window.conversations = (() => {
  const OPEN = "luohu-qa-open";
  const KEPT = "luohu-qa-conversation-";
  const MOST = 50; // and characters, of the 2,500,000 that the smallest room has (5 MB, two bytes each)
  const MOST_CHARS = 2_000_000;

  const read = (storage, name) => {
    try {
      return storage().getItem(name);
    } catch {
      return null; // the browser keeps nothing
    }
  };
  const session = () => window.sessionStorage;
  const local = () => window.localStorage;

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  let isUnkept = false;
  let isAsked = false; // a question was sent from this page
  let open = read(session, OPEN); // the conversation as the server wrote it last
  let seen = open && read(local, KEPT + parsed(open)?.conversation_id);
  if (open && !seen && parsed(open)?.turns.length) open = null; // deleted meanwhile, in another tab

  let waiting = null; // the question that is being answered, as a turn: the server tells of it when it is done

  const idOf = (text) => parsed(text)?.conversation_id ?? "";

  function names() {
    try {
      return Object.keys(local()).filter((name) => name.startsWith(KEPT));
    } catch {
      return [];
    }
  }

  // All that are kept, the newest first.
  function all() {
    const held = names().map((name) => ({ id: name.slice(KEPT.length), ...parsed(read(local, name)) }));
    return held.filter((one) => one.text && one.name).sort((one, other) => other.at - one.at);
  }

  function remove(id) {
    const held = read(local, KEPT + id);
    try {
      local().removeItem(KEPT + id);
    } catch {
      // nor is there anything to remove
    }
    return held;
  }

  // Writes a conversation; the oldest others go where there is no room for all.
  function write(id, held) {
    const text = JSON.stringify(held);
    const others = all().filter((one) => one.id !== id);
    let room = MOST_CHARS - text.length;
    const tooOld = others.filter((one, place) => (room -= one.text.length) < 0 || place >= MOST - 1);
    for (const one of tooOld) remove(one.id);
    const rest = others.filter((one) => !tooOld.includes(one));
    for (;;) {
      try {
        local().setItem(KEPT + id, text);
        isUnkept = false;
        return text;
      } catch {
        const oldest = rest.pop();
        if (!oldest) break;
        remove(oldest.id);
      }
    }
    isUnkept = true;
    return null;
  }

  function newId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function setOpen(text) {
    open = text;
    try {
      if (text) session().setItem(OPEN, text);
      else session().removeItem(OPEN);
    } catch {
      // for as long as the page is open, then
    }
  }

  // What the next question is asked with. Where another tab went on with the same conversation, this one's becomes
  // another from here on: neither is lost.
  function sent() {
    isAsked = true;
    const kept = parsed(open);
    const held = kept && read(local, KEPT + kept.conversation_id);
    if (!held || !seen || held === seen) return open;
    kept.conversation_id = newId();
    setOpen(JSON.stringify(kept));
    return open;
  }

  // What the page is entered with. Gradio may get to its first event after the first question was sent, on a slow
  // machine: then the question's own steps draw what there is, and a drawing between them would show it as stopped.
  const entered = () => (isAsked ? null : open);

  function waits(question, isAlone) {
    const last = parsed(open)?.turns.at(-1)?.number ?? 0;
    waiting = { number: last + 1, question, outcome: { state: "waiting" }, is_alone: isAlone };
  }

  // What it is stopped with: the server tells of a question that waits, as of one that was stopped.
  function stopped() {
    const kept = parsed(open) ?? { conversation_id: newId(), turns: [] };
    if (waiting) kept.turns.push(waiting);
    return JSON.stringify(kept);
  }

  // Takes what the server wrote.
  function keep(text) {
    const kept = parsed(text);
    if (!kept) return;
    const was = parsed(open);
    const isSame = was?.conversation_id === kept.conversation_id;
    if (!isSame || kept.turns.at(-1)?.number !== was.turns.at(-1)?.number) {
      waiting = null;
      document.dispatchEvent(new Event("turned"));
    }
    if (was?.turns.length && !isSame && kept.turns.length) remove(was.conversation_id); // it could not be read
    setOpen(text);
    if (!isSame) seen = null;
    const earlier = isSame ? parsed(read(local, KEPT + kept.conversation_id)) : null;
    if (!kept.turns.length || earlier?.text === text) return;
    const name = parsed(seen)?.name ?? kept.turns[0].question;
    seen = write(kept.conversation_id, { name, at: Date.now(), n: kept.turns.at(-1).number, text });
  }

  // Leaves out the last turn where it is a question that nothing became of.
  function leaveOut(question) {
    const kept = parsed(open);
    const last = kept?.turns.at(-1);
    if (last?.question !== question || last.outcome.state !== "waiting") return;
    kept.turns.pop();
    setOpen(JSON.stringify(kept));
  }

  // Has this tab show one that is kept.
  function show(id) {
    seen = read(local, KEPT + id);
    setOpen(parsed(seen)?.text ?? null);
  }

  function restore(id, held) {
    try {
      local().setItem(KEPT + id, held);
    } catch {
      isUnkept = true;
    }
  }

  return {
    all,
    entered,
    keep,
    leaveOut,
    remove,
    restore,
    show,
    sent,
    stopped,
    waits,
    openId: () => idOf(open),
    hasTurns: () => Boolean(parsed(open)?.turns.length),
    isUnkept: () => isUnkept,
  };
})();

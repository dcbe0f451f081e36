// Characters of a document's text and the elements they stand in. Places count characters as Unicode does, a string's
// positions count halves of some: both are walked together.
const documentText = (() => {
  function nodes(text) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  // Puts the characters of each range, in order, into elements of that name and class; returns the elements.
  function mark(text, wanted, className) {
    const marks = [];
    let at = 0;
    let next = 0; // the first range that may still meet what follows
    for (const node of nodes(text)) {
      const characters = Array.from(node.data);
      const first = at;
      at += characters.length;
      if (node.parentElement.closest(".blank")) continue; // between lines
      while (next < wanted.length && wanted[next][1] <= first) next += 1;
      const inside = [];
      for (let each = next; each < wanted.length && wanted[each][0] < at; each += 1) inside.push(wanted[each]);
      const made = [];
      // From the last to the first, so that what is still to be cut stays in `node`.
      for (const [start, end] of inside.reverse()) {
        const from = characters.slice(0, Math.max(start - first, 0)).join("").length;
        const to = characters.slice(0, Math.min(end, at) - first).join("").length;
        node.splitText(to);
        const cut = node.splitText(from);
        const element = document.createElement("mark");
        if (className) element.className = className;
        element.dataset.start = start;
        cut.replaceWith(element);
        element.append(cut);
        made.unshift(element);
      }
      marks.push(...made);
    }
    return marks;
  }

  // How many characters stand before a position in the text.
  function place(text, node, offset) {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, offset);
    return Array.from(before.toString()).length;
  }

  return { mark, place };
})();

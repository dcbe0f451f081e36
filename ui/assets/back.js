// What lies over the page is closed by Back, as on a phone it is expected to be: an entry of the history stands for it.
window.backCloses = (() => {
  let closing = null; // what Back does now
  const isOurs = () => Boolean(history.state?.over);

  if (isOurs()) history.replaceState(null, ""); // the page was loaded again while something lay over it
  window.addEventListener("popstate", () => {
    const close = closing;
    closing = null;
    close?.();
  });

  // Has Back call `close`. Returns what is to be called when it was closed in another way.
  return (close) => {
    history.pushState({ over: true }, "");
    closing = close;
    return () => {
      if (closing !== close) return; // Back itself did it
      closing = null;
      if (isOurs()) history.back();
    };
  };
})();

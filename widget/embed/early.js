// Fetching the chat before anybody asked: with the owner's leave, and where bytes are not known to cost the visitor something.
// The browser keeps what `parts` asks for, and finds it there when the chat is opened.

export const prefetch = (host, parts) => {
  const early = () => {
    const link = navigator.connection || {};
    if (!/true|cell|[23]g/.test([link.saveData, link.type, link.effectiveType])) parts().then(([wasm]) => wasm.blob(), () => {});
  };
  if (owner.prefetch == "hover") ["pointerover", "focusin"].map((sign) => host.addEventListener(sign, early, { once: 1 }));
  // A browser that does not say what a connection costs is not asked to spend.
  if (owner.prefetch == "idle" && navigator.connection) setTimeout(() => requestIdleCallback(early), 3000);
};

// What is needed only while a person has the conversation, so it is loaded only then (/w/live.js): the person's picture
// in the place of the first letter of their name, and telling them that the visitor writes.
//
// A picture comes from the Worker by fetch and is drawn on a canvas: whatever a page's policy says about pictures, none
// has to be allowed for us. Where it does not come, the letter stays.

const CSS = ".human-face canvas{display:block;width:100%;height:100%;border-radius:inherit}";
// As often as the team is told, in milliseconds.
const AGAIN = 3000;
const SIDE = 96;

export default (host) => {
  const { root, base, signal } = host;
  const pictures = {};
  const picture = (path) =>
    (pictures[path] ||= fetch(base + path)
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject()))
      .then(createImageBitmap));

  // The middle of it, as large as it goes.
  const draw = (face, path) => {
    if (face.dataset.drawn == path) return;
    face.dataset.drawn = path;
    picture(path).then((bitmap) => {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = SIDE;
      const { width, height } = bitmap;
      const side = Math.min(width, height);
      const from = [(width - side) / 2, (height - side) / 2, side, side];
      canvas.getContext("2d").drawImage(bitmap, ...from, 0, 0, SIDE, SIDE);
      face.replaceChildren(canvas);
    }, () => {});
  };
  const look = () => {
    const faces = [...root.querySelectorAll("[data-picture]")];
    for (const face of faces) draw(face, face.dataset.picture);
    // Whoever spoke last is who stands in the head.
    const head = root.querySelector("#who .human-face");
    const last = faces.pop();
    if (head && last) draw(head, last.dataset.picture);
  };
  const watcher = new MutationObserver(look);
  watcher.observe(root, { childList: true, subtree: true });
  signal.addEventListener("abort", () => watcher.disconnect());
  host.style(CSS);
  look();

  let told = 0;
  const composer = root.getElementById("composer");
  composer.addEventListener("input", () => {
    const now = Date.now();
    const person = root.getElementById("panel").dataset.speaker == "person";
    if (!person || !composer.value.trim() || now - told < AGAIN) return;
    told = now;
    // Not worth a second try.
    fetch(base + "/api/typing", { method: "POST", body: JSON.stringify({ v: 1, token: host.token() }) }).catch(() => {});
  }, { signal });
};

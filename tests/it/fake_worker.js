// Stands in for the Worker inside the page, for states a real one is in for a moment only, and for what none would send.
// `feed.say(frames)` is news on the socket; `feed.fail` answers every command; the rest goes to the real Worker.
{
  const real = window.fetch.bind(window);
  const feed = (window.feed = {
    sockets: 0,
    seq: 0, // of the last entry; a test that says more goes on from there
    posted: [],
    fail: null, // (commands) => Response
    say: (frames) => feed.raw(JSON.stringify(frames)),
    raw: (data) => feed.socket.onmessage?.({ data }),
  });
  window.fetch = async (url, init) => {
    const request = new Request(url, init);
    if (!/\/api\/(do|listen)$/.test(request.url)) return real(url, init);
    const { commands } = await request.json();
    if (feed.fail) return feed.fail(commands);
    feed.posted.push(...commands);
    const said = commands.filter((c) => c.do.say);
    const frames = said.map((c) => ({ shown: { seq: ++feed.seq, at: 1, entry: { customer: { key: c.key, text: c.do.say.text } } } }));
    return new Response(JSON.stringify({ v: 1, done: commands.map((c) => c.key), frames }));
  };
  window.WebSocket = class {
    constructor() {
      feed.socket = this;
      feed.sockets++;
      setTimeout(() => this.onopen?.({}));
    }
    send(text) {
      if (text === 'ping') setTimeout(() => this.onmessage?.({ data: 'pong' }));
    }
    close() {}
  };
}

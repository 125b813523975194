// A request: status and body, 0 where no answer came. Text travels as text/plain, which needs no preflight.
//
// What goes wrong in `then` is no answer that failed: it must not be told twice.
export const ask = (url, body, deadline, then) => {
  let answer;
  try {
    answer = fetch(url, { method: body === undefined ? "GET" : "POST", body, signal: AbortSignal.timeout(deadline) });
  } catch (e) {
    answer = Promise.reject(e);
  }
  answer
    .then(async (answer) => [answer.status, await answer.text()])
    .catch(() => [0, ""])
    .then(([status, text]) => then(status, text));
};

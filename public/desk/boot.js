// Starts the desk, and says so when it cannot start or has stopped. Everything else is Rust: widget/src/desk.

const desk = document.getElementById('desk');
const failed = (cause) => {
  if (!desk.firstChild) {
    document.getElementById('starting-text').textContent =
      typeof WebAssembly === 'object'
        ? 'The desk could not be loaded. Check your connection and reload this page.'
        : 'This browser cannot run the desk: it has no WebAssembly.';
  } else if (cause instanceof WebAssembly.RuntimeError && !document.querySelector('.stopped')) {
    // A trap leaves a picture that no longer answers. What was typed is kept by the tab, so a reload loses nothing.
    const notice = document.body.appendChild(document.createElement('div'));
    const again = document.createElement('button');
    again.className = 'plain';
    again.textContent = 'Reload';
    again.onclick = () => location.reload();
    notice.className = 'stopped';
    notice.role = 'alert';
    notice.append('The desk has stopped. What you typed is kept.', again);
  }
};
addEventListener('error', ({ error }) => failed(error));
addEventListener('unhandledrejection', ({ reason }) => failed(reason));
import('/w/desk.js').catch(failed);

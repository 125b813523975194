// The sound of a reply: two short tones, made here, so that no file is fetched. A browser that allows no sound yet makes none.

let context;

export const ring = () => {
  try {
    context ||= new AudioContext();
    context.resume();
    const [now, loud] = [context.currentTime, context.createGain()];
    loud.connect(context.destination);
    loud.gain.setValueAtTime(0.0001, now);
    loud.gain.exponentialRampToValueAtTime(0.12, now + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, now + 0.6);
    for (const [pitch, after] of [[660, 0], [880, 0.14]]) {
      const tone = context.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(loud);
      tone.start(now + after);
      tone.stop(now + 0.6);
    }
  } catch {}
};

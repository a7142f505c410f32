/** Two notes, in hertz. */
const NOTES = [659, 880];

/** Rings once, softly; a browser that lets nothing sound yet stays silent. */
export function chime() {
  const sound = new AudioContext();
  const volume = sound.createGain();
  volume.gain.value = 0.08;
  volume.connect(sound.destination);
  for (const [index, frequency] of NOTES.entries()) {
    const note = sound.createOscillator();
    note.frequency.value = frequency;
    note.connect(volume);
    note.start(sound.currentTime + index * 0.18);
    note.stop(sound.currentTime + index * 0.18 + 0.16);
  }
  setTimeout(() => void sound.close(), 1000);
}

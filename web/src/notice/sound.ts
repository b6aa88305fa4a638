// Two soft tones, made by the browser itself. Off until the person turns them on, remembered in this browser.
const name = "notice.sound";
const tones = [
    { hertz: 659.3, at_s: 0 },
    { hertz: 880, at_s: 0.14 },
];
const loudest = 0.16;
const silent = 0.0001; // an exponential curve reaches no zero
const rise_s = 0.015;
const fall_s = 0.32;

let context: AudioContext | undefined;

export const is_sound_on = (): boolean => localStorage.getItem(name) === "on";
export const set_sound = (on: boolean) => localStorage.setItem(name, on ? "on" : "off");

/** Browsers let a page be heard only after somebody has touched it. */
export const may_sound = (): boolean => !("userActivation" in navigator) || navigator.userActivation.hasBeenActive;

function play_tone(audio: AudioContext, { hertz, at_s }: (typeof tones)[number]) {
    const from = audio.currentTime + at_s;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: silent });
    volume.gain.setValueAtTime(silent, from);
    volume.gain.exponentialRampToValueAtTime(loudest, from + rise_s);
    volume.gain.exponentialRampToValueAtTime(silent, from + fall_s);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + fall_s);
}

export async function play() {
    context ??= new AudioContext();
    await context.resume();
    for (const tone of tones) play_tone(context, tone);
}

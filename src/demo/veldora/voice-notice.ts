/** The TV maker's voice notice: capture, the speech-to-text company, accidental activation, review by people, and how to switch it off. */
export const voiceNotice = `
<h1>Voice Recognition Notice</h1>
<p class="meta">Last updated: March 3, 2026</p>
<p>This Notice supplements the <a href="/privacy">Veldora Privacy Policy</a>. It applies to Veldora TVs with a microphone in the remote control (all models since 2021) and to TVs that
also listen from across the room (&ldquo;Hands-free&rdquo; models).</p>

<h2>What the TV hears</h2>
<p>When you press and hold the microphone button, or say &ldquo;Hi Veldora&rdquo; on a Hands-free model, your TV records what you say. We collect the recording, a transcript of
it, the identifier of your TV, and the time. On Hands-free models the microphones listen for the wake words all the time, also when the screen is off. Sound that is heard
before the wake words is processed on the TV and is not sent to us.</p>
<p>Sometimes the TV mistakes other words for the wake words. It may then record conversations and other sounds in the room, including the voices of family members and guests, until it
notices that nobody is speaking to it. Please keep in mind that anything said near a listening TV, private matters included, can be part of such a recording.</p>

<h2>Who receives it</h2>
<p>We do not turn speech into text ourselves. Your TV transmits your voice recordings to Quillhorn Speech, Inc., a company that converts spoken words into text on our behalf. To carry out
your request, we also send the transcript to the app or streaming service you were speaking to, which handles it under its own privacy policy.</p>
<p>We do not sell your voice recordings, and we do not use them to choose advertisements. The text of your searches is a different matter: we may use it to select the advertisements
that you see on your TV.</p>

<h2>People who listen</h2>
<p>To check whether the TV understood a command, employees of Veldora and Quillhorn listen to and transcribe a small sample of voice recordings. Samples are stripped of the account
name, but what you say in a recording may still identify you. You can exclude your recordings from review by switching off &ldquo;Help improve voice&rdquo; in the same menu.</p>

<h2>Recognizing a speaker</h2>
<p>Your TV does not identify you by your voice. We do not create voiceprints.</p>

<h2>How long it is kept</h2>
<p>We store voice recordings and transcripts for 24 months. We and Quillhorn keep them to evaluate and improve the voice recognition feature, and to train the models behind it. Recordings
that were chosen for review are kept for as long as they are useful for that purpose.</p>

<h2>How to switch it off</h2>
<p>Go to Settings &gt; General &gt; Privacy &gt; Voice Recognition and choose Off. On Hands-free models you can also slide the microphone switch on the lower edge of the TV, which cuts the
power to the microphones. You can delete your voice recordings at any time in the Veldora Home app under Account &gt; Voice history.</p>
<p>If you switch voice recognition off, search by voice, hands-free control and dictation are not available. A few fixed commands, such as &ldquo;volume up&rdquo;, are recognized by the
TV itself and continue to work; while voice recognition is off we do not collect what you say.</p>
`;

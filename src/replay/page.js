// The page around the replay: title, briefing, language.
{
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const { city, incidents, parting, words } = read("data");
  const made = read("made");
  const scenario = incidents[0].scenario;
  let lang = document.documentElement.lang === "ja" ? "ja" : "en";
  const title = element("h1");
  const choice = element("select");
  choice.append(element("option", { value: "en", lang: "en" }, "English"), element("option", { value: "ja", lang: "ja" }, "日本語"));
  const label = element("label", {}, element("span"), " ", choice);
  const head = element("header", { class: "page-head" }, title, label);
  const briefing = element("details", {}, element("summary"), element("p"), element("p"));
  const body = element("main", { class: "page-body" }, briefing);
  const foot = element("footer", { class: "page-foot" }, element("p"), element("p"));
  document.body.append(head, body, foot);
  const replay = createReplay(body, { city, incidents, parting, words, lang });
  const relabel = () => {
    const speech = createSpeech(words, lang);
    document.documentElement.lang = lang;
    title.textContent = speech.pick(scenario.title);
    document.title = speech.say("replay-page-title", { title: speech.pick(scenario.title) });
    label.firstChild.textContent = speech.say("replay-page-language");
    const [summary, text, start] = briefing.children;
    summary.textContent = speech.say("replay-page-briefing");
    text.textContent = speech.pick(scenario.briefing);
    start.textContent = speech.pick(incidents[0].start.text);
    foot.children[0].textContent = speech.say("replay-page-note");
    foot.children[1].textContent = speech.pick(made);
  };
  choice.value = lang;
  choice.addEventListener("change", () => {
    lang = choice.value;
    relabel();
    replay.setLang(lang);
  });
  relabel();
  // For the tests, which measure what a reader would feel.
  window.replay = replay;
}
